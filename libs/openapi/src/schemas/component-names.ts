import type { Relation } from '@dx/entity-configuration';

/** What a body is for; `-item` is an entry of a collection body, which also carries the identifier. */
export type BodyKind = 'create' | 'update' | 'update-item' | 'replace' | 'replace-item';

/** The name of the schema of an entity's answers: `countries.record`. */
export function recordName(alias: string): string {
  return `${escapeName(alias)}.record`;
}

/** The names of what an endpoint answers: `countries.list`, `countries.item`; `.written` with per-record errors. */
export function answerName(alias: string, kind: 'list' | 'item', written: boolean): string {
  return `${escapeName(alias)}.${kind}${written ? '.written' : ''}`;
}

/** The name of the schema of a body: `countries.create`. */
export function bodyName(alias: string, kind: BodyKind): string {
  return `${escapeName(alias)}.${kind}`;
}

/** The name of the schema of a child's body inside its parent's: `tax-rates.create.in.countries.countryTaxRates`. */
export function nestedBodyName(relation: Relation, kind: BodyKind): string {
  return `${bodyName(relation.child.alias, kind)}.in.${escapeName(relation.parent.alias)}.${escapeName(relation.name)}`;
}

/** The name of the schema of an endpoint's filters: `countries.filter`. */
export function filterName(alias: string): string {
  return `${escapeName(alias)}.filter`;
}

/** Component names may hold letters, digits, `.`, `-` and `_` only; anything else becomes `.hex.`. */
function escapeName(name: string): string {
  return name.replace(/[^\w-]/gu, (char) => `.${(char.codePointAt(0) ?? 0).toString(16)}.`);
}
