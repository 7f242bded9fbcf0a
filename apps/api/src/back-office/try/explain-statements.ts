import type { Database, NamedRows, Statement, Transaction } from '@dx/database';

/** Most statements of one request that are explained. */
const EXPLAINED_MAX = 20;

/** How the database would find the rows of each SELECT, by its place in the list; nothing is changed. */
export async function explainStatements(
  database: Database,
  statements: readonly Statement[],
): Promise<ReadonlyMap<number, NamedRows>> {
  const wanted = statements
    .map(({ sql, params }, place) => ({ sql, params, place }))
    .filter(({ sql }) => /^\s*(?:SELECT|WITH)\b/i.test(sql))
    .slice(0, EXPLAINED_MAX);
  if (wanted.length === 0) return new Map();
  const prefix = database.dialect.name === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
  return database.transaction(
    async (tx) => {
      const found = new Map<number, NamedRows>();
      for (const { sql, params, place } of wanted) {
        const plan = await explainOne(tx, { sql: `${prefix} ${sql}`, params });
        if (plan !== null) found.set(place, plan);
      }
      return found;
    },
    { dryRun: true, retries: 0 },
  );
}

/** Why a failure is no error: the statement ran; that it cannot be explained (an account without the right) is a detail. */
async function explainOne(tx: Transaction, statement: Statement): Promise<NamedRows | null> {
  try {
    return await tx.savepoint(() => tx.namedRows(statement));
  } catch {
    return null;
  }
}
