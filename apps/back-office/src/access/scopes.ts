/** The verbs of an endpoint, with the method that each stands for. */
export const VERBS = ['read', 'create', 'update', 'replace', 'delete'] as const;
export type Verb = (typeof VERBS)[number];
export const METHODS: Readonly<Record<Verb, string>> = {
  read: 'GET',
  create: 'POST',
  update: 'PATCH',
  replace: 'PUT',
  delete: 'DELETE',
};

/** Rights by endpoint; `*` stands for all endpoints, those to come included. */
export type Rights = ReadonlyMap<string, ReadonlySet<Verb>>;

/** Scopes that are no rights on endpoints (`user`, `back-office-user`). */
export interface ReadScopes {
  readonly rights: Rights;
  readonly others: readonly string[];
}

/** Takes scopes apart into rights by endpoint. */
export function readScopes(scopes: readonly string[]): ReadScopes {
  const rights = new Map<string, ReadonlySet<Verb>>();
  const others: string[] = [];
  for (const scope of scopes) {
    const [alias, verb] = scope === '*' ? ['*', '*'] : scope.split(':');
    const verbs: readonly Verb[] = verb === '*' ? VERBS : VERBS.filter((known) => known === verb);
    if (alias === undefined || verbs.length === 0) others.push(scope);
    else rights.set(alias, new Set([...(rights.get(alias) ?? []), ...verbs]));
  }
  return { rights, others };
}

/** Writes rights as scopes, as few as say the same. */
export function writeScopes(rights: Rights, others: readonly string[] = []): string[] {
  const forAll = rights.get('*') ?? new Set<Verb>();
  if (forAll.size === VERBS.length) return ['*', ...others];
  const scopes = [...rights].flatMap(([alias, verbs]) => {
    const own = alias === '*' ? [...verbs] : [...verbs].filter((verb) => !forAll.has(verb));
    if (alias !== '*' && own.length === VERBS.length) return [`${alias}:*`];
    return VERBS.filter((verb) => own.includes(verb)).map((verb) => `${alias}:${verb}`);
  });
  return [...scopes, ...others];
}

/** The rights with one of them changed. */
export function changeRight(rights: Rights, alias: string, verbs: readonly Verb[], value: boolean): Rights {
  const next = new Map(rights);
  const own = new Set(next.get(alias) ?? []);
  for (const verb of verbs) {
    if (value) own.add(verb);
    else own.delete(verb);
  }
  if (own.size === 0) next.delete(alias);
  else next.set(alias, own);
  return next;
}

/** Ready-made rights. */
export const PRESETS = {
  readAll: new Map([['*', new Set<Verb>(['read'])]]),
  sync: new Map([['*', new Set<Verb>(['read', 'create', 'update', 'replace'])]]),
  importOnly: new Map([['*', new Set<Verb>(['create', 'replace'])]]),
  everything: new Map([['*', new Set<Verb>(VERBS)]]),
} as const satisfies Readonly<Record<string, Rights>>;
