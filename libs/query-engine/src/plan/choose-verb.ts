import type { Entity, Relation } from '@dx/entity-configuration';
import { ExactNumber, type JsonObject, type JsonValue, type Verb } from '@dx/kernel';
import { IDENTIFIER_WORD, sentValue } from '../checks/check.js';
import { isMarkedToUnlink, UNLINK } from './unlink-mark.js';
import type { NodeVerb, WriteVerb } from './write-plan.js';

/** A record of a request before its verb is known. */
export interface UndecidedRecord {
  readonly entity: Entity;
  readonly relation: Relation | null;
  readonly input: JsonObject;
}

/**
 * What is done to a record below another. Outside of many-to-many relations it is what the request does (below a record that is new in
 * any case: create). Below a junction the item itself tells: without identifier it is new, with nothing but its identifier
 * it is linked and stays as it is, with further fields it is changed or, when it is not there, created.
 */
export function chooseVerb(record: UndecidedRecord, parentVerb: NodeVerb, requestVerb: WriteVerb): NodeVerb {
  const { entity, relation, input } = record;
  if (relation === null) return requestVerb;
  if (relation.through === null) return parentVerb === 'create' ? 'create' : requestVerb;
  if (isMarkedToUnlink(record)) return 'unlink';
  const identifier = sentValue(input, entity.identifier.name);
  if (identifier === undefined || identifier === null) return requestVerb === 'replace' ? 'replace' : 'create';
  if (holdsOnlyIdentifier(entity, input)) return 'link';
  return requestVerb === 'replace' ? 'replace' : 'merge';
}

/** Whether an item names a record and says nothing else about the record itself; relations below it do not count. */
function holdsOnlyIdentifier(entity: Entity, input: JsonObject): boolean {
  return Object.keys(input).every(
    (key) =>
      key === entity.identifier.name ||
      (!entity.fieldsByName.has(key) &&
        (key === IDENTIFIER_WORD || key === UNLINK || (entity.relations.has(key) && isNested(input[key])))),
  );
}

/** Whether a value makes its key a relation: a list or an object. */
export function isNested(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
}

/**
 * The rights that a record's endpoint must grant. Why more than the request's own for linked records: a POST answers with
 * records that were there before, and may change them; a PATCH may bring new ones.
 */
export function rightsFor(verb: NodeVerb, requestVerb: WriteVerb): readonly Verb[] {
  if (requestVerb === 'create' && verb === 'link') return ['create', 'read'];
  if (requestVerb === 'create' && verb === 'merge') return ['create', 'update'];
  if (requestVerb === 'update' && verb === 'create') return ['update', 'create'];
  return [requestVerb];
}
