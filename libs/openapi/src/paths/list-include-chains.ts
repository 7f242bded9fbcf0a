import type { Entity } from '@dx/entity-configuration';
import type { Audience } from '../audience.js';

/** The relation chains that a document lists for one endpoint. */
export interface IncludeChains {
  readonly chains: readonly string[];
  /** False when longer or further chains exist than are listed. */
  readonly complete: boolean;
}

const LISTED_DEPTH = 3;
const LISTED_TOTAL = 60;

/** Lists the chains that `include` takes, short ones first, bounded in depth and number. */
export function listIncludeChains(entity: Entity, audience: Audience, depthMax: number): IncludeChains {
  const chains: string[] = [];
  let level: readonly Link[] = [{ chain: [], entity }];
  for (let depth = 1; depth <= depthMax; depth += 1) {
    level = level.flatMap((link) => follow(link, audience));
    if (level.length === 0) break;
    if (depth > LISTED_DEPTH || chains.length + level.length > LISTED_TOTAL) {
      // Why the first level is always shown: without it a reader would not know that there are relations at all.
      const shown = depth === 1 ? level.slice(0, LISTED_TOTAL).map(textOf) : chains;
      return { chains: shown, complete: false };
    }
    chains.push(...level.map(textOf));
  }
  return { chains, complete: true };
}

interface Link {
  readonly chain: readonly string[];
  readonly entity: Entity;
}

function follow({ chain, entity }: Link, audience: Audience): readonly Link[] {
  return audience
    .readableRelations(entity)
    .map((relation) => ({ chain: [...chain, relation.name], entity: relation.child }));
}

function textOf(link: Link): string {
  return link.chain.join('.');
}
