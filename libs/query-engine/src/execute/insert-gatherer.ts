import { DatabaseError, type Database, type EncodedRows } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import type { Column } from '@dx/schema-catalogue';
import { encodingOf, selectListOf } from '../plan/row-shape.js';
import { pickRows } from '../record/record-tree.js';
import { compilePiece } from './insert-rows.js';
import type { ColumnValues } from '../record/column-values.js';
import { inKeyOrder } from './write-level.js';

/** Requests with more rows than this are worth a statement of their own. */
const ROWS_TO_GATHER = 10;
const ROWS_PER_STATEMENT = 250;
/** Statements under way for one table before further rows wait for one of them to end … */
const STATEMENTS_AT_ONCE = 2;
/** … and how long they do: one that waits for a lock must not hold up the others. */
const WAIT_MAX_MS = 20;

interface Waiter {
  readonly rows: readonly ColumnValues[];
  readonly resolve: (stored: EncodedRows) => void;
  readonly reject: (error: unknown) => void;
}

/** Rows that wait to be written to one table, all setting the same columns. */
interface Queue {
  readonly entity: Entity;
  readonly columns: readonly Column[];
  waiting: Waiter[];
  running: number;
  timer: NodeJS.Timeout | null;
}

/**
 * Inserts the new rows of several requests with one statement, so that they share its commit.
 * Why: each commit waits for the disk, and few rows hardly take longer than one. A statement is all or nothing, so when one
 * is refused, each of its requests is written alone and only the one to blame hears of it.
 * Only where RETURNING hands back what is stored for good.
 */
export class InsertGatherer {
  private readonly queues = new WeakMap<Entity, Map<string, Queue>>();

  constructor(private readonly database: Database) {}

  /**
   * Stores rows in a transaction of their own and answers them as stored, in their order. Throws what the database throws.
   * @param columns what every row sets, as `cutRows` found
   */
  insert(entity: Entity, columns: readonly Column[], rows: readonly ColumnValues[]): Promise<EncodedRows> {
    return new Promise((resolve, reject) => {
      const waiter = { rows, resolve, reject };
      const queue = this.queueOf(entity, columns);
      if (rows.length > ROWS_TO_GATHER) return void this.send(queue, [waiter]);
      if (queue.waiting.push(waiter) === 1) setImmediate(() => this.pump(queue));
    });
  }

  private queueOf(entity: Entity, columns: readonly Column[]): Queue {
    const signature = columns.map(({ position }) => position).join();
    let queues = this.queues.get(entity);
    if (queues === undefined) this.queues.set(entity, (queues = new Map<string, Queue>()));
    let queue = queues.get(signature);
    if (queue === undefined) {
      queue = { entity, columns, waiting: [], running: 0, timer: null };
      queues.set(signature, queue);
    }
    return queue;
  }

  private pump(queue: Queue): void {
    while (queue.waiting.length > 0 && queue.running < STATEMENTS_AT_ONCE) this.sendSome(queue);
    if (queue.waiting.length === 0) return;
    queue.timer ??= setTimeout(() => {
      queue.timer = null;
      this.sendSome(queue);
      this.pump(queue);
    }, WAIT_MAX_MS);
  }

  private sendSome(queue: Queue): void {
    const group: Waiter[] = [];
    let count = 0;
    while (count < ROWS_PER_STATEMENT) {
      const waiter = queue.waiting.shift();
      if (waiter === undefined) break;
      group.push(waiter);
      count += waiter.rows.length;
    }
    if (group.length === 0) return;
    queue.running += 1;
    void this.send(queue, group).then(() => {
      queue.running -= 1;
      this.pump(queue);
    });
  }

  /** Never rejects: whoever waits is told. */
  private async send(queue: Queue, group: readonly Waiter[]): Promise<void> {
    try {
      const stored = await this.write(
        queue,
        group.flatMap(({ rows }) => rows),
      );
      let next = 0;
      for (const { rows, resolve } of group)
        resolve(
          pickRows(
            stored,
            rows.map(() => next++),
          ),
        );
    } catch (error) {
      // Why only then: when it is not known what became of the statement, nothing may be written a second time.
      if (group.length > 1 && error instanceof DatabaseError) {
        await Promise.all(group.map((waiter) => this.send(queue, [waiter])));
        return;
      }
      for (const { reject } of group) reject(error);
    }
  }

  /** The rows as stored, in the order in which they were given. */
  private async write({ entity, columns }: Queue, rows: readonly ColumnValues[]): Promise<EncodedRows> {
    const ordered = inKeyOrder(
      { entity },
      rows.map((values, place) => ({ values, place })),
    );
    const statement = compilePiece(
      this.database.dialect,
      entity,
      { columns, rows: ordered.map(({ values }) => values) },
      [selectListOf(entity)],
    );
    const stored = await this.database.json(statement, encodingOf(entity));
    const rowAt: number[] = [];
    for (const [row, { place }] of ordered.entries()) rowAt[place] = row;
    return pickRows(stored, rowAt);
  }
}
