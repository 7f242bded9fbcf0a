import type { Entity } from '@dx/entity-configuration';
import type { Verb } from '@dx/kernel';
import type { Audience } from '../audience.js';
import type { DocumentedLimits } from '../document-input.js';
import type { JsonSchema, OperationObject, ParameterObject, PathItem, ResponseObject } from '../model.js';
import type { ComponentSchemas } from '../schemas/component-schemas.js';
import type { BodyKind } from '../schemas/component-names.js';
import { ERRORS_OF } from './build-error-responses.js';
import {
  filterParameter,
  idParameter,
  includeFilterParameter,
  includeParameter,
  SHARED_PARAMETERS,
} from './build-parameters.js';
import { securityOf } from './build-security.js';

/** What every operation of a document is built with. */
export interface PathContext {
  readonly audience: Audience;
  readonly schemas: ComponentSchemas;
  readonly limits: DocumentedLimits;
  readonly routePrefix: string;
}

/** The tag that holds an endpoint's operations together. */
export function tagOf(alias: string): string {
  return `dynamic-entity-${alias}`;
}

/** The paths of one endpoint with the operations that the caller may use. */
export function buildPaths(entity: Entity, context: PathContext): readonly (readonly [string, PathItem])[] {
  const may = (verb: Verb): boolean => context.audience.may(entity, verb);
  const collection: PathItem = {
    ...(may('read') ? { get: getCollection(entity, context) } : {}),
    ...(may('create') ? { post: write(entity, context, 'post', 'create') } : {}),
    ...(may('replace') ? { put: write(entity, context, 'put', 'replace-item') } : {}),
    ...(may('update') ? { patch: write(entity, context, 'patch', 'update-item') } : {}),
    ...(may('delete') ? { delete: deleteCollection(entity, context) } : {}),
  };
  const item: PathItem = {
    ...(may('read') ? { get: getItem(entity, context) } : {}),
    ...(may('replace') ? { put: write(entity, context, 'put', 'replace') } : {}),
    ...(may('update') ? { patch: write(entity, context, 'patch', 'update') } : {}),
    ...(may('delete') ? { delete: deleteItem(entity) } : {}),
  };
  const path = `/${context.routePrefix}/${encodeURIComponent(entity.alias)}`;
  const paths: [string, PathItem][] = [];
  if (Object.keys(collection).length > 0) paths.push([path, collection]);
  if (Object.keys(item).length > 0) paths.push([`${path}/{id}`, { parameters: [idParameter(entity)], ...item }]);
  return paths;
}

type Head = Pick<OperationObject, 'operationId' | 'tags' | 'summary' | 'security'>;

function head(entity: Entity, verb: Verb, operation: string, summary: string): Head {
  return {
    operationId: `${operation}-dynamic-api-${entity.alias}`,
    tags: [tagOf(entity.alias)],
    summary,
    security: securityOf(entity.alias, verb),
  };
}

const GET_SUMMARY = 'of entities for defined resource.';

function getCollection(entity: Entity, context: PathContext): OperationObject {
  return {
    ...head(entity, 'read', 'get-collection', `Get collection ${GET_SUMMARY}`),
    parameters: [
      SHARED_PARAMETERS.Accept,
      filterParameter(entity, context.schemas.filter(entity), {
        required: false,
        related: context.audience.readableRelations(entity),
      }),
      SHARED_PARAMETERS.Page,
      ...relatedParameters(entity, context),
    ],
    responses: {
      '200': answer(`Get collection ${GET_SUMMARY}`, context.schemas.answer(entity, 'list', false)),
      ...ERRORS_OF.list,
    },
  };
}

/** What asks for related records; empty when the caller may read none. */
function relatedParameters(entity: Entity, { audience, limits }: PathContext): readonly ParameterObject[] {
  const include = includeParameter(entity, audience, limits.includeDepthMax);
  const filter = includeFilterParameter(entity, audience);
  return [include, filter].filter((parameter) => parameter !== null);
}

