import type { Database, NamedRows, Statement } from '@dx/database';

/** Most statements of one request that are explained. */
const EXPLAINED_MAX = 20;

/** How the database would find the rows of each SELECT, by its place in the list; nothing is changed. */
export async function explainStatements(
  database: Pick<Database, 'explain'>,
  statements: readonly Statement[],
): Promise<ReadonlyMap<number, NamedRows>> {
  const plans = new Map<number, NamedRows>();
  for (const [place, statement] of statements.entries()) {
    if (plans.size === EXPLAINED_MAX) break;
    if (!/^\s*(?:SELECT|WITH)\b/i.test(statement.sql)) continue;
    const plan = await explainOne(database, statement);
    if (plan !== null) plans.set(place, plan);
  }
  return plans;
}

/** Why a failure is no error: the statement ran; that it cannot be explained (an account without the right) is a detail. */
async function explainOne(database: Pick<Database, 'explain'>, statement: Statement): Promise<NamedRows | null> {
  try {
    return await database.explain(statement);
  } catch {
    return null;
  }
}
