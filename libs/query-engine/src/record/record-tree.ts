import type { EncodedRows } from '@dx/database';

/** Encoded rows of one entity and, per relation, which encoded rows hang below each of them. */
export interface RecordTree {
  readonly rows: EncodedRows;
  readonly relations: readonly RelationBranch[];
}

/** The children of one relation. */
export interface RelationBranch {
  /** The relation's name, the key in the parent's JSON. */
  readonly name: string;
  readonly tree: RecordTree;
  /** Per row of the parent: rows of `tree`, in the order of the answer; null = the key is absent, `[]` = an empty list. */
  readonly children: readonly (readonly number[] | null)[];
}

/** No rows at all. */
export const NO_ROWS: EncodedRows = { count: 0, bytes: Buffer.alloc(0), starts: [], ends: [], keys: [] };

/** Some of the rows, in the order in which they are named; without their keys. */
export function pickRows({ bytes, starts, ends }: EncodedRows, picked: readonly number[]): EncodedRows {
  return {
    count: picked.length,
    bytes,
    starts: picked.map((row) => starts[row] as number),
    ends: picked.map((row) => ends[row] as number),
    keys: [],
  };
}

/** Rows of several statements with one encoding as if one statement had answered them, in order. */
export function concatRows(parts: readonly EncodedRows[]): EncodedRows {
  const [first, ...further] = parts;
  if (first === undefined) return NO_ROWS;
  if (further.length === 0) return first;
  const starts: number[] = [];
  const ends: number[] = [];
  let base = 0;
  for (const { bytes, starts: partStarts, ends: partEnds } of parts) {
    for (const start of partStarts) starts.push(base + start);
    for (const end of partEnds) ends.push(base + end);
    base += bytes.length;
  }
  return {
    count: starts.length,
    bytes: Buffer.concat(parts.map((part) => part.bytes)),
    starts,
    ends,
    keys: parts.flatMap((part) => part.keys),
  };
}
