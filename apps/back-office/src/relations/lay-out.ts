import dagre from '@dagrejs/dagre';
import type { Graph, GraphNode } from './build-graph';

export const NODE_WIDTH = 236;
export const HEADER_HEIGHT = 46;
export const ROW_HEIGHT = 24;
export const FOOTER_HEIGHT = 30;

/** Where an endpoint stands: its upper left corner. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** The height of an endpoint in the picture. */
export function heightOf({ columns }: Pick<GraphNode, 'columns'>): number {
  return HEADER_HEIGHT + columns.length * ROW_HEIGHT + FOOTER_HEIGHT;
}

/** A place for every endpoint: those that were moved by hand stay, the others are arranged from left to right. */
export function layOut({ nodes, edges }: Graph, kept: ReadonlyMap<string, Position>): ReadonlyMap<string, Position> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 210 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.alias, { width: NODE_WIDTH, height: heightOf(node) });
  for (const { parent, child } of edges) if (parent !== child) graph.setEdge(parent, child);
  dagre.layout(graph);
  return new Map(
    nodes.map((node) => {
      const place = graph.node(node.alias) as { readonly x: number; readonly y: number };
      const arranged = { x: place.x - NODE_WIDTH / 2, y: place.y - heightOf(node) / 2 };
      return [node.alias, kept.get(node.alias) ?? arranged];
    }),
  );
}
