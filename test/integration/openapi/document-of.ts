import { buildOpenApiDocument, type DocumentInput, type OpenApiDocument } from '@dx/openapi';
import { ALL_GRANTS } from '@dx/kernel';
import { makeEntities, SMALL_SHOP } from './make-entities.js';

/** The input of a document of the small shop; `changes` replace parts of it. */
export function inputOf(changes: Partial<DocumentInput> = {}): DocumentInput {
  return {
    entities: makeEntities(SMALL_SHOP),
    grants: ALL_GRANTS,
    base: { paths: {}, tags: [], components: {} },
    info: { title: 'Data Exchange API', version: '1' },
    serverUrl: '/',
    routePrefix: 'dynamic-entity',
    limits: { pageLimitDefault: 1000, pageLimitMax: 10_000, batchMax: 1000, includeDepthMax: 5 },
    oauth: { tokenUrl: '/token', password: true },
    ...changes,
  };
}

/** A document that must exist. */
export function documentOf(changes: Partial<DocumentInput> = {}): OpenApiDocument {
  const document = buildOpenApiDocument(inputOf(changes));
  if (document === null) throw new Error('there is no such document');
  return document;
}

type Methods = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The paths with their operations, loosely typed for assertions. */
export function pathsOf(document: OpenApiDocument): Methods {
  return document.paths as Methods;
}

/** All verbs of all paths: `GET /dynamic-entity/countries`. */
export function operationsOf(document: OpenApiDocument): string[] {
  return Object.entries(pathsOf(document)).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => key !== 'parameters')
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}
