import { types } from 'node:util';
import Libsql from 'libsql';
import { bindSqliteParam } from '../dialects/sqlite/bind-sqlite-param.js';
import type { SqlParam } from '../statement.js';

/**
 * The SQLite driver as TypeORM is given it. It binds every value the safe way (see `bindSqliteParam`), and leaves out
 * TypeORM's own BEGIN when a transaction is open: `openSqliteMetadata` opens it, with the lock taken at once.
 */
export class MetadataHandle extends Libsql {
  constructor(path: string, options: Libsql.Options) {
    super(path, options);
    const prepare = this.prepare.bind(this);
    this.prepare = ((sql: string) =>
      bindSafely(prepare(sql === 'BEGIN TRANSACTION' && this.inTransaction ? 'SELECT 1' : sql))) as typeof this.prepare;
  }
}

/** Why values go on as one array: the driver takes a single Buffer or null for a set of named values. */
function bindSafely(statement: Libsql.Statement<unknown[]>): Libsql.Statement<unknown[]> {
  const run = statement.run.bind(statement);
  const all = statement.all.bind(statement);
  statement.run = (...values): Libsql.RunResult => run(bindAll(values));
  statement.all = (...values): unknown[] => all(bindAll(values)).map(withBuffers);
  return statement;
}

function bindAll(values: readonly unknown[]): unknown[] {
  return values.map((value) => bindSqliteParam(value as SqlParam));
}

/** Why: the driver hands bytes out as an ArrayBuffer in rows that are objects. */
function withBuffers(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const values = row as Record<string, unknown>;
  for (const [name, value] of Object.entries(values)) {
    if (types.isArrayBuffer(value)) values[name] = Buffer.from(value);
  }
  return row;
}
