/** A value bound to a placeholder. Exact numbers travel as strings; nothing else ever reaches a statement's text. */
export type SqlParam = string | number | bigint | boolean | Buffer | null;

/** SQL text with `?` placeholders and the values bound to them, in order. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlParam[];
  /** Set where the text has one row of placeholders that stands for several. */
  readonly row?: RepeatedRow;
}

/**
 * The part of a statement's text, `sql.slice(from, to)`, that stands for `count` such parts with the separator in between.
 * Why the text has it only once: that of a thousand rows would be written and searched for placeholders anew each time.
 */
export interface RepeatedRow {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly separator: string;
}

/** The statement's complete text, with every placeholder. */
export function spellOut({ sql, row }: Statement): string {
  if (row === undefined) return sql;
  const part = sql.slice(row.from, row.to);
  return sql.slice(0, row.from) + part + (row.separator + part).repeat(row.count - 1) + sql.slice(row.to);
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
