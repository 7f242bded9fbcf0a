import { contractErrors, serverErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import { hasUnlinkMark, UNLINK } from '../plan/unlink-mark.js';
import type { WriteNode } from '../plan/write-plan.js';
import { NO_ERRORS, sentValue } from './check.js';

/** 1963 and 1310: an item that is marked to be unlinked, but cannot be. */
export function checkUnlink(node: WriteNode): readonly CodedError[] {
  if (!hasUnlinkMark(node)) return NO_ERRORS;
  const { entity, input, path, parent } = node;
  const refuse = (reason: string): readonly CodedError[] => [serverErrors.invalidUnlink({ path, reason })];
  if (typeof input[UNLINK] !== 'boolean') return refuse(`the value of \`${UNLINK}\` must be true or false.`);
  if (input[UNLINK] === false) return NO_ERRORS;
  if (parent?.verb === 'create') return refuse('the record above it is new.');
  const identifier = sentValue(input, entity.identifier.name);
  if (identifier === undefined || identifier === null) return [contractErrors.missingIdentifier({ path })];
  const others = Object.keys(input).filter((key) => key !== UNLINK && key !== entity.identifier.name);
  return others.length === 0 ? NO_ERRORS : refuse('nothing but its identifier may stand beside the mark.');
}
