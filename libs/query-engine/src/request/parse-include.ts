import { CodedException, contractErrors, serverErrors } from '@dx/kernel';
import type { EngineLimits } from '../engine-limits.js';
import type { IncludeTree } from './read-request.js';
import type { RawQuery } from './raw-query.js';

type GrowingTree = Map<string, GrowingTree>;

const NOTHING: IncludeTree = new Map();

/**
 * The relation chains of `include=relA,relB.relC` as one tree: blanks around a chain are dropped, equal chains and equal
 * beginnings are merged, the last of several `include` parameters counts. Throws 1313 for a list in brackets and 1950
 * when the tree is deeper or larger than allowed. An empty link stays in the tree, where no relation has that name.
 */
export function parseInclude(query: RawQuery, limits: EngineLimits): IncludeTree {
  if (query.length === 0) return NOTHING;
  const parameter = query.findLast(({ name }) => name === 'include' || name.startsWith('include['));
  if (parameter === undefined) return NOTHING;
  if (parameter.name !== 'include') throw new CodedException(contractErrors.relationNotFound({ relation: '' }));
  const tree: GrowingTree = new Map();
  let total = 0;
  for (const chain of parameter.value.split(',')) {
    const links = chain.trim().split('.');
    if (links.length > limits.includeDepthMax) {
      throw tooLarge(`A relation chain of \`include\` must not have more than ${limits.includeDepthMax} links.`);
    }
    total += addChain(tree, links);
    if (total > limits.includeTotalMax) {
      throw tooLarge(`\`include\` must not name more than ${limits.includeTotalMax} relations.`);
    }
  }
  return tree;
}

/** Adds a chain to the tree; how many links were new. */
function addChain(tree: GrowingTree, links: readonly string[]): number {
  let level = tree;
  let added = 0;
  for (const link of links) {
    let next = level.get(link);
    if (next === undefined) {
      level.set(link, (next = new Map<string, GrowingTree>()));
      added += 1;
    }
    level = next;
  }
  return added;
}

function tooLarge(reason: string): CodedException {
  return new CodedException(serverErrors.includeTooLarge({ reason }));
}
