import type { Entity } from '@dx/entity-configuration';
import type { CodedError, JsonValue, RequestContext } from '@dx/kernel';

/** What a write does to records; the verb of the request. */
export type Operation = 'create' | 'update' | 'replace' | 'delete';

/** What every hook gets beside its data. */
export interface HookContext extends RequestContext {
  readonly entity: Entity;
  readonly operation: Operation;
}

/** A record of a request body before it is checked: visible names, relations included. A hook may change `fields`. */
export interface InputRecord {
  /** E.g. `countries[0]`. */
  readonly path: string;
  fields: Record<string, JsonValue>;
}

/** A row after it was written, as the contract's post plugins see it: by COLUMN name, values as in the answer. */
export interface WrittenRow {
  readonly path: string;
  readonly fields: Readonly<Record<string, JsonValue>>;
}

/** A violation found by a plugin; `status`, `code` and `message` are the plugin's own. */
export type PluginViolation = CodedError;

/** Reads and writes inside the transaction that is under way. */
export interface HookTransaction {
  /** Rows by column name, values as text, bytes or null. Placeholders only: `SELECT * FROM t WHERE id = ?`. */
  query(
    sql: string,
    params: readonly (string | number | bigint | Buffer | null)[],
  ): Promise<readonly Record<string, string | Buffer | null>[]>;
  /** A statement without a result. */
  execute(
    sql: string,
    params: readonly (string | number | bigint | Buffer | null)[],
  ): Promise<{ affectedRows: number }>;
}

/** The hooks that a plugin may have; each is called once per table of a request with all rows of that table. */
export interface PluginHooks {
  /** Before any check: change what came in. */
  transformInput?(ctx: HookContext, records: readonly InputRecord[]): Promise<void> | void;
  /** Together with the built-in checks: report violations. */
  validate?(
    ctx: HookContext,
    records: readonly InputRecord[],
  ): Promise<readonly PluginViolation[]> | readonly PluginViolation[];
  /** The contract's post-create (operation `create`) and post-update (`update`, `replace`): inside the transaction. */
  afterWrite?(
    ctx: HookContext,
    rows: readonly WrittenRow[],
    tx: HookTransaction,
  ): Promise<readonly PluginViolation[] | void> | readonly PluginViolation[] | void;
  /** Inside the transaction, before rows are deleted. */
  beforeDelete?(
    ctx: HookContext,
    rows: readonly WrittenRow[],
    tx: HookTransaction,
  ): Promise<readonly PluginViolation[] | void> | readonly PluginViolation[] | void;
  /** Inside the transaction, after rows were deleted. */
  afterDelete?(
    ctx: HookContext,
    rows: readonly WrittenRow[],
    tx: HookTransaction,
  ): Promise<readonly PluginViolation[] | void> | readonly PluginViolation[] | void;
  /** After the commit; a failure is logged and never undoes the write. */
  afterCommit?(ctx: HookContext, rows: readonly WrittenRow[]): Promise<void> | void;
  /** Before records are answered (reads and writes): change what goes out. */
  transformRecords?(
    ctx: Omit<HookContext, 'operation'>,
    records: readonly Record<string, JsonValue>[],
  ): Promise<void> | void;
}

/** The hooks at work for one endpoint, in order; every list is empty when there is none, so that callers may skip work. */
export interface HooksOfEntity {
  readonly transformInput: readonly NonNullable<PluginHooks['transformInput']>[];
  readonly validate: readonly NonNullable<PluginHooks['validate']>[];
  readonly afterWrite: readonly NonNullable<PluginHooks['afterWrite']>[];
  readonly beforeDelete: readonly NonNullable<PluginHooks['beforeDelete']>[];
  readonly afterDelete: readonly NonNullable<PluginHooks['afterDelete']>[];
  readonly afterCommit: readonly NonNullable<PluginHooks['afterCommit']>[];
  readonly transformRecords: readonly NonNullable<PluginHooks['transformRecords']>[];
}
