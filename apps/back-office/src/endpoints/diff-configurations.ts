import type { ConfigurationBody } from '../api/admin-api';

/** One difference between two versions of an endpoint; null where the place does not exist. */
export interface Difference {
  /** For readers: `alias`, `fields › iso2_code › type`, `relations › taxRates`. */
  readonly place: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs, field by field: fields are told apart by their column, relations by their name. */
export function diffConfigurations(
  before: ConfigurationBody | null,
  after: ConfigurationBody | null,
): readonly Difference[] {
  const left = before === null ? new Map<string, string>() : flatten(before);
  const right = after === null ? new Map<string, string>() : flatten(after);
  const places = [...new Set([...left.keys(), ...right.keys()])];
  return places
    .map((place) => ({ place, before: left.get(place) ?? null, after: right.get(place) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

function flatten({ definition, childRelations, ...whole }: ConfigurationBody): Map<string, string> {
  const places = new Map<string, string>();
  const { fields, ...duties } = definition;
  collect(places, '', { ...whole, ...duties });
  for (const { fieldName, ...field } of fields) collect(places, `fields › ${fieldName}`, field);
  for (const { name, ...relation } of childRelations) collect(places, `relations › ${name}`, relation);
  return places;
}

function collect(places: Map<string, string>, place: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, member] of Object.entries(value))
      collect(places, place === '' ? key : `${place} › ${key}`, member);
  } else if (value !== undefined && value !== null) {
    places.set(place, typeof value === 'string' ? value : JSON.stringify(value));
  }
}