function getItem(entity: Entity, context: PathContext): OperationObject {
  return {
    ...head(entity, 'read', 'get-entity', `Get item ${GET_SUMMARY}`),
    parameters: [SHARED_PARAMETERS.Accept, ...relatedParameters(entity, context)],
    responses: {
      '200': answer(`Get item ${GET_SUMMARY}`, context.schemas.answer(entity, 'item', false)),
      ...ERRORS_OF.item,
    },
  };
}

interface WriteWords {
  readonly operation: string;
  readonly summary: (alias: string) => string;
  readonly body: string;
  readonly verb: Verb;
}

const WRITES: Readonly<Record<BodyKind, WriteWords>> = {
  create: {
    operation: 'save-collection',
    summary: (alias) => `Save collection of ${alias}`,
    body: 'Data to create new entities.',
    verb: 'create',
  },
  'replace-item': {
    operation: 'upsert-collection',
    summary: (alias) => `Upsert collection of ${alias} entities`,
    body: 'Data to create new or update collection of entities.',
    verb: 'replace',
  },
  replace: {
    operation: 'upsert-entity',
    summary: (alias) => `Upsert entity of ${alias}`,
    body: 'Data to create new or update entity.',
    verb: 'replace',
  },
  'update-item': {
    operation: 'update-collection',
    summary: (alias) => `Update collection of ${alias}`,
    body: 'Data to update collection of entities.',
    verb: 'update',
  },
  update: {
    operation: 'update-entity',
    summary: (alias) => `Update entity of ${alias}`,
    body: 'Data to update entity.',
    verb: 'update',
  },
};

function write(
  entity: Entity,
  context: PathContext,
  method: 'post' | 'put' | 'patch',
  kind: BodyKind,
): OperationObject {
  const { operation, summary, body, verb } = WRITES[kind];
  const ofItem = kind === 'update' || kind === 'replace';
  const sent = context.schemas.body(entity, kind);
  const success = method === 'post' ? '201' : '200';
  const description =
    method === 'post' ? 'Created entities.' : 'Expected response to a valid request returned successfully.';
  return {
    ...head(entity, verb, operation, summary(entity.alias)),
    parameters: [SHARED_PARAMETERS.Accept, SHARED_PARAMETERS.Transactional],
    requestBody: {
      description: body + relationHint(entity, context, verb),
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              data: ofItem ? sent : { type: 'array', minItems: 1, maxItems: context.limits.batchMax, items: sent },
            },
            required: ['data'],
          },
        },
      },
    },
    responses: {
      [success]: answer(description, context.schemas.answer(entity, ofItem ? 'item' : 'list', true)),
      ...(method === 'post' ? ERRORS_OF.create : ERRORS_OF.change),
    },
  };
}

function relationHint(entity: Entity, context: PathContext, verb: Verb): string {
  const relation = context.audience.writableRelations(entity, verb)[0];
  return relation === undefined
    ? ''
    : ` Request data can contain also child relation, for example: \`{ ...fields, ${relation.name}: [ { ...childFields } ] }\`.`;
}

function deleteCollection(entity: Entity, context: PathContext): OperationObject {
  return {
    ...head(entity, 'delete', 'delete-collection', `Delete collection of ${entity.alias}`),
    parameters: [
      SHARED_PARAMETERS.Accept,
      SHARED_PARAMETERS.Transactional,
      filterParameter(entity, context.schemas.filter(entity), { required: true }),
    ],
    responses: {
      '204': { description: 'No content.' },
      ...ERRORS_OF.delete,
    },
  };
}

function deleteItem(entity: Entity): OperationObject {
  return {
    ...head(entity, 'delete', 'delete-entity', `Delete entity of ${entity.alias}`),
    parameters: [SHARED_PARAMETERS.Accept],
    responses: {
      '204': { description: 'No content.' },
      ...ERRORS_OF.delete,
    },
  };
}

function answer(description: string, schema: JsonSchema): ResponseObject {
  return { description, content: { 'application/json': { schema } } };
}
