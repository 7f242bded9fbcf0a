import type { OpenApiBase } from '@dx/openapi';
import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * Takes the server's own routes out of what Nest documented: the routes of endpoints are documented from the snapshot,
 * the documentation's own pages not at all, and every operation says whether it needs credentials.
 */
export function toStaticPart(document: OpenAPIObject, routePrefix: string): OpenApiBase {
  const foreign = (path: string): boolean =>
    path.startsWith(`/${routePrefix}`) || path.startsWith('/docs') || path.includes('*');
  const paths = Object.entries(document.paths)
    .filter(([path]) => !foreign(path))
    .map(([path, item]): [string, PathItem] => [path, withSecurity(path, item)]);
  const used = new Set(paths.flatMap(([, item]) => METHODS.flatMap((method) => item[method]?.tags ?? [])));
  return {
    paths: Object.fromEntries(paths),
    tags: [...used].sort().map((name) => ({ name })),
    components: { schemas: document.components?.schemas ?? {} },
  };
}

function withSecurity(path: string, item: PathItem): PathItem {
  const byDefault = path.startsWith('/back-office') ? [{ bearer: [] }] : [];
  const operations = METHODS.flatMap((method): [string, Operation][] => {
    const operation = item[method];
    return operation === undefined ? [] : [[method, { ...operation, security: operation.security ?? byDefault }]];
  });
  return { ...item, ...Object.fromEntries(operations) };
}
