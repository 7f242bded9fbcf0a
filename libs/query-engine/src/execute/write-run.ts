import type { EncodedRows, SqlParam, SqlValue } from '@dx/database';
import type { CodedError, RequestContext } from '@dx/kernel';
import type { EngineParts } from '../engine-parts.js';
import type { SentRow } from '../plan/sent-row.js';
import type { WriteNode, WritePlan } from '../plan/write-plan.js';
import type { ColumnFields } from './read-written-rows.js';

/** Everything about a write that does not change while it is tried, retried or tried in parts. */
export interface WriteRun {
  readonly ctx: RequestContext;
  readonly parts: EngineParts;
  readonly plan: WritePlan;
  /** By `WriteNode.order`. */
  readonly sent: readonly SentRow[];
}

/** A row as its INSERT handed it back: row number `row` of `rows`. */
export interface HandedBackRow {
  readonly rows: EncodedRows;
  readonly row: number;
}

/** What is known of a record's row while its batch is written. */
export interface RowState {
  /** Whether the row was found; otherwise it is inserted. */
  readonly existing: boolean;
  /** Values of the entity's key columns; null until they are known. */
  key: readonly SqlParam[] | null;
  /** Values by column name: of the columns that the records below are bound to. */
  readonly known: Map<string, SqlValue | SqlParam>;
  /** Set for a record that means the row which another record of the same batch creates. */
  readonly repeats?: true;
  /** The row as it will stay, where nothing that the batch does can change it any more. */
  handedBack?: HandedBackRow;
  /** The row before it is changed, where a plugin wants to know it. */
  before?: ColumnFields;
}

/** Why records cannot be written, as it comes to light. */
export class Failures {
  private readonly found: { readonly node: WriteNode; readonly errors: readonly CodedError[] }[] = [];
  private readonly nodes = new Set<WriteNode>();
  private readonly items = new Set<number>();

  add(node: WriteNode, ...errors: readonly CodedError[]): void {
    this.found.push({ node, errors });
    this.nodes.add(node);
    this.items.add(node.item);
  }

  get any(): boolean {
    return this.count > 0;
  }

  get count(): number {
    return this.found.length;
  }

  /** Whether the record or one above it failed, so that it is not tried. */
  covers(node: WriteNode): boolean {
    for (let at: WriteNode | null = node; at !== null; at = at.parent) if (this.nodes.has(at)) return true;
    return false;
  }

  /** Whether anything of the top-level record failed. */
  hasItem(item: number): boolean {
    return this.items.has(item);
  }

  /** The errors of each failed item, inside an item in the order of its records. */
  byItem(): ReadonlyMap<number, readonly CodedError[]> {
    const sorted = [...this.found].sort((left, right) => left.node.order - right.node.order);
    const byItem = new Map<number, CodedError[]>();
    for (const { node, errors } of sorted) {
      const known = byItem.get(node.item);
      if (known === undefined) byItem.set(node.item, [...errors]);
      else known.push(...errors);
    }
    return byItem;
  }
}
