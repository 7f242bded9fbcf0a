/** A value bound to a placeholder. Exact numbers travel as strings; nothing else ever reaches a statement's text. */
export type SqlParam = string | number | bigint | boolean | Buffer | null;

/** SQL text with `?` placeholders and the values bound to them, in order. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlParam[];
}

/**
 * A value as every dialect hands it out: the database's own text (`"19.00"`, `"9007199254740993"`), bytes for binary
 * columns, or null. Never a float, never a Date.
 */
export type SqlValue = string | Buffer | null;

/** A row by position, in the order of the select list. */
export type SqlRow = readonly SqlValue[];

/** Rows of a statement whose columns only the database knows. */
export interface NamedRows {
  readonly names: readonly string[];
  readonly rows: readonly SqlRow[];
}

/** What a statement that returns no rows did. */
export interface WriteResult {
  /** Rows found by the statement (also those whose values did not change). */
  readonly affectedRows: number;
  /**
   * The generated key of a single-row insert as text, on MySQL also the first one of a multi-row insert; null when there
   * is none. Where `Dialect.returning` is true, `RETURNING` says more.
   */
  readonly insertId: string | null;
}
