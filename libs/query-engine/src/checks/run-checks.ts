import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import type { Field } from '@dx/entity-configuration';
import type { WriteNode, WriteVerb } from '../plan/write-plan.js';
import { isImmutable } from './check-immutable-fields.js';
import { findUnknownFields } from './check-known-fields.js';
import { isMissed } from './check-required-fields.js';
import { findTypeErrors } from './check-types.js';
import { checkUnlink } from './check-unlink.js';
import { isBadUrl } from './check-urls.js';
import { fieldValue } from './check.js';
import type { CheckedRequest } from './check.js';
import { describeRules } from './describe-rules.js';

/** One check of the contract; the types of values are four of them. */
type CheckName = 'relation' | 'unlink' | 'known' | 'required' | Field['type'] | 'immutable' | 'url';

const VALUE_CHECKS: readonly CheckName[] = ['integer', 'string', 'boolean', 'decimal', 'immutable', 'url'];

/** The contract's checks of each verb, in the contract's order, which is the order of the errors inside one item. */
const CHECKS: Readonly<Record<WriteVerb, readonly CheckName[]>> = {
  create: ['relation', 'unlink', 'known', 'required', ...VALUE_CHECKS],
  update: ['relation', 'unlink', 'known', 'required', ...VALUE_CHECKS],
  replace: ['relation', 'unlink', 'required', 'known', ...VALUE_CHECKS],
};

/** What was found so far, check by check; in each from the root to the leaves. */
class Violations {
  private readonly found = new Map<CheckName, CodedError[]>();

  add(check: CheckName, error: CodedError): void {
    const known = this.found.get(check);
    if (known === undefined) this.found.set(check, [error]);
    else known.push(error);
  }

  in(order: readonly CheckName[]): readonly CodedError[] {
    return this.found.size === 0 ? [] : order.flatMap((check) => this.found.get(check) ?? []);
  }
}

/**
 * All violations of one top-level record and everything below it: check by check, each from the root to the leaves.
 * What depends on whether a linked record is there is checked when that is known.
 * Why all checks of a record at once and sorted only then: nearly every record breaks no rule, and is looked at once.
 */
export function runChecks(root: WriteNode, request: CheckedRequest): readonly CodedError[] {
  const violations = new Violations();
  checkTree(root, request, violations);
  return violations.in(CHECKS[request.verb]);
}

function checkTree(node: WriteNode, request: CheckedRequest, violations: Violations): void {
  checkRecord(node, violations);
  const fields = node.entity.fieldsAsDefined;
  for (let place = 0; place < fields.length; place += 1) checkField(node, fields[place] as Field, request, violations);
  for (const { nodes } of node.children) for (const child of nodes) checkTree(child, request, violations);
}

/** 1314, 1963, 1310 and 1311: what concerns the record as a whole. */
function checkRecord(node: WriteNode, violations: Violations): void {
  const { relation, otherKeys } = node;
  if (relation !== null && !relation.editable) {
    violations.add('relation', contractErrors.relationNotEditable({ relation: relation.name, path: node.path }));
  }
  if (otherKeys.length === 0) return;
  for (const error of checkUnlink(node)) violations.add('unlink', error);
  for (const error of findUnknownFields(node)) violations.add('known', error);
}

/** 1307, 1305, 1306, 1304 and 1316 of one field. */
function checkField(node: WriteNode, field: Field, request: CheckedRequest, violations: Violations): void {
  const { verb } = node;
  const { name } = field;
  const value = fieldValue(node, field);
  const isWhole = verb === 'create' || verb === 'replace';
  if (isWhole && isMissed(node, field, request)) {
    violations.add('required', contractErrors.requiredField({ path: node.path, field: name }));
  }
  if (value === undefined) return;
  if (value !== null) {
    const found = findTypeErrors(value, field);
    if (found.type) violations.add(field.type, contractErrors.invalidType({ path: node.path, field: name }));
    if (found.value) {
      violations.add(
        field.type,
        contractErrors.invalidValue({ path: node.path, field: name, rules: describeRules(field) }),
      );
    }
  }
  const isDecided = isWhole || verb === 'update';
  if (isDecided && isImmutable(node, field, request, verb === 'create' ? 'creatable' : 'editable')) {
    violations.add('immutable', contractErrors.immutableField({ path: node.path, field: name }));
  }
  if (isBadUrl(value, field)) violations.add('url', contractErrors.invalidUrl({ path: node.path, field: name }));
}
