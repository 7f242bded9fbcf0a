import type { Entity } from '@dx/entity-configuration';
import type { CodedError, JsonValue, RequestContext } from '@dx/kernel';

/** What a write does to records; the verb of the request. */
export type Operation = 'create' | 'update' | 'replace' | 'delete';

/** A hook may answer at once or later; the time limit holds for both. */
export type MaybePromise<T> = T | Promise<T>;

/** What the engine knows when it calls a hook. */
export interface HookContext extends RequestContext {
  readonly entity: Entity;
  readonly operation: Operation | 'read';
}

/** What a hook gets beside its data: the request, and the settings that the endpoint has for this plugin. */
export interface PluginContext<Settings = unknown> extends HookContext {
  /** Valid by the plugin's `settingsSchema`; `{}` for a plugin without one. */
  readonly settings: Settings;
}

/** A record of a request body before it is checked: visible names, relations included. A hook may change `fields`. */
export interface InputRecord {
  /** E.g. `countries[0]`. */
  readonly path: string;
  fields: Record<string, JsonValue>;
}

/** A row that was written or is deleted, as the contract's post plugins see it: by COLUMN name, values as in the answer. */
export interface WrittenRow {
  /** E.g. `countries[0]`. */
  readonly path: string;
  /** The identifier's text. */
  readonly identifier?: string;
  readonly fields: Readonly<Record<string, JsonValue>>;
  /** The row before the write; null for a new row, absent unless a plugin of the endpoint asked with `needsBefore`. */
  readonly before?: Readonly<Record<string, JsonValue>> | null;
}

/** A violation found by a plugin; `status`, `code` and `message` are the plugin's own. */
export type PluginViolation = CodedError;

/** A value that a hook may bind to a placeholder. */
export type HookParam = string | number | bigint | Buffer | null;

/** Which tuples of values are asked for: do rows of `table` exist in which `columns` have them? */
export interface RowLookup {
  readonly table: string;
  readonly columns: readonly string[];
  /** One tuple per question, values in the order of `columns`, as JSON has them. */
  readonly values: readonly (readonly JsonValue[])[];
  /** Per question a value of `column` that a row must not have to count: the record that asks is not its own double. */
  readonly except?: { readonly column: string; readonly values: readonly JsonValue[] };
}

/** Reads and writes inside the transaction that is under way. Values are bound, never part of the text. */
export interface HookTransaction {
  /** Rows by column name, values as text, bytes or null: `SELECT name FROM spy_store WHERE id_store = ?`. */
  query(sql: string, params: readonly HookParam[]): Promise<readonly Record<string, string | Buffer | null>[]>;
  /** A statement without a result. */
  execute(sql: string, params: readonly HookParam[]): Promise<{ readonly affectedRows: number }>;
  /**
   * Which tuples exist, in the order of the questions, as the columns' own collations compare. Names are looked up byte
   * for byte in the catalogue and values are converted to the column's type; a value that the column cannot hold, and null,
   * is in no row. Throws for a table or column that is not there, and for tables that nobody may see (credentials, own and
   * system tables).
   */
  lookup(lookup: RowLookup): Promise<readonly boolean[]>;
}

type Violations = MaybePromise<readonly PluginViolation[] | void>;

/** Hooks with the context that `Context` names; each is called once per table of a request with all rows of that table. */
interface HooksWith<Context> {
  /** Before any check: change what came in. */
  transformInput(ctx: Context, records: readonly InputRecord[]): MaybePromise<void>;
  /** Together with the built-in checks: report violations. Reads see what is committed, not the request's own rows. */
  validate(ctx: Context, records: readonly InputRecord[], tx: HookTransaction): Violations;
  /** The contract's post-create (`create`) and post-update (`update`, `replace`): inside the transaction. */
  afterWrite(ctx: Context, rows: readonly WrittenRow[], tx: HookTransaction): Violations;
  /** Inside the transaction, before rows are deleted. */
  beforeDelete(ctx: Context, rows: readonly WrittenRow[], tx: HookTransaction): Violations;
  /** Inside the transaction, after rows were deleted. */
  afterDelete(ctx: Context, rows: readonly WrittenRow[], tx: HookTransaction): Violations;
  /** After the commit; a failure is logged and never undoes the write. */
  afterCommit(ctx: Context, rows: readonly WrittenRow[]): MaybePromise<void>;
  /** Before records are answered (reads and writes): change what goes out. */
  transformRecords(ctx: Context, records: readonly Record<string, JsonValue>[]): MaybePromise<void>;
}

/** The hooks that a plugin may have; implement those that it needs. */
export type PluginHooks<Settings = unknown> = Partial<HooksWith<PluginContext<Settings>>>;

/** The names of all hooks. */
export const HOOK_NAMES = [
  'transformInput',
  'validate',
  'afterWrite',
  'beforeDelete',
  'afterDelete',
  'afterCommit',
  'transformRecords',
] as const satisfies readonly (keyof HooksWith<never>)[];
export type HookName = (typeof HOOK_NAMES)[number];

/** The hooks at work for one endpoint, in order; every list is empty when there is none, so that callers may skip work. */
export type HooksOfEntity = {
  readonly [Name in HookName]: readonly HooksWith<HookContext>[Name][];
} & {
  /** Whether `WrittenRow.before` is wanted. */
  readonly needsBefore: boolean;
};
