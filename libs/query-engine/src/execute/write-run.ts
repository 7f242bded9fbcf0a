import type { EncodedRows, SqlParam } from '@dx/database';
import type { CodedError, RequestContext } from '@dx/kernel';
import type { EngineParts } from '../engine-parts.js';
import type { SentRow } from '../plan/sent-row.js';
import type { WriteNode, WritePlan } from '../plan/write-plan.js';
import type { ColumnValues } from '../record/column-values.js';
import type { ColumnFields } from './read-written-rows.js';

/** Everything about a write that does not change while it is tried, retried or tried in parts. */
export interface WriteRun {
  readonly ctx: RequestContext;
  readonly parts: EngineParts;
  readonly plan: WritePlan;
  /** By `WriteNode.order`. */
  readonly sent: readonly SentRow[];
}

/** What is known of a record's row while its batch is written. Why a class: all states have one shape then. */
export class RowState {
  /** The row as it will stay, where nothing that the batch does can change it any more: row number `row` of these. */
  handedBack: EncodedRows | null = null;
  row = 0;
  /** The row before it is changed, where a plugin wants to know it. */
  before: ColumnFields | null = null;

  constructor(
    /** Whether the row was found; otherwise it is inserted. */
    readonly existing: boolean,
    /** Values of the entity's key columns; null until they are known. */
    public key: readonly SqlParam[] | null = null,
    /** Of the columns that the records below are bound to. */
    public known: ColumnValues = NOTHING_KNOWN,
    /** Whether the record means the row which another record of the same batch creates. */
    readonly repeats = false,
  ) {}
}

const NOTHING_KNOWN: ColumnValues = [];

/** The states of a batch's rows. Why by the records' numbers: tens of thousands are asked for again and again. */
export class RowStates {
  private readonly byOrder: RowState[];

  /** @param count how many records the request has */
  constructor(count = 0) {
    this.byOrder = new Array<RowState>(count);
  }

  get({ order }: WriteNode): RowState | undefined {
    return this.byOrder[order];
  }

  set({ order }: WriteNode, state: RowState): void {
    this.byOrder[order] = state;
  }

  /** Takes over the states of others. */
  add(others: RowStates): void {
    others.byOrder.forEach((state, order) => (this.byOrder[order] = state));
  }

  /** From now on every row is read again. */
  forgetHandedBack(): void {
    this.byOrder.forEach((state) => (state.handedBack = null));
  }
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
    if (this.nodes.size === 0) return false;
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
