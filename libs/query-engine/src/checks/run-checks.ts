import type { CodedError } from '@dx/kernel';
import { walkNodes } from '../plan/write-plan.js';
import type { NodeVerb, WriteNode, WriteVerb } from '../plan/write-plan.js';
import { checkImmutableFields } from './check-immutable-fields.js';
import { checkKnownFields } from './check-known-fields.js';
import { checkRelations } from './check-relations.js';
import { checkRequiredFields } from './check-required-fields.js';
import { checkBooleans, checkDecimals, checkIntegers, checkStrings } from './check-types.js';
import { checkUnlink } from './check-unlink.js';
import { checkUrls } from './check-urls.js';
import type { Check, CheckedRequest } from './check.js';

const VALUE_CHECKS: readonly Check[] = [
  checkIntegers,
  checkStrings,
  checkBooleans,
  checkDecimals,
  checkImmutableFields,
  checkUrls,
];

/** The contract's checks of each verb, in the contract's order, which is the order of the errors inside one item. */
const CHECKS: Readonly<Record<WriteVerb, readonly Check[]>> = {
  create: [checkRelations, checkUnlink, checkKnownFields, checkRequiredFields, ...VALUE_CHECKS],
  update: [checkRelations, checkUnlink, checkKnownFields, checkRequiredFields, ...VALUE_CHECKS],
  replace: [checkRelations, checkUnlink, checkRequiredFields, checkKnownFields, ...VALUE_CHECKS],
};

/**
 * All violations of one top-level record and everything below it: check by check, each from the root to the leaves.
 * What depends on whether a linked record is there is checked when that is known.
 */
export function runChecks(root: WriteNode, request: CheckedRequest): readonly CodedError[] {
  const nodes: WriteNode[] = [];
  walkNodes(root, (node) => nodes.push(node));
  const errors: CodedError[] = [];
  for (const check of CHECKS[request.verb]) {
    for (const node of nodes) {
      if (!concerns(check, node.verb)) continue;
      for (const error of check(node, request)) errors.push(error);
    }
  }
  return errors;
}

function concerns(check: Check, verb: NodeVerb): boolean {
  if (check === checkRequiredFields) return verb === 'create' || verb === 'replace';
  return check !== checkImmutableFields || verb === 'create' || verb === 'update' || verb === 'replace';
}
