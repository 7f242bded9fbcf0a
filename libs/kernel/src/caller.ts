/** What a caller may do with an endpoint: GET, POST, PATCH, PUT, DELETE in this order. */
export const VERBS = ['read', 'create', 'update', 'replace', 'delete'] as const;
export type Verb = (typeof VERBS)[number];

/** Roles of back-office users, strongest first. */
export const ROLES = ['owner', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Which verbs a caller may use on which endpoint; compiled once from its scopes. */
export interface Grants {
  allows(alias: string, verb: Verb): boolean;
}

/** Who asks: a back-office user, an OAuth client, an API key, or the server itself. */
export interface Caller {
  readonly kind: 'user' | 'client' | 'api-key' | 'system';
  readonly id: string;
  /** For logs and the audit: an e-mail, a client's or a key's name. */
  readonly name: string;
  /** Only users have one; it opens the admin API. */
  readonly role: Role | null;
  readonly grants: Grants;
}

/**
 * Compiles scopes such as `countries:read`, `*:read`, `countries:*`, `*` into grants.
 * A scope of another form grants nothing.
 */
export function compileGrants(scopes: readonly string[]): Grants {
  const byAlias = new Map<string, Set<string>>();
  for (const scope of scopes) {
    const parsed = parseScope(scope);
    if (parsed === null) continue;
    const verbs = byAlias.get(parsed.alias) ?? new Set<string>();
    verbs.add(parsed.verb);
    byAlias.set(parsed.alias, verbs);
  }
  const has = (alias: string, verb: Verb): boolean => {
    const verbs = byAlias.get(alias);
    return verbs !== undefined && (verbs.has(verb) || verbs.has('*'));
  };
  return { allows: (alias, verb) => has(alias, verb) || has('*', verb) };
}

/** Splits a scope into alias and verb; null when it is no scope of this server. */
export function parseScope(scope: string): { alias: string; verb: Verb | '*' } | null {
  if (scope === '*') return { alias: '*', verb: '*' };
  const match = /^([\w-]+|\*):(read|create|update|replace|delete|\*)$/.exec(scope);
  return match ? { alias: match[1] as string, verb: match[2] as Verb | '*' } : null;
}

/** Grants of a caller that may do everything. */
export const ALL_GRANTS: Grants = { allows: () => true };

/** The server itself: start-up work, the operator's command line. */
export const SYSTEM_CALLER: Caller = {
  kind: 'system',
  id: 'system',
  name: 'system',
  role: 'owner',
  grants: ALL_GRANTS,
};
