import { coversScopes, isDataScope, isScope } from '../scope/scopes.js';
import type { OAuthClientRow } from '../storage/access-tables.js';

/**
 * The scopes of a token: what was asked for when the client may have it all, else null; the client's own when nothing was
 * asked for. A client that acts for itself can only have scopes of data.
 */
export function chooseScopes(
  kind: 'user' | 'client',
  row: Pick<OAuthClientRow, 'scopes'>,
  wanted: readonly string[] | undefined,
): string[] | null {
  if (wanted === undefined) return kind === 'user' ? [...row.scopes] : row.scopes.filter(isDataScope);
  const known = wanted.every(kind === 'user' ? isScope : isDataScope);
  return known && coversScopes(row.scopes, wanted) ? [...new Set(wanted)] : null;
}
