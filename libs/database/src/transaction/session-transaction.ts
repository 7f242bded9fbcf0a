import { CodedException } from '@dx/kernel';
import type { Transaction } from '../database.js';
import type { Dialect } from '../dialect.js';
import type { EncodedRows, RowEncoding } from '../row-encoding.js';
import type { Session } from '../session.js';
import type { NamedRows, SqlRow, Statement, WriteResult } from '../statement.js';
import { throwWhenAborted } from './throw-when-aborted.js';

/** A transaction on a session that is open already; `end` closes it for its users. */
export class SessionTransaction implements Transaction {
  /** The failure after which the database keeps nothing of this transaction; it can only be rolled back. */
  doom: Error | null = null;
  private ended = false;
  private savepoints = 0;

  constructor(
    private readonly session: Session,
    readonly dialect: Dialect,
    private readonly signal: AbortSignal | undefined,
  ) {}

  rows(statement: Statement): Promise<SqlRow[]> {
    return this.guarded(() => this.session.rows(statement));
  }

  namedRows(statement: Statement): Promise<NamedRows> {
    return this.guarded(() => this.session.namedRows(statement));
  }

  json(statement: Statement, encoding: RowEncoding): Promise<EncodedRows> {
    return this.guarded(() => this.session.json(statement, encoding));
  }

  run(statement: Statement): Promise<WriteResult> {
    return this.guarded(() => this.session.run(statement));
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const name = `dx_${++this.savepoints}`;
    await this.command(`SAVEPOINT ${name}`);
    let result: T;
    try {
      result = await work();
    } catch (error) {
      if (this.doom === null) await this.undo(name);
      throw error;
    }
    await this.command(`RELEASE SAVEPOINT ${name}`);
    return result;
  }

  /** No statement is accepted after this. */
  end(): void {
    this.ended = true;
  }

  private async undo(name: string): Promise<void> {
    try {
      await this.session.run({ sql: `ROLLBACK TO SAVEPOINT ${name}`, params: [] });
      await this.session.run({ sql: `RELEASE SAVEPOINT ${name}`, params: [] });
    } catch (error) {
      this.doom = error as Error;
    }
  }

  private async command(sql: string): Promise<void> {
    await this.run({ sql, params: [] });
  }

  private async guarded<T>(statement: () => Promise<T>): Promise<T> {
    if (this.ended) throw new Error('the transaction has ended: a statement was not awaited or came too late');
    if (this.doom !== null) throw this.doom;
    throwWhenAborted(this.signal);
    try {
      return await statement();
    } catch (error) {
      // Why a lock wait dooms too: the server keeps the earlier statements, so committing would store a part.
      if (error instanceof CodedException) this.doom = error;
      throw error;
    }
  }
}
