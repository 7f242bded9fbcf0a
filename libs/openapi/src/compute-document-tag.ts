import { createHash } from 'node:crypto';
import { VERBS } from '@dx/kernel';
import type { DocumentInput } from './document-input.js';

/** To be raised whenever the same endpoints are described in another way, so that no client keeps the former text. */
const DOCUMENT_FORMAT = 2;

/** What a document's ETag depends on; `baseTag` stands for the static part and everything else that is fixed. */
export type DocumentTagInput = Pick<DocumentInput, 'entities' | 'grants' | 'alias'> & {
  readonly revision: string;
  readonly baseTag: string;
};

/**
 * A strong ETag of a document, without building it: two callers with the same grants share it, and it changes with
 * the snapshot, the grants and the static part.
 */
export function computeDocumentTag(input: DocumentTagInput): string {
  const hash = createHash('sha256').update(
    JSON.stringify([DOCUMENT_FORMAT, input.revision, input.baseTag, input.alias ?? null]),
  );
  for (const alias of [...input.entities.keys()].sort()) {
    const granted = VERBS.reduce((bits, verb, index) => bits | (Number(input.grants.allows(alias, verb)) << index), 0);
    hash.update(`${alias}:${granted};`);
  }
  return `"${hash.digest('base64url').slice(0, 32)}"`;
}
