import type { SqlKey, SqlParam } from '@dx/database';
import type { KeyBinding } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import { parseColumnText } from './parse-column-text.js';

/**
 * How the rows of one side of a relation tell their join key: one text per row, equal for rows that belong together.
 * Keys are compared by their text: two keys that only the collation holds to be equal (`de`, `DE`) do not join.
 */
export interface JoinKeyReader {
  /** Places of the key's parts among a row's key texts. */
  readonly places: readonly number[];
  /** Per part, whether both sides may print one value differently (`19.0` and `19.00`). */
  readonly canonical: readonly boolean[];
}

/** The reader for one side of the bindings; `places` in the order of the bindings. */
export function joinKeyReader(bindings: readonly KeyBinding[], places: readonly number[]): JoinKeyReader {
  return { places, canonical: bindings.map(({ parent, child }) => !printsAlike(parent, child)) };
}

/** A row's join key as one text; null when a part is NULL: such a row belongs to no other. */
export function readJoinKey({ places, canonical }: JoinKeyReader, keys: readonly SqlKey[]): string | null {
  if (places.length === 1) return readPart(keys[places[0] as number] ?? null, canonical[0] === true);
  let text = '';
  for (let index = 0; index < places.length; index += 1) {
    const part = readPart(keys[places[index] as number] ?? null, canonical[index] === true);
    if (part === null) return null;
    // Why the length: no text inside a part can then pass for the border between two parts.
    text += `${part.length}:${part}`;
  }
  return text;
}

/**
 * The values to look for on the child's side for a parent's key texts, of the child columns' types; undefined when a part
 * is no value of its child column, so that no child can exist.
 */
export function childValues(
  bindings: readonly KeyBinding[],
  { places, canonical }: JoinKeyReader,
  keys: readonly SqlKey[],
): readonly SqlParam[] | undefined {
  const values: SqlParam[] = [];
  for (let index = 0; index < bindings.length; index += 1) {
    const { parent, child } = bindings[index] as KeyBinding;
    const part = readPart(keys[places[index] as number] ?? null, canonical[index] === true);
    const value = part === null ? undefined : keyParam(parent, child, part);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function readPart(text: SqlKey, canonical: boolean): string | null {
  return text !== null && canonical ? canonicalText(text) : text;
}

/** A number's or a time's text without zeros that say nothing: `0019.00` is `19`. Other texts stay as they are. */
function canonicalText(text: string): string {
  if (!/^-?\d/.test(text)) return text;
  const short = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
  return short.replace(/^(-?)0+(?=\d)/, '$1');
}

/** A parent's key text as a value of the child's column. */
function keyParam(parent: Column, child: Column, text: string): SqlParam | undefined {
  if (child.type.kind === 'binary') return Buffer.from(text, 'latin1');
  // Why unparsed: what the database printed for the same type is a value of it.
  const isSame = parent.type.kind === child.type.kind && parent.charset === child.charset;
  return isSame ? text : parseColumnText(child, text);
}

/** Whether equal values of both columns are certain to have equal texts. */
function printsAlike(parent: Column, child: Column): boolean {
  if (isZeroFilled(parent) || isZeroFilled(child)) return false;
  const [own, other] = [parent.type, child.type];
  switch (own.kind) {
    case 'decimal':
      return other.kind === 'decimal' && own.scale === other.scale;
    case 'datetime':
    case 'time':
      return other.kind === own.kind && own.fraction === other.fraction;
    case 'float':
      return other.kind === 'float' && own.double === other.double;
    default:
      return other.kind !== 'decimal' && other.kind !== 'float';
  }
}

function isZeroFilled(column: Column): boolean {
  return column.declaredType.toLowerCase().includes('zerofill');
}
