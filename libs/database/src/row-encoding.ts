/**
 * How one selected column becomes JSON:
 * - `integer`: the column's digits as a JSON number, however long
 * - `integer-cast`: any text cut to its leading integer, 0 without one (an `integer` field over text or decimal)
 * - `float`: a DOUBLE as a JSON number
 * - `float32`: a FLOAT, selected as a DOUBLE, as the shortest JSON number that is the same FLOAT
 * - `string`: text as a JSON string
 * - `decimal`: text as a JSON string with the column's scale (`"19.00"`)
 * - `boolean`: 0/1 as false/true
 * - `datetime`: `YYYY-MM-DD HH:MM:SS.ffffff` as a JSON string, always six fraction digits
 * - `json`: stored JSON text embedded as it is
 * - `base64`: bytes as a base64 JSON string
 */
export type JsonKind =
  'integer' | 'integer-cast' | 'float' | 'float32' | 'string' | 'decimal' | 'boolean' | 'datetime' | 'json' | 'base64';

/** One select-list position that is written to the answer. */
export interface EncodedColumn {
  /** The JSON key (a field's visible name). */
  readonly name: string;
  readonly kind: JsonKind;
  /** For `decimal`: digits after the point. */
  readonly scale?: number;
}

/**
 * How the rows of one select become JSON objects. The select list is: the encoded columns, in order, and then
 * `keyCount` further columns that are not written but handed out as text (join keys, primary keys).
 * Made once per plan: dialects keep prepared bytes per encoding object in a WeakMap.
 */
export interface RowEncoding {
  readonly columns: readonly EncodedColumn[];
  readonly keyCount: number;
}

/**
 * Rows already encoded as UTF-8 JSON. Row i is `bytes[starts[i] .. ends[i]]`, a JSON object WITHOUT its closing brace
 * (`{"id_country":1,"iso2_code":"DE"`), so that relations can be appended; an object without fields is `{`.
 */
export interface EncodedRows {
  readonly count: number;
  readonly bytes: Buffer;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Per row, the text of the `keyCount` trailing columns. Empty when `keyCount` is 0. */
  readonly keys: readonly (readonly SqlKey[])[];
}

/** A key's text as the database prints it; binary keys as latin1 text of their bytes; null for NULL. */
export type SqlKey = string | null;
