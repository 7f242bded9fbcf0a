import type { Dialect, SqlParam, Statement } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { KeyColumn } from '../plan/row-shape.js';
import { compileKeys } from './compile-select.js';
import { placeholderOf } from './placeholder-of.js';

/** Columns of rows that are looked for by key, to be changed in the same transaction. */
export interface Lookup {
  readonly entity: Entity;
  /** Quoted columns to select. */
  readonly select: readonly string[];
  /** What the rows are looked for by. */
  readonly by: readonly KeyColumn[];
  readonly keys: readonly (readonly SqlParam[])[];
  readonly lock: boolean;
}

/** The SELECT that finds and, if wanted, locks the rows, in the order of their keys so that parallel batches cannot deadlock. */
export function compileLookup({ entity, select, by, keys, lock }: Lookup, dialect: Dialect): Statement {
  const where = compileKeys(by, keys);
  const order = entity.keyQuoted.join(', ');
  return {
    sql: `SELECT ${select.join(', ')} FROM ${entity.quotedTable} WHERE ${where.sql} ORDER BY ${order}${lock ? dialect.forUpdate : ''}`,
    params: where.params,
  };
}

/**
 * The same, with one more column in front: the position of the first key that the database holds to be the row's.
 * Why: which texts are equal (`de` and `DE`) only the column's collation knows.
 */
export function compileMatchingLookup({ entity, select, by, keys, lock }: Lookup, dialect: Dialect): Statement {
  const where = compileKeys(by, keys);
  const condition = by.map(({ column, quoted }) => `${quoted} = ${placeholderOf(column)}`).join(' AND ');
  const cases = keys.map((_, index) => `WHEN ${condition} THEN ${index}`).join(' ');
  const order = entity.keyQuoted.join(', ');
  return {
    sql: `SELECT CASE ${cases} END, ${select.join(', ')} FROM ${entity.quotedTable} WHERE ${where.sql} ORDER BY ${order}${lock ? dialect.forUpdate : ''}`,
    params: [...keys.flat(), ...where.params],
  };
}
