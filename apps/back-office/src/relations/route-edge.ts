import type { Graph, GraphEdge } from './build-graph';
import type { Position } from './lay-out';

export type Side = 'l' | 'r';

/** How a line leaves the parent and reaches the child, and at which end its name stands. */
export interface Route {
  readonly parentSide: Side;
  readonly childSide: Side;
  readonly nearParent: boolean;
}

/** A line takes the sides that face each other; one from an endpoint to itself bulges out on the right. */
export function routeEdge(
  { parent, child }: GraphEdge,
  { nodes }: Graph,
  positions: ReadonlyMap<string, Position>,
): Route {
  const isRoot = (alias: string): boolean => nodes.some((node) => node.alias === alias && node.isExpanded);
  const nearParent = isRoot(child) && !isRoot(parent);
  if (parent === child) return { parentSide: 'r', childSide: 'r', nearParent };
  const [from, to] = [positions.get(parent)?.x ?? 0, positions.get(child)?.x ?? 0];
  return from <= to ? { parentSide: 'r', childSide: 'l', nearParent } : { parentSide: 'l', childSide: 'r', nearParent };
}
