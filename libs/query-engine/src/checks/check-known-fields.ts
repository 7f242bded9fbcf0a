import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { hasUnlinkMark, UNLINK } from '../plan/unlink-mark.js';
import type { WriteNode } from '../plan/write-plan.js';
import { IDENTIFIER_WORD } from './check.js';

/** 1311: a key that is no field, or a relation that was given as null or as a scalar; in the order of the payload. */
export function findUnknownFields(node: WriteNode): readonly CodedError[] {
  return node.otherKeys
    .filter((key) => key !== IDENTIFIER_WORD && !(key === UNLINK && hasUnlinkMark(node)))
    .map((key) => contractErrors.unknownField({ path: node.path, field: key }));
}
