import type { Database, SqlRunner, Statement, Transaction } from '@dx/database';

/** A database that notes every statement it was given, transactions included, and passes it on. */
export interface CountedDatabase {
  readonly database: Database;
  /** In the order in which they were given; a test may empty it. */
  readonly statements: Statement[];
}

/** Wraps a database so that a test can see which statements a request costs. */
export function countStatements(database: Database): CountedDatabase {
  const statements: Statement[] = [];
  const note = (runner: SqlRunner): SqlRunner => ({
    dialect: runner.dialect,
    rows: (statement) => (statements.push(statement), runner.rows(statement)),
    json: (statement, encoding) => (statements.push(statement), runner.json(statement, encoding)),
    run: (statement) => (statements.push(statement), runner.run(statement)),
  });
  const noteTransaction = (tx: Transaction): Transaction => ({
    ...note(tx),
    namedRows: (statement) => (statements.push(statement), tx.namedRows(statement)),
    savepoint: (work) => tx.savepoint(work),
  });
  return {
    statements,
    database: {
      ...note(database),
      transaction: (work, options) => database.transaction((tx) => work(noteTransaction(tx)), options),
      describe: () => database.describe(),
      pool: () => database.pool(),
      explain: (select) => database.explain(select),
      ping: () => database.ping(),
      close: () => database.close(),
    },
  };
}
