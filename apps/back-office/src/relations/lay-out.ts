import dagre from '@dagrejs/dagre';
import type { Graph, GraphEdge, GraphNode } from './build-graph';
import { splitSides } from './split-sides';

export const NODE_WIDTH = 212;
export const HEADER_HEIGHT = 46;
export const ROW_HEIGHT = 24;
export const FOOTER_HEIGHT = 30;

/** Room between columns of endpoints, for the names of relations. */
const RANK_GAP = 204;
const NODE_GAP = 28;

/** Where an endpoint stands: its upper left corner. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** The height of an endpoint in the picture. */
export function heightOf({ columns }: Pick<GraphNode, 'columns'>): number {
  return HEADER_HEIGHT + columns.length * ROW_HEIGHT + FOOTER_HEIGHT;
}

/** A place for every endpoint: those that were moved by hand stay, the others are arranged around the chosen one. */
export function layOut(picture: Graph, kept: ReadonlyMap<string, Position>): ReadonlyMap<string, Position> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: NODE_GAP, ranksep: RANK_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of picture.nodes) graph.setNode(node.alias, { width: NODE_WIDTH, height: heightOf(node) });
  for (const [left, right] of orient(picture)) graph.setEdge(left, right);
  dagre.layout(graph);
  return new Map(
    picture.nodes.map((node) => {
      const place = graph.node(node.alias) as { readonly x: number; readonly y: number };
      const arranged = { x: place.x - NODE_WIDTH / 2, y: place.y - heightOf(node) / 2 };
      return [node.alias, kept.get(node.alias) ?? arranged];
    }),
  );
}

/** The lines as pairs from left to right, so that an endpoint comes to stand on its side of the chosen one. */
function orient(picture: Graph): (readonly [left: string, right: string])[] {
  const sides = splitSides(picture);
  return picture.edges.flatMap(({ parent, child }: GraphEdge) => {
    const [from, to] = [sides.get(parent), sides.get(child)];
    if (parent === child || from === undefined || to === undefined || from === to) return [];
    return [from < to ? ([parent, child] as const) : ([child, parent] as const)];
  });
}
