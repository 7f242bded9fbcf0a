import type { EncodedRows, SqlRunner } from '@dx/database';
import type { ReadNode } from '../plan/read-plan.js';
import { keyColumnsOf, shapeOf } from '../plan/row-shape.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { readRowsByKeys } from './read-rows-by-keys.js';
import type { RowsByKeys } from './read-rows-by-keys.js';
import { concatRows, pickRows } from '../record/record-tree.js';
import type { RecordTree } from '../record/record-tree.js';
import type { HandedBackRow, RowState } from './write-run.js';

/** The rows of one level of a write as they are stored now, one per record (a record whose row is gone has none). */
export interface WrittenLevel {
  readonly level: WriteLevel;
  /** Records that have a row, in the order of `tree.rows`. */
  readonly nodes: readonly WriteNode[];
  readonly tree: RecordTree;
  readonly children: readonly WrittenLevel[];
}

/**
 * Reads back what a write stored, level by level, and hangs the records below each other as they were sent.
 * Rows that their INSERT handed back for good are not read again.
 * @param stateOf what the write knows of a record's row
 */
export async function readWrittenTree(runner: SqlRunner, whole: WriteLevel, stateOf: StateOf): Promise<WrittenLevel> {
  // Why without them: what is not linked any more is no child, and the answer shows what is.
  const level = { ...whole, nodes: whole.nodes.filter(({ verb }) => verb !== 'unlink') };
  const { rows, rowOf } = handedBackRows(level, stateOf) ?? (await readRows(runner, level, stateOf));
  const kept = level.nodes.flatMap((node, index) =>
    (rowOf[index] ?? -1) < 0 ? [] : [{ node, row: rowOf[index] as number }],
  );
  const children: WrittenLevel[] = [];
  for (const below of level.children) children.push(await readWrittenTree(runner, below, stateOf));
  const nodes = kept.map(({ node }) => node);
  const relations = children.map((child) => ({
    name: child.level.relation?.name ?? '',
    tree: child.tree,
    children: placesOfChildren(nodes, child),
  }));
  return {
    level,
    nodes,
    tree: {
      rows: pickRows(
        rows,
        kept.map(({ row }) => row),
      ),
      relations,
    },
    children,
  };
}

type StateOf = (node: WriteNode) => Pick<RowState, 'key' | 'handedBack'> | undefined;

function readRows(runner: SqlRunner, { entity, nodes }: WriteLevel, stateOf: StateOf): Promise<RowsByKeys> {
  const shape = shapeOf(entity, keyColumnsOf(entity));
  return readRowsByKeys(
    runner,
    shape,
    nodes.map((node) => stateOf(node)?.key ?? []),
  );
}

/** The level's rows as their INSERTs handed them back; undefined when not all of them were. */
function handedBackRows({ nodes }: WriteLevel, stateOf: StateOf): RowsByKeys | undefined {
  const handedBack: HandedBackRow[] = [];
  for (const node of nodes) {
    const row = stateOf(node)?.handedBack;
    if (row === undefined) return undefined;
    handedBack.push(row);
  }
  const bases = new Map<EncodedRows, number>();
  let count = 0;
  for (const { rows } of handedBack) {
    if (bases.has(rows)) continue;
    bases.set(rows, count);
    count += rows.count;
  }
  return {
    rows: concatRows([...bases.keys()]),
    rowOf: handedBack.map(({ rows, row }) => (bases.get(rows) as number) + row),
  };
}

/** The answer's entities as a read sees them, for plugins that change records on their way out. */
export function readNodeOf({ level, children }: WrittenLevel): ReadNode {
  return {
    entity: level.entity,
    shape: shapeOf(level.entity),
    relations: children.flatMap((child) =>
      child.level.relation === null
        ? []
        : [{ relation: child.level.relation, bindings: [], filters: [], distinctBy: [], node: readNodeOf(child) }],
    ),
  };
}

/** Per parent the places of its children; null where the relation was not sent. */
function placesOfChildren(parents: readonly WriteNode[], child: WrittenLevel): readonly (readonly number[] | null)[] {
  const places = new Map<WriteNode, number[]>();
  for (const [place, { parent }] of child.nodes.entries()) {
    if (parent === null) continue;
    const known = places.get(parent);
    if (known === undefined) places.set(parent, [place]);
    else known.push(place);
  }
  return parents.map((parent) =>
    parent.children.some(({ relation }) => relation === child.level.relation) ? (places.get(parent) ?? []) : null,
  );
}
