import type Libsql from 'libsql';
import { EncodedRowsWriter } from '../../encoding/encoded-rows-writer.js';
import type { EncodedRows, RowEncoding } from '../../row-encoding.js';
import { spellOut } from '../../statement.js';
import type { NamedRows, SqlRow, Statement, WriteResult } from '../../statement.js';
import { bindSqliteParam } from './bind-sqlite-param.js';
import type { SqliteValue } from './encode-sqlite-row.js';
import { encodeSqliteRow } from './encode-sqlite-row.js';
import { StatementCache } from './statement-cache.js';
import { translateSqliteError } from './translate-sqlite-error.js';
import { toSqlValue } from './to-sql-value.js';

/** Runs statements on one connection, synchronously; errors are translated. */
export class SqliteConnection {
  private readonly statements: StatementCache;

  constructor(private readonly handle: Libsql.Database) {
    this.statements = new StatementCache(handle);
  }

  get inTransaction(): boolean {
    return this.handle.inTransaction;
  }

  rows(statement: Statement): SqlRow[] {
    return this.all(statement).map((row) => row.map(toSqlValue));
  }

  namedRows(statement: Statement): NamedRows {
    const rows = this.rows(statement);
    return {
      names: this.statements
        .prepare(spellOut(statement))
        .columns()
        .map(({ name }) => name),
      rows,
    };
  }

  json(statement: Statement, encoding: RowEncoding): EncodedRows {
    const writer = new EncodedRowsWriter(encoding);
    for (const row of this.all(statement)) encodeSqliteRow(writer, encoding, row);
    return writer.finish();
  }

  run(statement: Statement): WriteResult {
    const { changes, lastInsertRowid } = this.perform(statement, (prepared, params) => prepared.run(params));
    const inserted = changes === 1 && /^\s*(?:insert|replace)\b/i.test(statement.sql);
    return { affectedRows: changes, insertId: inserted ? this.exactKey(lastInsertRowid) : null };
  }

  close(): void {
    this.handle.close();
  }

  private all(statement: Statement): SqliteValue[][] {
    return this.perform(statement, (prepared, params) => {
      if (prepared.reader) return prepared.raw(true).all(params) as SqliteValue[][];
      prepared.run(params);
      return [];
    });
  }

  private perform<T>(statement: Statement, work: (prepared: Libsql.Statement<unknown[]>, params: unknown[]) => T): T {
    const sql = spellOut(statement);
    const bound = statement.params.map(bindSqliteParam);
    try {
      return work(this.statements.prepare(sql), bound);
    } catch (error) {
      this.statements.forget(sql);
      throw translateSqliteError(error, sql);
    }
  }

  /** Why asked again: the driver hands the key out as a float. */
  private exactKey(key: number | bigint): string {
    if (Number.isSafeInteger(Number(key))) return String(key);
    return String(this.rows({ sql: 'SELECT last_insert_rowid()', params: [] })[0]?.[0]);
  }
}
