import type { EncodedRows, SqlParam, SqlRunner } from '@dx/database';
import type { ReadNode } from '../plan/read-plan.js';
import { keyColumnsOf, shapeOf } from '../plan/row-shape.js';
import type { WriteLevel, WriteNode } from '../plan/write-plan.js';
import { readRowsByKeys } from './read-rows-by-keys.js';
import type { RowsByKeys } from './read-rows-by-keys.js';
import { concatRows, pickRows } from '../record/record-tree.js';
import type { RecordTree } from '../record/record-tree.js';
import type { RowStates } from './write-run.js';

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
 * @param states what the write knows of the records' rows
 */
export async function readWrittenTree(
  runner: SqlRunner,
  whole: WriteLevel,
  states: Pick<RowStates, 'get'>,
): Promise<WrittenLevel> {
  // Why without them: what is not linked any more is no child, and the answer shows what is.
  const level = whole.nodes.some(isUnlinked)
    ? { ...whole, nodes: whole.nodes.filter((node) => !isUnlinked(node)) }
    : whole;
  const { rows, rowOf } = await rowsOfLevel(runner, level, states);
  const isThere = rowOf.every((row) => row >= 0);
  const nodes = isThere ? level.nodes : level.nodes.filter((_, index) => (rowOf[index] ?? -1) >= 0);
  const children: WrittenLevel[] = [];
  for (const below of level.children) children.push(await readWrittenTree(runner, below, states));
  const relations = children.map((child) => ({
    name: child.level.relation?.name ?? '',
    tree: child.tree,
    children: placesOfChildren(nodes, child),
  }));
  return {
    level,
    nodes,
    tree: { rows: inOrder(rows, isThere ? rowOf : rowOf.filter((row) => row >= 0)), relations },
    children,
  };
}

function inOrder(rows: EncodedRows, rowOf: readonly number[]): EncodedRows {
  return rowOf.length === rows.count && rowOf.every((row, place) => row === place) ? rows : pickRows(rows, rowOf);
}

function isUnlinked({ verb }: WriteNode): boolean {
  return verb === 'unlink';
}

/** The level's rows: as their INSERTs handed them back, else as they are stored. */
async function rowsOfLevel(
  runner: SqlRunner,
  { entity, nodes }: WriteLevel,
  states: Pick<RowStates, 'get'>,
): Promise<RowsByKeys> {
  const collection = new CollectedRows();
  const keys: (readonly SqlParam[])[] = [];
  const unread: number[] = [];
  nodes.forEach((node, index) => {
    const state = states.get(node);
    if (state !== undefined && state.handedBack !== null) collection.place(index, state.handedBack, state.row);
    else {
      unread.push(index);
      keys.push(state?.key ?? []);
    }
  });
  if (unread.length > 0) {
    const { rows, rowOf } = await readRowsByKeys(runner, shapeOf(entity, keyColumnsOf(entity)), keys);
    unread.forEach((index, place) => collection.place(index, rows, rowOf[place] ?? -1));
  }
  return { rows: concatRows(collection.pieces), rowOf: collection.rowOf };
}

/** Rows of several statements, each of which is the row of a record. */
class CollectedRows {
  readonly pieces: EncodedRows[] = [];
  readonly rowOf: number[] = [];
  private count = 0;
  private readonly bases = new Map<EncodedRows, number>();
  private last: { readonly rows: EncodedRows; readonly base: number } | null = null;

  place(index: number, rows: EncodedRows, row: number): void {
    this.rowOf[index] = row < 0 ? -1 : this.baseOf(rows) + row;
  }

  private baseOf(rows: EncodedRows): number {
    if (this.last?.rows === rows) return this.last.base;
    let base = this.bases.get(rows);
    if (base === undefined) {
      base = this.count;
      this.bases.set(rows, base);
      this.pieces.push(rows);
      this.count += rows.count;
    }
    this.last = { rows, base };
    return base;
  }
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
  const { level, nodes } = child;
  // Why a walk over both: parents and children stand in the order of the request.
  let place = 0;
  return parents.map((parent) => {
    if (!parent.children.some(({ relation }) => relation === level.relation)) return null;
    const places: number[] = [];
    while ((nodes[place]?.parent?.order ?? Infinity) < parent.order) place += 1;
    while (place < nodes.length && nodes[place]?.parent === parent) places.push(place++);
    return places;
  });
}
