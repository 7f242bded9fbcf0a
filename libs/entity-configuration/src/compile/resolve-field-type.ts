import type { ColumnType } from '@dx/schema-catalogue';
import type { FieldType } from '../model/snapshot.js';

type Kind = ColumnType['kind'];

/** Words for a field's type that have a meaning here; `float` is `decimal`. Any other word is checked by the column. */
export const KNOWN_TYPES: ReadonlySet<string> = new Set([
  'integer',
  'string',
  'boolean',
  'decimal',
  'float',
  'date',
  'datetime',
  'time',
  'json',
  'enum',
  'uuid',
  'binary',
]);

/**
 * The columns that can carry a field type at all. Why so wide: shops declare `integer` over VARCHAR and DECIMAL, and
 * `string` over everything. Why a limit: a column that was dropped and came back as something else must not be offered
 * under rules that were written for the old one.
 */
const CARRIERS: ReadonlyMap<string, ReadonlySet<Kind>> = new Map<string, ReadonlySet<Kind>>([
  ['integer', new Set<Kind>(['integer', 'boolean', 'bit', 'decimal', 'float', 'text', 'year'])],
  ['boolean', new Set<Kind>(['boolean', 'bit', 'integer'])],
  ['decimal', new Set<Kind>(['decimal', 'float', 'integer', 'boolean', 'text'])],
  ['float', new Set<Kind>(['decimal', 'float', 'integer', 'boolean', 'text'])],
  ['date', new Set<Kind>(['date', 'datetime', 'text'])],
  ['datetime', new Set<Kind>(['datetime', 'date', 'text'])],
  ['time', new Set<Kind>(['time', 'text'])],
  ['json', new Set<Kind>(['json', 'text'])],
  ['enum', new Set<Kind>(['enum', 'set', 'text'])],
  ['uuid', new Set<Kind>(['uuid', 'text', 'binary'])],
  ['binary', new Set<Kind>(['binary', 'bit'])],
]);

/** The columns for which a type word of ours is more than the column's own check. */
const EXACT: ReadonlyMap<string, ReadonlySet<Kind>> = new Map<string, ReadonlySet<Kind>>([
  ['date', new Set<Kind>(['date'])],
  ['datetime', new Set<Kind>(['datetime'])],
  ['time', new Set<Kind>(['time'])],
  ['json', new Set<Kind>(['json'])],
  ['enum', new Set<Kind>(['enum', 'set'])],
  ['uuid', new Set<Kind>(['uuid', 'text'])],
  ['binary', new Set<Kind>(['binary', 'bit'])],
]);

/** Whether a column can carry a field that was declared with this type word. */
export function canCarry(declared: string, column: ColumnType): boolean {
  return CARRIERS.get(declared)?.has(column.kind) ?? true;
}

/**
 * How a field's values are checked: the contract's four words (and `float`) as they say, our words when the column is of
 * that kind, everything else `other`: by the column.
 */
export function resolveFieldType(declared: string, column: ColumnType): FieldType {
  switch (declared) {
    case 'integer':
    case 'string':
    case 'boolean':
    case 'decimal':
      return declared;
    case 'float':
      return 'decimal';
    case 'date':
    case 'datetime':
    case 'time':
    case 'json':
    case 'enum':
    case 'uuid':
    case 'binary':
      return EXACT.get(declared)?.has(column.kind) === true ? declared : 'other';
    default:
      return 'other';
  }
}
