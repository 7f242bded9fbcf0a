import type { CodedError } from '@dx/kernel';

/** A value of a row that a harness stores. */
export type HarnessValue = string | number | null;

/** A stored row by column name; values are the database's own texts. */
export type HarnessRow = Readonly<Record<string, string | Buffer | null>>;

/** What a harness is made of. */
export interface PluginHarnessOptions {
  /** SQL that makes the tables (SQLite); statements end with `;` at the end of a line. */
  readonly tables: string | readonly string[];
  /** One configuration or several, as in an installer file. Without `plugins` in it, the plugin works on every endpoint. */
  readonly configuration: unknown;
  /** The plugin's settings where a configuration has no `plugins`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Rows by table that are there before the first request. */
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, HarnessValue>>[]>>;
  /** False: each record stands for itself, as with `X-Is-Transactional: false`. Default true. */
  readonly atomic?: boolean;
  /** TypeORM migrations of tables that the plugin brings. */
  readonly migrations?: readonly unknown[];
}

/** The answer of the pipeline: what a client would read. */
export interface HarnessAnswer {
  readonly status: number;
  /** The `data` of the answer: a list of records, or one; null for errors and deletions. */
  readonly data: unknown;
  readonly errors: readonly CodedError[];
}

/** Requests to the real pipeline, and a look into its database. */
export interface PluginHarness {
  /** POST: `data` is the list of records. */
  create(alias: string, data: unknown): Promise<HarnessAnswer>;
  /** PATCH of one record by id, or of the collection. */
  update(alias: string, data: unknown, id?: string | null): Promise<HarnessAnswer>;
  /** PUT, the same. */
  replace(alias: string, data: unknown, id?: string | null): Promise<HarnessAnswer>;
  /** DELETE of one record. */
  remove(alias: string, id: string): Promise<HarnessAnswer>;
  get(alias: string, id: string): Promise<HarnessAnswer>;
  list(alias: string): Promise<HarnessAnswer>;
  /** Rows of a SELECT. */
  rows(sql: string, params?: readonly HarnessValue[]): Promise<readonly HarnessRow[]>;
  /** Ends it and removes its database. */
  close(): Promise<void>;
}
