import type { Entity, Relation } from '@dx/entity-configuration';
import type { Audience } from '../audience.js';
import type { DocumentedLimits } from '../document-input.js';
import type { ExampleObject, JsonSchema, ParameterObject, Reference } from '../model.js';
import { buildAnswerSchema } from '../schemas/build-answer-schema.js';
import { pickValueType } from '../schemas/pick-value-type.js';
import { listIncludeChains } from './list-include-chains.js';

/** References to the parameters of `sharedParameters`. */
export const SHARED_PARAMETERS = {
  Accept: { $ref: '#/components/parameters/Accept' },
  Page: { $ref: '#/components/parameters/Page' },
  Transactional: { $ref: '#/components/parameters/Transactional' },
} as const satisfies Record<string, Reference>;

/** The parameters that all endpoints have in common. */
export function sharedParameters(limits: DocumentedLimits): Readonly<Record<string, ParameterObject>> {
  return {
    Accept: {
      name: 'Accept',
      in: 'header',
      required: false,
      description: 'What the answer may be; JSON is all there is. Another type is answered with 415.',
      schema: { type: 'string', default: 'application/json', examples: ['application/json'] },
    },
    Page: {
      name: 'page',
      in: 'query',
      required: false,
      style: 'deepObject',
      explode: true,
      description: `The part of the collection: \`page[limit]\` records (${limits.pageLimitDefault} without it, at most ${limits.pageLimitMax}) from number \`page[offset]\` on.`,
      schema: {
        type: 'object',
        properties: {
          offset: { type: 'integer', minimum: 0, default: 0, examples: [0] },
          limit: {
            type: 'integer',
            minimum: 0,
            maximum: limits.pageLimitMax,
            default: limits.pageLimitDefault,
            examples: [20],
          },
        },
      },
    },
    Transactional: {
      name: 'X-Is-Transactional',
      in: 'header',
      required: false,
      description:
        '`true`: everything is stored or nothing. `false` (or `0`): each record with its children on its own; the answer then lists the stored records in `data` and what failed in `errors`.',
      schema: { type: 'boolean', default: true },
    },
  };
}

/** The path's `id`, typed as the identifier. */
export function idParameter(entity: Entity): ParameterObject {
  const schema = buildAnswerSchema(entity.identifier, true);
  const { format, pattern, examples } = schema;
  return {
    name: 'id',
    in: 'path',
    required: true,
    description: `ID of entity ${entity.alias}`,
    schema: {
      type: pickValueType(schema) ?? 'string',
      ...(format === undefined ? {} : { format }),
      ...(pattern === undefined ? {} : { pattern }),
      ...(examples === undefined ? {} : { examples }),
    },
  };
}

function describeRelatedFilters({ alias }: Entity, [first]: readonly Relation[]): string {
  if (first === undefined) return '';
  const field = first.child.identifier.name;
  return ` A name may also lead to a related record, over relations and then to its field, such as \`filter[${alias}.${first.name}.${field}]\`: there must be one, and all conditions of the same relation are about the same one.`;
}

/** `filter[alias.field]`; deleting needs at least one. @param related relations whose records the caller may read */
export function filterParameter(
  entity: Entity,
  schema: JsonSchema,
  { required, related = [] }: { readonly required: boolean; readonly related?: readonly Relation[] },
): ParameterObject {
  const property = `${entity.alias}.${entity.identifier.name}`;
  const example = buildAnswerSchema(entity.identifier, true).examples?.[0] ?? 1;
  const none: Record<string, ExampleObject> = required ? {} : { none: { summary: 'No filter', value: {} } };
  return {
    name: 'filter',
    in: 'query',
    required,
    style: 'deepObject',
    explode: true,
    description:
      'Conditions on fields, all of which must hold: a value, or several as the JSON text `{"in":[…]}`.' +
      (required ? ' At least one is needed.' : describeRelatedFilters(entity, related)),
    schema: required ? { ...schema, minProperties: 1 } : schema,
    examples: {
      ...none,
      equal: { summary: 'Equal to a value', value: { [property]: example } },
      oneOf: { summary: 'One of several values', value: { [property]: JSON.stringify({ in: [example] }) } },
    },
  };
}

/** `include`, or null when the caller may read no related records. */
export function includeParameter(entity: Entity, audience: Audience, depthMax: number): ParameterObject | null {
  const { chains, complete } = listIncludeChains(entity, audience, depthMax);
  const [first, second] = chains;
  if (first === undefined) return null;
  const examples: Record<string, ExampleObject> = {
    none: { summary: 'No related records', value: [] },
    one: { summary: 'One relation', value: [first] },
    ...(second === undefined ? {} : { several: { summary: 'Several relations', value: [first, second] } }),
  };
  return {
    name: 'include',
    in: 'query',
    required: false,
    style: 'form',
    explode: false,
    description: `Related records to add: relation names joined by commas; dots lead to the relations of related records, at most ${depthMax} deep.`,
    schema: {
      type: 'array',
      items: complete ? { type: 'string', enum: chains } : { type: 'string', examples: chains },
    },
    examples,
  };
}

/** `includeFilter[relation.field]`, or null when the caller may read no related records. */
export function includeFilterParameter(entity: Entity, audience: Audience): ParameterObject | null {
  const [first] = audience.readableRelations(entity);
  if (first === undefined) return null;
  return {
    name: 'includeFilter',
    in: 'query',
    required: false,
    style: 'deepObject',
    explode: true,
    description: `Conditions on included records, such as \`includeFilter[${first.name}.${first.child.identifier.name}]\`: which of them are shown. The records of the endpoint itself are all there. The relation must be in \`include\`.`,
    schema: { type: 'object' },
    examples: { none: { summary: 'All included records', value: {} } },
  };
}
