import type { Graph, GraphEdge, GraphNode } from './build-graph';
import { HEADER_HEIGHT, heightOf, NODE_WIDTH, ROW_HEIGHT, type Position } from './lay-out';
import { placeLabel } from './place-label';
import { routeEdge, type Route, type Side } from './route-edge';

const MARGIN = 32;
const FONT = 'system-ui, sans-serif';

/** Colours of a drawn picture. */
export interface Ink {
  readonly paper: string;
  readonly card: string;
  readonly line: string;
  readonly text: string;
  readonly faint: string;
  readonly accent: string;
}

export const LIGHT_INK: Ink = {
  paper: '#f6f7f8',
  card: '#ffffff',
  line: '#ced4da',
  text: '#212529',
  faint: '#596169',
  accent: '#087f5b',
};
export const DARK_INK: Ink = {
  paper: '#151719',
  card: '#1d2023',
  line: '#495057',
  text: '#e9ecef',
  faint: '#a9b1b8',
  accent: '#63e6be',
};

/** The picture as a file of its own: plain shapes and texts, which every viewer understands. */
export function drawSvg(graph: Graph, positions: ReadonlyMap<string, Position>, ink: Ink): string {
  const { nodes, edges } = graph;
  const boxes = nodes.flatMap((node) => {
    const place = positions.get(node.alias);
    return place === undefined ? [] : [{ node, place }];
  });
  const left = Math.min(...boxes.map(({ place }) => place.x)) - MARGIN;
  const top = Math.min(...boxes.map(({ place }) => place.y)) - MARGIN;
  const width = Math.max(...boxes.map(({ place }) => place.x + NODE_WIDTH)) - left + MARGIN;
  const height = Math.max(...boxes.map(({ place, node }) => place.y + heightOf(node))) - top + MARGIN;
  const byAlias = new Map(boxes.map((box) => [box.node.alias, box]));
  const lines = edges.flatMap((edge) => {
    const from = byAlias.get(edge.parent);
    const to = byAlias.get(edge.child);
    return from === undefined || to === undefined
      ? []
      : [drawEdge(edge, from, to, routeEdge(edge, graph, positions), ink)];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${FONT}">`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${ink.paper}"/>`,
    ...lines,
    ...boxes.map(({ node, place }) => drawNode(node, place, ink)),
    '</svg>',
  ].join('\n');
}

interface Box {
  readonly node: GraphNode;
  readonly place: Position;
}

function drawNode(node: GraphNode, { x, y }: Position, ink: Ink): string {
  const rows = node.columns.map((column, index) => {
    const line = y + HEADER_HEIGHT + (index + 0.7) * ROW_HEIGHT;
    return (
      `<text x="${x + 12}" y="${line}" font-size="12" fill="${ink.text}">${escapeXml(column.name)}</text>` +
      `<text x="${x + NODE_WIDTH - 12}" y="${line}" font-size="11" text-anchor="end" fill="${ink.faint}">${escapeXml(column.kind)}</text>`
    );
  });
  return [
    `<rect x="${x}" y="${y}" width="${NODE_WIDTH}" height="${heightOf(node)}" rx="8" fill="${ink.card}" stroke="${node.isCentre ? ink.accent : ink.line}" stroke-width="${node.isCentre ? 2 : 1}"/>`,
    `<text x="${x + 12}" y="${y + 20}" font-size="14" font-weight="600" fill="${ink.text}">${escapeXml(node.alias)}</text>`,
    `<text x="${x + 12}" y="${y + 36}" font-size="11" fill="${ink.faint}">${escapeXml(node.tableName)}</text>`,
    ...rows,
  ].join('');
}

function drawEdge(edge: GraphEdge, from: Box, to: Box, route: Route, ink: Ink): string {
  const start = anchor(from, edge.parentColumn, route.parentSide);
  const end = anchor(to, edge.childColumn, route.childSide);
  const bend = Math.max(60, Math.abs(end.x - start.x) / 2);
  const pull = (side: Side): number => (side === 'r' ? bend : -bend);
  const path = `M${start.x} ${start.y} C${start.x + pull(route.parentSide)} ${start.y} ${end.x + pull(route.childSide)} ${end.y} ${end.x} ${end.y}`;
  const dash = edge.kind === 'suggested' ? ' stroke-dasharray="6 5"' : '';
  const colour = edge.kind === 'suggested' ? ink.faint : ink.accent;
  const label = placeLabel(
    { sourceX: start.x, sourceY: start.y, targetX: end.x, targetY: end.y },
    { lane: edge.lane, nearSource: route.nearParent },
  );
  return (
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.6"${dash}/>` +
    `<text x="${label.x}" y="${label.y + 4}" font-size="11" text-anchor="middle" fill="${ink.text}" stroke="${ink.paper}" stroke-width="4" paint-order="stroke">${escapeXml(edge.relation.name)}</text>`
  );
}

function anchor({ node, place }: Box, column: string, side: Side): Position {
  const row = Math.max(
    node.columns.findIndex(({ name }) => name === column),
    0,
  );
  return { x: place.x + (side === 'r' ? NODE_WIDTH : 0), y: place.y + HEADER_HEIGHT + (row + 0.5) * ROW_HEIGHT };
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
