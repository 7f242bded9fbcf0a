import type { Socket } from 'node:net';
import type { PoolConnection } from 'mysql2';
import { CodedException, serverErrors } from '@dx/kernel';
import { DatabaseError } from '../../database-error.js';
import type { EncodedRows, RowEncoding } from '../../row-encoding.js';
import type { Session } from '../../session.js';
import type { NamedRows, SqlRow, Statement, WriteResult } from '../../statement.js';
import { bindParams } from './bind-params.js';
import type { CommandConnection, DriverQuery, OnResult } from './driver-protocol.js';
import { JsonCommand } from './json-command.js';
import { NamedRowsCommand } from './named-rows-command.js';
import { RowsCommand } from './rows-command.js';
import { translateMysqlError } from './translate-mysql-error.js';
import type { DriverError } from './translate-mysql-error.js';
import { WriteCommand } from './write-command.js';

/** The server says goodbye: shut-down, killed connection, closed for being idle. */
const CONNECTION_KILLED = new Set([1053, 1927, 3168, 4031]);

/** Limits of a session; the server's own limits are set when it is pinned. */
export interface SessionLimits {
  /** Milliseconds after which a statement is given up on this side, because the server or the network does not answer. */
  readonly answerTimeoutMs: number;
  /** The server's `max_allowed_packet`. */
  readonly maxStatementBytes: number;
  /** Stops the statement of a connection that was given up. */
  readonly kill: (threadId: number) => void;
}

/** One borrowed connection. */
export class MysqlSession implements Session {
  lost = false;
  /** The connection broke under a statement (it was not given up by this side). */
  died = false;

  constructor(
    private readonly connection: PoolConnection,
    private readonly limits: SessionLimits,
    private readonly onReturn: (session: MysqlSession) => void,
  ) {}

  rows(statement: Statement): Promise<SqlRow[]> {
    return this.submit(statement, (sql, onResult) => new RowsCommand(sql, onResult));
  }

  namedRows(statement: Statement): Promise<NamedRows> {
    let command: NamedRowsCommand | undefined;
    const running = this.submit(statement, (sql, onResult) => (command = new NamedRowsCommand(sql, onResult)));
    return running.then((rows) => ({ names: command?.names ?? [], rows }));
  }

  json(statement: Statement, encoding: RowEncoding): Promise<EncodedRows> {
    return this.submit(statement, (sql, onResult) => new JsonCommand(sql, encoding, onResult));
  }

  run(statement: Statement): Promise<WriteResult> {
    return this.submit(statement, (sql, onResult) => new WriteCommand(sql, onResult));
  }

  async begin(): Promise<void> {
    await this.run({ sql: 'START TRANSACTION', params: [] });
  }

  /** Why the socket too: the driver only says goodbye, which a dead network never answers. */
  discard(): void {
    this.lost = true;
    this.connection.destroy();
    (this.connection as unknown as { readonly stream: Socket }).stream.destroy();
  }

  release(): void {
    this.onReturn(this);
    if (!this.lost) this.connection.release();
  }

  private submit<T>(
    statement: Statement,
    command: (sql: string, onResult: OnResult) => DriverQuery & { readonly result: T },
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const sql = bindParams(statement);
      this.refuseTooLarge(sql);
      const timer = setTimeout(() => {
        this.discard();
        this.limits.kill(this.connection.threadId);
        reject(new CodedException(serverErrors.statementTimeout(), { cause: new Error('no answer of the server') }));
      }, this.limits.answerTimeoutMs);
      const running = command(sql, (error) => {
        clearTimeout(timer);
        if (error !== null) return reject(this.failure(error));
        try {
          resolve(running.result);
        } catch (misfit) {
          reject(misfit instanceof Error ? misfit : new Error('the result cannot be read', { cause: misfit }));
        }
      });
      (this.connection as unknown as CommandConnection).addCommand(running);
    });
  }

  private failure(error: DriverError): CodedException | DatabaseError {
    if (isConnectionLoss(error)) {
      this.died = true;
      this.discard();
    }
    return translateMysqlError(error);
  }

  /** Why here: the server answers a statement that is too large by closing the connection. */
  private refuseTooLarge(sql: string): void {
    const limit = this.limits.maxStatementBytes - 64;
    if (sql.length * 3 <= limit || Buffer.byteLength(sql) <= limit) return;
    throw new DatabaseError('too-long', `the statement is larger than max_allowed_packet (${limit} bytes)`);
  }
}

function isConnectionLoss(error: DriverError): boolean {
  return error.fatal === true || error.errno === undefined || error.errno <= 0 || CONNECTION_KILLED.has(error.errno);
}
