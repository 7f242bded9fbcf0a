import type { OpenApiBase } from '@dx/openapi';

const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete']);
const SCHEMA_LINK = '#/components/schemas/';

/** The part of the static part whose operations pass, by their ids, with the tags and schemas that those speak of. */
export function narrowStaticPart(base: OpenApiBase, passes: (operationId: string) => boolean): OpenApiBase {
  const paths = Object.entries(base.paths as Paths).flatMap(([path, item]) => {
    const members = Object.entries(item).filter(([name, member]) => !METHODS.has(name) || passes(idOf(member)));
    return members.some(([name]) => METHODS.has(name)) ? [[path, Object.fromEntries(members)] as const] : [];
  });
  const tags = new Set(paths.flatMap(([, item]) => Object.values(item).flatMap(tagsOf)));
  return {
    paths: Object.fromEntries(paths),
    tags: base.tags.filter(({ name }) => tags.has(name)),
    components: { ...base.components, schemas: reachableSchemas(paths, base.components['schemas'] ?? {}) },
  };
}

type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function idOf(operation: unknown): string {
  return (operation as { readonly operationId?: string }).operationId ?? '';
}

function tagsOf(operation: unknown): readonly string[] {
  return (operation as { readonly tags?: readonly string[] }).tags ?? [];
}

/** The schemas that the start speaks of, directly or through others, in their former order. */
function reachableSchemas(start: unknown, schemas: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const reached = new Set<string>();
  const open: unknown[] = [start];
  while (open.length > 0) {
    for (const name of linkedSchemas(open.pop())) {
      if (reached.has(name)) continue;
      reached.add(name);
      open.push(schemas[name]);
    }
  }
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => reached.has(name)));
}

function linkedSchemas(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith(SCHEMA_LINK) ? [value.slice(SCHEMA_LINK.length)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(linkedSchemas) : [];
}
