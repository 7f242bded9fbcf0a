/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonRecord = { readonly [key: string]: Json };

/** A part of a JSON Schema; nothing is taken for granted about what plugins write. */
export type Schema = Readonly<Record<string, unknown>>;

interface Named {
  /** What the schema calls it; null: the name of the property is all there is. */
  readonly title: string | null;
  readonly description: string | null;
}

/** A member of an object. */
export interface ShapeField {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
}

/** One of several forms that an object can have, told apart by the value of one member. */
export interface ShapeVariant {
  readonly value: string;
  readonly fields: readonly ShapeField[];
}

/** How a value is asked for in a form. `json`: the schema says more than a form can, so it is typed as JSON. */
export type Shape = Named &
  (
    | { readonly kind: 'text'; readonly maxLength: number | null }
    | { readonly kind: 'choice'; readonly options: readonly (string | number | boolean)[] }
    | { readonly kind: 'number'; readonly whole: boolean; readonly min: number | null; readonly max: number | null }
    | { readonly kind: 'switch' }
    /** A text, a number, true, false or null. */
    | { readonly kind: 'scalar' }
    /** A list of texts or other scalars. */
    | { readonly kind: 'words'; readonly ofTexts: boolean }
    | { readonly kind: 'list'; readonly item: Shape }
    | { readonly kind: 'group'; readonly fields: readonly ShapeField[] }
    /** An object with any names. */
    | { readonly kind: 'map'; readonly value: Shape }
    | { readonly kind: 'variants'; readonly tag: string; readonly variants: readonly ShapeVariant[] }
    | { readonly kind: 'json' }
  );

const SCALARS: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null']);

/** Reads from a JSON Schema how its value is asked for. */
export function readShape(schema: unknown): Shape {
  if (!isRecord(schema)) return { kind: 'json', title: null, description: null };
  const named: Named = { title: textOf(schema['title']), description: textOf(schema['description']) };
  if (isOptions(schema['enum'])) return { ...named, kind: 'choice', options: schema['enum'] };
  if (Array.isArray(schema['oneOf'])) return { ...named, ...readVariants(schema, schema['oneOf']) };
  const { type } = schema;
  if (Array.isArray(type)) return { ...named, kind: type.every((one) => SCALARS.has(one)) ? 'scalar' : 'json' };
  switch (type) {
    case 'string':
      return { ...named, kind: 'text', maxLength: numberOf(schema['maxLength']) };
    case 'integer':
    case 'number':
      return {
        ...named,
        kind: 'number',
        whole: type === 'integer',
        min: numberOf(schema['minimum']),
        max: numberOf(schema['maximum']),
      };
    case 'boolean':
      return { ...named, kind: 'switch' };
    case 'array':
      return { ...named, ...readList(schema) };
    case 'object':
      return { ...named, ...readObject(schema) };
    default:
      return { ...named, kind: 'json' };
  }
}

type Bare<Kind extends Shape['kind']> = Omit<Extract<Shape, { kind: Kind }>, keyof Named>;
const AS_JSON: Bare<'json'> = { kind: 'json' };

function readList({ items }: Schema): Bare<'list'> | Bare<'words'> | Bare<'json'> {
  const item = readShape(items);
  if (item.kind === 'json') return AS_JSON;
  if (item.kind === 'text' || item.kind === 'scalar') return { kind: 'words', ofTexts: item.kind === 'text' };
  return { kind: 'list', item };
}

function readObject(schema: Schema): Bare<'group'> | Bare<'map'> | Bare<'json'> {
  const { properties, additionalProperties } = schema;
  if (isRecord(properties)) return { kind: 'group', fields: readFields(properties, schema['required']) };
  if (!isRecord(additionalProperties)) return AS_JSON;
  const value = readShape(additionalProperties);
  return value.kind === 'json' ? AS_JSON : { kind: 'map', value };
}

function readFields(properties: Schema, required: unknown): ShapeField[] {
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    required: needed.includes(name),
    shape: readShape(schema),
  }));
}

/** Objects that one member with a fixed value tells apart; any other choice is typed as JSON. */
function readVariants({ discriminator }: Schema, choices: readonly unknown[]): Bare<'variants'> | Bare<'json'> {
  const tag = isRecord(discriminator) ? textOf(discriminator['propertyName']) : null;
  if (tag === null) return AS_JSON;
  const variants: ShapeVariant[] = [];
  for (const choice of choices) {
    const properties = isRecord(choice) ? choice['properties'] : undefined;
    const mark = isRecord(properties) ? properties[tag] : undefined;
    const value = isRecord(mark) ? textOf(mark['const']) : null;
    if (value === null || !isRecord(choice) || !isRecord(properties)) return AS_JSON;
    const { [tag]: _mark, ...others } = properties;
    variants.push({ value, fields: readFields(others, choice['required']) });
  }
  return { kind: 'variants', tag, variants };
}

/** Whether a value is an object, neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOptions(value: unknown): value is readonly (string | number | boolean)[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => ['string', 'number', 'boolean'].includes(typeof one))
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
