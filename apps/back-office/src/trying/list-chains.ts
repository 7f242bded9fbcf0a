import type { ConfigurationAnswer } from '../api/admin-api';

const DEPTH = 3;
const CHAINS_MAX = 100;

/** The relation chains that `include` may name, to a depth of three. */
export function listChains(endpoint: ConfigurationAnswer, all: readonly ConfigurationAnswer[]): readonly string[] {
  const byAlias = new Map(all.map((other) => [other.tableAlias, other]));
  const chains: string[] = [];
  let level: readonly (readonly [string, ConfigurationAnswer])[] = [['', endpoint]];
  for (let depth = 0; depth < DEPTH && chains.length < CHAINS_MAX; depth += 1) {
    const next: (readonly [string, ConfigurationAnswer])[] = [];
    for (const [prefix, { childRelations }] of level) {
      for (const { name, childDynamicEntityConfiguration } of childRelations) {
        const chain = prefix === '' ? name : `${prefix}.${name}`;
        chains.push(chain);
        const child = byAlias.get(childDynamicEntityConfiguration.tableAlias);
        if (child !== undefined) next.push([chain, child]);
      }
    }
    level = next;
  }
  return chains.slice(0, CHAINS_MAX);
}
