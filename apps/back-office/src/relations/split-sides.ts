import type { Graph, GraphEdge, GraphNode } from './build-graph';

/**
 * How far to the left (negative) or right (positive) of the chosen endpoint each other one belongs. Of its neighbours
 * one half stands on each side, on the left first of all those that it points at; neighbours of neighbours stand further
 * out on the same side.
 */
export function splitSides({ nodes, edges }: Graph): ReadonlyMap<string, number> {
  const centre = nodes.find(({ isCentre }) => isCentre);
  if (centre === undefined) return new Map();
  const sides = new Map([[centre.alias, 0]]);
  const near = nodes
    .filter((node) => node !== centre && edges.some((edge) => joins(edge, centre.alias, node.alias)))
    .sort((left, right) => rankOf(left, centre, edges) - rankOf(right, centre, edges));
  near.forEach(({ alias }, index) => sides.set(alias, index < Math.floor(near.length / 2) ? -1 : 1));
  // Why while it grows: whoever gets a place hands one on to its own neighbours.
  for (const [alias, side] of sides) {
    for (const { parent, child } of edges) {
      const next = parent === alias ? child : child === alias ? parent : alias;
      if (!sides.has(next)) sides.set(next, side + Math.sign(side));
    }
  }
  return sides;
}

function joins({ parent, child }: GraphEdge, one: string, other: string): boolean {
  return (parent === one && child === other) || (parent === other && child === one);
}

/** 0 when the chosen endpoint points at it, 1 when both are joined by a table in between, 2 when it points at the chosen one. */
function rankOf(node: GraphNode, centre: GraphNode, edges: readonly GraphEdge[]): number {
  const pointing = edges.filter(
    (edge) =>
      joins(edge, centre.alias, node.alias) &&
      (edge.parent === node.alias ? edge.parentColumn : edge.childColumn) === node.identifier,
  );
  if (pointing.length === 0) return 2;
  return pointing.some(({ relation }) => (relation.through ?? null) === null) ? 0 : 1;
}
