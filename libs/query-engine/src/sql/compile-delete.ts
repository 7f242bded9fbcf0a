import type { SqlParam, Statement } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import { keyColumnsOf } from '../plan/row-shape.js';
import { compileKeys } from './compile-select.js';

/** The DELETE of the rows with these keys; a key always has every column that it takes to name one row. */
export function compileDelete(entity: Entity, keys: readonly (readonly SqlParam[])[]): Statement {
  const where = compileKeys(keyColumnsOf(entity), keys);
  return { sql: `DELETE FROM ${entity.quotedTable} WHERE ${where.sql}`, params: where.params };
}
