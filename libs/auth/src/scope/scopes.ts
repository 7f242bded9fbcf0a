import { ALL_GRANTS, compileGrants, parseScope } from '@dx/kernel';
import type { Grants } from '@dx/kernel';

/** The contract's scope of a back-office user's token: all data that the user's role may touch. */
export const USER_SCOPE = 'user';

/** The contract's scope that also opens the admin API with the user's role. */
export const BACK_OFFICE_SCOPE = 'back-office-user';

/** Whether a text is a scope that this server knows. */
export function isScope(scope: string): boolean {
  return scope === USER_SCOPE || scope === BACK_OFFICE_SCOPE || parseScope(scope) !== null;
}

/** Whether a text is a scope that names data (`*`, `alias:verb`): the only kind that keys and machines can have. */
export function isDataScope(scope: string): boolean {
  return parseScope(scope) !== null;
}

/** Whether every wanted scope lies within the held ones. */
export function coversScopes(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((scope) => held.some((owned) => covers(owned, scope)));
}

function covers(held: string, wanted: string): boolean {
  if (held === wanted || held === BACK_OFFICE_SCOPE) return true;
  if (wanted === BACK_OFFICE_SCOPE) return false;
  const have = parseScope(held === USER_SCOPE ? '*' : held);
  const want = parseScope(wanted === USER_SCOPE ? '*' : wanted);
  if (have === null || want === null) return false;
  return (have.alias === '*' || have.alias === want.alias) && (have.verb === '*' || have.verb === want.verb);
}

/** Compiles scopes, the contract's two words included. */
export function grantsOfScopes(scopes: readonly string[]): Grants {
  const everything = scopes.some((scope) => scope === USER_SCOPE || scope === BACK_OFFICE_SCOPE || scope === '*');
  return everything ? ALL_GRANTS : compileGrants(scopes);
}

/** What all of the given grants allow. */
export function intersectGrants(...all: readonly Grants[]): Grants {
  const limits = all.filter((grants) => grants !== ALL_GRANTS);
  if (limits.length === 0) return ALL_GRANTS;
  if (limits.length === 1) return limits[0] as Grants;
  return { allows: (alias, verb) => limits.every((grants) => grants.allows(alias, verb)) };
}
