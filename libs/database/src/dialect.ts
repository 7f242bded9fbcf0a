import type { Statement } from './statement.js';

/** The few points in which databases differ for the data plane; one implementation per database, in `dialects/`. */
export interface Dialect {
  readonly name: 'mysql' | 'sqlite';
  /** Quotes an identifier; throws on a name with a NUL byte. */
  quote(identifier: string): string;
  /** Whether `INSERT … RETURNING` hands back the stored rows (MariaDB ≥ 10.5, SQLite). */
  readonly returning: boolean;
  /** Most placeholders in one statement. */
  readonly maxParams: number;
  /** Locks the selected rows for the rest of the transaction (` FOR UPDATE`), or an empty text. */
  readonly forUpdate: string;
  /** Whether a comparison of text columns must be made case-sensitive by the caller; see `README.md`. */
  readonly insertDefaults: string;
  /**
   * Updates many rows of one table in one statement. `rows` all set the same columns; each row is addressed by its full
   * primary key. All names are already quoted. Placeholders only.
   */
  updateMany(update: MultiRowUpdate): Statement;
}

/** A set-based UPDATE: row i sets `columns` to `rows[i].values` where `keyColumns` equal `rows[i].key`. */
export interface MultiRowUpdate {
  readonly table: string;
  readonly keyColumns: readonly QuotedColumn[];
  readonly columns: readonly QuotedColumn[];
  readonly rows: readonly { readonly key: readonly SqlText[]; readonly values: readonly SqlText[] }[];
}

/** A quoted column with the SQL type that its values are cast to inside a derived table. */
export interface QuotedColumn {
  readonly quoted: string;
  /** For example `BIGINT`, `DECIMAL(20,10)`, `VARCHAR(255) CHARACTER SET utf8mb4`; from the catalogue's column. */
  readonly sqlType: string;
}

type SqlText = Statement['params'][number];
