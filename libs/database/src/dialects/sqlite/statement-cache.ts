import type Libsql from 'libsql';

const CACHE_SIZE = 200;

/** Prepared statements of one connection, the least recently used dropped first. */
export class StatementCache {
  private readonly statements = new Map<string, Libsql.Statement<unknown[]>>();

  constructor(private readonly handle: Libsql.Database) {}

  prepare(sql: string): Libsql.Statement<unknown[]> {
    const known = this.statements.get(sql);
    if (known !== undefined) {
      this.statements.delete(sql);
      this.statements.set(sql, known);
      return known;
    }
    const statement = this.handle.prepare<unknown[]>(sql);
    if (this.statements.size >= CACHE_SIZE) this.forget(this.statements.keys().next().value as string);
    this.statements.set(sql, statement);
    return statement;
  }

  /** Why after an error: a statement that failed half-way must not be met again in that state. */
  forget(sql: string): void {
    this.statements.delete(sql);
  }
}
