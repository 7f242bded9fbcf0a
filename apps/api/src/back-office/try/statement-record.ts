import { performance } from 'node:perf_hooks';
import { spellOut } from '@dx/database';
import type { Database, SqlRunner, Statement, Transaction } from '@dx/database';

/** A statement that ran. */
export interface RecordedStatement extends Statement {
  readonly ms: number;
  /** Rows that it gave or touched; null when it was refused. */
  readonly rows: number | null;
  /** Which of the recorded transactions it belongs to, from 1; null outside of one. */
  readonly transaction: number | null;
}

/** Most statements that are kept; the others still run. */
const KEPT_MAX = 100;

/**
 * Keeps what one request asks the database. Why a database of its own around the real one: requests that nobody records
 * do not even pass a switch.
 */
export class StatementRecord {
  private readonly kept: RecordedStatement[] = [];
  private count = 0;
  private transactions = 0;

  /** In the order in which they ended; at most the first hundred. */
  get statements(): readonly RecordedStatement[] {
    return this.kept;
  }

  /** How many ran in all. */
  get total(): number {
    return this.count;
  }

  /** The same database; what is asked through it is recorded. */
  around(database: Database): Database {
    return {
      ...this.runner(database, null),
      transaction: (work, options) =>
        database.transaction((tx) => {
          this.transactions += 1;
          return work(this.transaction(tx, this.transactions));
        }, options),
      explain: (select) => database.explain(select),
      ping: () => database.ping(),
      describe: () => database.describe(),
      pool: () => database.pool(),
      close: () => database.close(),
    };
  }

  private transaction(tx: Transaction, number: number): Transaction {
    return {
      ...this.runner(tx, number),
      namedRows: (statement) =>
        this.time(
          statement,
          number,
          () => tx.namedRows(statement),
          ({ rows }) => rows.length,
        ),
      savepoint: (work) => tx.savepoint(work),
    };
  }

  private runner(runner: SqlRunner, number: number | null): SqlRunner {
    return {
      dialect: runner.dialect,
      rows: (statement) =>
        this.time(
          statement,
          number,
          () => runner.rows(statement),
          (rows) => rows.length,
        ),
      json: (statement, encoding) =>
        this.time(
          statement,
          number,
          () => runner.json(statement, encoding),
          ({ count }) => count,
        ),
      run: (statement) =>
        this.time(
          statement,
          number,
          () => runner.run(statement),
          ({ affectedRows }) => affectedRows,
        ),
    };
  }

  private async time<T>(
    statement: Statement,
    transaction: number | null,
    work: () => Promise<T>,
    rowsOf: (result: T) => number,
  ): Promise<T> {
    const startedAt = performance.now();
    let rows: number | null = null;
    try {
      const result = await work();
      rows = rowsOf(result);
      return result;
    } finally {
      this.count += 1;
      const ms = performance.now() - startedAt;
      if (this.kept.length < KEPT_MAX) {
        this.kept.push({ sql: spellOut(statement), params: statement.params, ms, rows, transaction });
      }
    }
  }
}
