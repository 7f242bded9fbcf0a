import type { Entity } from '@dx/entity-configuration';
import { VERBS } from '@dx/kernel';
import { createAudience, narrowAudience, type Audience } from './audience.js';
import type { DocumentInput } from './document-input.js';
import type { Components, JsonSchema, OpenApiBase, OpenApiDocument } from './model.js';
import { buildErrorResponses, errorSchemas } from './paths/build-error-responses.js';
import { sharedParameters } from './paths/build-parameters.js';
import { buildPaths, tagOf } from './paths/build-paths.js';
import { buildSecuritySchemes } from './paths/build-security.js';
import { ComponentSchemas } from './schemas/component-schemas.js';

/**
 * Builds the OpenAPI 3.1 document of what one caller may use. The same input gives the same bytes.
 * Returns null when `alias` names nothing that the caller may use: hidden and unknown are the same.
 */
export function buildOpenApiDocument(input: DocumentInput): OpenApiDocument | null {
  const audience = createAudience(input.grants);
  const entities = documentedEntities(input, audience);
  if (input.alias !== undefined && entities.length === 0) return null;
  const base = input.alias === undefined ? input.base : EMPTY_BASE;
  const [only] = input.alias === undefined ? [] : entities;
  const schemas = new ComponentSchemas(only === undefined ? audience : narrowAudience(audience, only));
  const context = { audience, schemas, limits: input.limits, routePrefix: input.routePrefix };
  const paths = entities.flatMap((entity) => buildPaths(entity, context));
  const components: Components = {
    schemas: Object.fromEntries([...Object.entries(sharedSchemas()), ...schemas.all()]),
    responses: buildErrorResponses(),
    parameters: sharedParameters(input.limits),
    securitySchemes: buildSecuritySchemes(entities, audience, input.oauth),
  };
  return {
    openapi: '3.1.0',
    info: input.info,
    servers: [{ url: input.serverUrl }],
    tags: [...entities.map(({ alias }) => ({ name: tagOf(alias), description: `Endpoint ${alias}` })), ...base.tags],
    paths: { ...Object.fromEntries(paths), ...base.paths },
    components: mergeComponents(components, base.components),
  };
}

const EMPTY_BASE: OpenApiBase = { paths: {}, tags: [], components: {} };

function documentedEntities(input: DocumentInput, audience: Audience): readonly Entity[] {
  const asked =
    input.alias === undefined
      ? [...input.entities.values()].sort((a, b) => (a.alias < b.alias ? -1 : 1))
      : [input.entities.get(input.alias)].filter((entity) => entity !== undefined);
  return asked.filter((entity) => VERBS.some((verb) => audience.may(entity, verb)));
}

function sharedSchemas(): Readonly<Record<string, JsonSchema>> {
  return {
    ...errorSchemas(),
    FilterList: {
      type: 'string',
      description: 'Several values as JSON text, one of which the field must have.',
      contentMediaType: 'application/json',
      contentSchema: {
        type: 'object',
        properties: { in: { type: 'array', items: { type: ['string', 'number', 'boolean'] } } },
        required: ['in'],
        additionalProperties: false,
      },
      examples: ['{"in":["DE","AT"]}'],
    },
  };
}

/** Own parts win over parts of the same name. */
function mergeComponents(own: Components, base: Components): Components {
  const kinds = new Set([...Object.keys(base), ...Object.keys(own)]);
  return Object.fromEntries([...kinds].map((kind) => [kind, { ...base[kind], ...own[kind] }]));
}
