import type { EncodedRows, RowEncoding } from './row-encoding.js';
import type { NamedRows, SqlRow, Statement, WriteResult } from './statement.js';

/** One connection while somebody holds it. Errors are translated already. */
export interface Session {
  /** The connection broke, or it is in a state that nobody may inherit. */
  readonly lost: boolean;
  rows(statement: Statement): Promise<SqlRow[]>;
  namedRows(statement: Statement): Promise<NamedRows>;
  json(statement: Statement, encoding: RowEncoding): Promise<EncodedRows>;
  run(statement: Statement): Promise<WriteResult>;
  /** Opens a transaction that may write. */
  begin(): Promise<void>;
  /** Ends the connection instead of handing it on. */
  discard(): void;
  /** Gives the connection back; the holder must not use it any more. */
  release(): void;
}
