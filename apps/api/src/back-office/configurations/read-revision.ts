import { CodedException, isJsonObject, type JsonValue, serverErrors } from '@dx/kernel';
import type { ApiRequest } from '../../http/api-request.js';

/**
 * The stored version that a change is based on: `If-Match` before the body's `revision`; null for `If-Match: *`, which
 * takes whatever is stored.
 * @throws CodedException 1924 when neither is there
 */
export function readRevision(request: Pick<ApiRequest, 'headers' | 'body'>): string | null {
  const header = request.headers['if-match']?.trim();
  if (header === '*') return null;
  if (header !== undefined && header !== '') return header.replace(/^(?:W\/)?"?([^"]*)"?$/, '$1');
  const body = request.body as JsonValue | undefined;
  const revision = isJsonObject(body) ? body['revision'] : undefined;
  if (typeof revision === 'string' && revision !== '') return revision;
  throw new CodedException(serverErrors.revisionMissing());
}
