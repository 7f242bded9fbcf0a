import { contractErrors } from '@dx/kernel';
import type { CodedError } from '@dx/kernel';
import type { Field } from '@dx/entity-configuration';
import { fieldValue, isBound } from './check.js';
import type { CheckedRequest } from './check.js';
import type { WriteNode } from '../plan/write-plan.js';

/** 1307: whether a required field is missing or null. A field that the parent record or the path fills is not missed. */
export function isMissed(node: WriteNode, field: Field, request: CheckedRequest): boolean {
  if (!field.required || (fieldValue(node, field) ?? null) !== null || isBound(node, field)) return false;
  return field !== node.entity.identifier || node.parent !== null || !request.byId;
}

/** 1307 of all fields of a record. */
export function findMissedFields(node: WriteNode, request: CheckedRequest): readonly CodedError[] {
  return node.entity.fieldsAsDefined
    .filter((field) => isMissed(node, field, request))
    .map(({ name }) => contractErrors.requiredField({ path: node.path, field: name }));
}
