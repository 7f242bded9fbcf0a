import { performance } from 'node:perf_hooks';
import type {
  Database,
  EncodedRows,
  NamedRows,
  PoolFigures,
  RowEncoding,
  ServerDescription,
  SqlRow,
  SqlRunner,
  Statement,
  Transaction,
  TransactionOptions,
  WriteResult,
} from '@dx/database';
import type { SlowStatements } from './slow-statements.js';

/** The same database; statements that take long are noted. Nobody waits for the noting. */
export function watchStatements(database: Database, slow: SlowStatements): Database {
  return new WatchedDatabase(database, slow);
}

/** Why classes: a transaction is wrapped for every write, and objects of closures would cost a microsecond each. */
class WatchedRunner implements SqlRunner {
  constructor(
    private readonly runner: SqlRunner,
    protected readonly slow: SlowStatements,
  ) {}

  get dialect(): SqlRunner['dialect'] {
    return this.runner.dialect;
  }

  rows(statement: Statement): Promise<SqlRow[]> {
    const startedAt = performance.now();
    return this.watch(statement, startedAt, this.runner.rows(statement));
  }

  json(statement: Statement, encoding: RowEncoding): Promise<EncodedRows> {
    const startedAt = performance.now();
    return this.watch(statement, startedAt, this.runner.json(statement, encoding));
  }

  run(statement: Statement): Promise<WriteResult> {
    const startedAt = performance.now();
    return this.watch(statement, startedAt, this.runner.run(statement));
  }

  /** `startedAt` was taken before the statement was given away: some databases answer before they return. */
  protected watch<T>({ sql }: Statement, startedAt: number, result: Promise<T>): Promise<T> {
    const note = (): void => {
      const ms = performance.now() - startedAt;
      if (ms >= this.slow.thresholdMs) this.slow.note(sql, ms, Date.now());
    };
    // Why beside and not in between: the caller gets the very promise of the database, not one that comes later.
    result.then(note, note);
    return result;
  }
}

class WatchedTransaction extends WatchedRunner implements Transaction {
  constructor(
    private readonly tx: Transaction,
    slow: SlowStatements,
  ) {
    super(tx, slow);
  }

  namedRows(statement: Statement): Promise<NamedRows> {
    const startedAt = performance.now();
    return this.watch(statement, startedAt, this.tx.namedRows(statement));
  }

  savepoint<T>(work: () => Promise<T>): Promise<T> {
    return this.tx.savepoint(work);
  }
}

class WatchedDatabase extends WatchedRunner implements Database {
  constructor(
    private readonly database: Database,
    slow: SlowStatements,
  ) {
    super(database, slow);
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.database.transaction((tx) => work(new WatchedTransaction(tx, this.slow)), options);
  }

  explain(select: Statement): Promise<NamedRows> {
    return this.database.explain(select);
  }

  ping(): Promise<void> {
    return this.database.ping();
  }

  describe(): Promise<ServerDescription> {
    return this.database.describe();
  }

  pool(): PoolFigures | null {
    return this.database.pool();
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
