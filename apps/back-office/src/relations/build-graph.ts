import type { ColumnAnswer, ConfigurationAnswer, MappingBody, RelationBody, TableDetailAnswer } from '../api/admin-api';
import { listOpenSuggestions } from './list-open-suggestions';

/** An endpoint in the picture. */
export interface GraphNode {
  readonly alias: string;
  readonly tableName: string;
  /** The column that names one record. */
  readonly identifier: string;
  readonly isCentre: boolean;
  /** Whether its neighbours are in the picture too. */
  readonly isExpanded: boolean;
  readonly columns: readonly ColumnAnswer[];
  /** Columns that the picture leaves out until somebody wants them. */
  readonly hidden: number;
}

/** A relation in the picture, stored or only possible. */
export interface GraphEdge {
  readonly id: string;
  readonly kind: 'stored' | 'suggested';
  readonly parent: string;
  readonly child: string;
  readonly parentColumn: string;
  readonly childColumn: string;
  readonly relation: RelationBody;
  /** Which of the lines between the same two endpoints it is, counted from their middle: -0.5 and 0.5 of two. */
  readonly lane: number;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** What the picture shows of the endpoints. */
export interface GraphWish {
  readonly centre: string;
  /** Endpoints whose neighbours are wanted too. */
  readonly expanded: ReadonlySet<string>;
  /** Endpoints whose columns are all wanted. */
  readonly unfolded: ReadonlySet<string>;
}

const COLUMNS_SHOWN = 8;
/** Of neighbours: only what ties them, unless more is wanted. */
const COLUMNS_OF_NEIGHBOURS = 0;

/** The endpoints that are in the picture: the chosen one, the expanded ones, and everybody related to them. */
export function listShown(
  wish: GraphWish,
  endpoints: readonly ConfigurationAnswer[],
  tables: ReadonlyMap<string, TableDetailAnswer>,
): readonly ConfigurationAnswer[] {
  const roots = new Set([wish.centre, ...wish.expanded]);
  const shown = new Set(roots);
  for (const endpoint of endpoints) {
    for (const relation of endpoint.childRelations) {
      const child = relation.childDynamicEntityConfiguration.tableAlias;
      if (roots.has(endpoint.tableAlias)) shown.add(child);
      if (roots.has(child)) shown.add(endpoint.tableAlias);
    }
    if (!roots.has(endpoint.tableAlias)) continue;
    for (const { relation, childConfigured } of listOpenSuggestions(endpoint, tables.get(endpoint.tableName))) {
      if (childConfigured) shown.add(relation.childDynamicEntityConfiguration.tableAlias);
    }
  }
  return endpoints.filter(({ tableAlias }) => shown.has(tableAlias));
}

/** The picture of the chosen endpoint and its neighbours, never of everything at once. */
export function buildGraph(
  wish: GraphWish,
  endpoints: readonly ConfigurationAnswer[],
  tables: ReadonlyMap<string, TableDetailAnswer>,
): Graph {
  const shown = listShown(wish, endpoints, tables);
  const aliases = new Set(shown.map(({ tableAlias }) => tableAlias));
  const isRoot = (alias: string): boolean => wish.centre === alias || wish.expanded.has(alias);
  // Why only lines of these: what neighbours have among themselves hides what was asked for.
  const edges = shown.flatMap((endpoint) => [
    ...endpoint.childRelations
      .flatMap((relation) => toEdge(endpoint, relation, 'stored'))
      .filter(({ parent, child }) => isRoot(parent) || isRoot(child)),
    ...(isRoot(endpoint.tableAlias)
      ? listOpenSuggestions(endpoint, tables.get(endpoint.tableName))
          .filter(({ childConfigured }) => childConfigured)
          .flatMap(({ relation }) => toEdge(endpoint, relation, 'suggested'))
      : []),
  ]);
  const visible = setLanes(edges.filter(({ parent, child }) => aliases.has(parent) && aliases.has(child)));
  return { nodes: shown.map((endpoint) => toNode(endpoint, wish, visible, tables)), edges: visible };
}

function toEdge(endpoint: ConfigurationAnswer, relation: RelationBody, kind: GraphEdge['kind']): GraphEdge[] {
  const pair = firstPair(relation);
  if (pair === undefined) return [];
  return [
    {
      id: `${kind}:${endpoint.tableAlias}:${relation.name}`,
      kind,
      parent: endpoint.tableAlias,
      child: relation.childDynamicEntityConfiguration.tableAlias,
      parentColumn: pair.parentFieldName,
      childColumn: pair.childFieldName,
      relation,
      lane: 0,
    },
  ];
}

/** Tells the lines between the same two endpoints apart, whichever way they lead, so that their names do not meet. */
function setLanes(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const pairOf = ({ parent, child }: GraphEdge): string => JSON.stringify([parent, child].sort());
  return edges.map((edge) => {
    const same = edges.filter((other) => pairOf(other) === pairOf(edge));
    return { ...edge, lane: same.indexOf(edge) - (same.length - 1) / 2 };
  });
}

/** The columns at both ends of a relation; of a junction those that it points at. */
function firstPair({ relationFieldMappings, through }: RelationBody): MappingBody | undefined {
  if (through === undefined || through === null) return relationFieldMappings[0];
  const parentFieldName = through.parentMappings[0]?.parentFieldName;
  const childFieldName = through.childMappings[0]?.childFieldName;
  return parentFieldName === undefined || childFieldName === undefined
    ? undefined
    : { parentFieldName, childFieldName };
}

function toNode(
  endpoint: ConfigurationAnswer,
  wish: GraphWish,
  edges: readonly GraphEdge[],
  tables: ReadonlyMap<string, TableDetailAnswer>,
): GraphNode {
  const alias = endpoint.tableAlias;
  const all = tables.get(endpoint.tableName)?.columns ?? [];
  const tied = new Set(
    edges.flatMap(({ parent, child, parentColumn, childColumn }) => [
      ...(parent === alias ? [parentColumn] : []),
      ...(child === alias ? [childColumn] : []),
    ]),
  );
  const isFirst = ({ name }: ColumnAnswer): boolean => tied.has(name) || name === endpoint.definition.identifier;
  const first = all.filter(isFirst);
  const isRoot = wish.centre === alias || wish.expanded.has(alias);
  const room = Math.max((isRoot ? COLUMNS_SHOWN : COLUMNS_OF_NEIGHBOURS) - first.length, 0);
  const others = all.filter((column) => !isFirst(column)).slice(0, wish.unfolded.has(alias) ? undefined : room);
  const names = new Set([...first, ...others].map(({ name }) => name));
  return {
    alias,
    tableName: endpoint.tableName,
    identifier: endpoint.definition.identifier,
    isCentre: wish.centre === alias,
    isExpanded: wish.centre === alias || wish.expanded.has(alias),
    columns: all.filter(({ name }) => names.has(name)),
    hidden: all.length - names.size,
  };
}
