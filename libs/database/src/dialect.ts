import type { SqlParam, Statement } from './statement.js';

/** The few points in which databases differ for the data plane; one implementation per database, in `dialects/`. */
export interface Dialect {
  readonly name: 'mysql' | 'sqlite';
  /** Quotes an identifier; throws on a name with a NUL byte. */
  quote(identifier: string): string;
  /** Whether `INSERT … RETURNING` hands back the stored rows (MariaDB ≥ 10.5, SQLite). */
  readonly returning: boolean;
  /** Whether what RETURNING hands back is what is stored after all triggers (on SQLite, AFTER triggers may change the row). */
  readonly returningIsFinal: boolean;
  /** Most placeholders in one statement. */
  readonly maxParams: number;
  /** Locks the selected rows for the rest of the transaction (` FOR UPDATE`), or an empty text. */
  readonly forUpdate: string;
  /** The condition that a text column holds exactly the bound text (one placeholder), whatever its collation holds to be equal. */
  exactText(column: string): string;
  /** What follows `INSERT INTO t` to insert one row of defaults only (` () VALUES ()`, ` DEFAULT VALUES`). */
  readonly insertDefaults: string;
  /**
   * What follows the VALUES of an INSERT so that a row whose key exists is updated: `columns` take the values that the
   * INSERT brings. All names are quoted. On MySQL any unique key decides, on SQLite only `keyColumns`; so use it only
   * where no other unique key can be hit.
   */
  onDuplicateUpdate(keyColumns: readonly string[], columns: readonly string[]): string;
  /**
   * Updates many rows of one table in one statement. `rows` all set the same columns; each row is addressed by its full
   * primary key. All names are already quoted. Placeholders only. A row number in a `DatabaseError` of this statement
   * means nothing: the server visits the rows in its own order.
   */
  updateMany(update: MultiRowUpdate): Statement;
}

/** A set-based UPDATE: row i sets `columns` to `rows[i].values` where `keyColumns` equal `rows[i].key`. */
export interface MultiRowUpdate {
  readonly table: string;
  /** The quoted name of the key's index; absent where the database has no name for it. */
  readonly keyIndex?: string;
  readonly keyColumns: readonly QuotedColumn[];
  readonly columns: readonly QuotedColumn[];
  readonly rows: readonly { readonly key: readonly SqlParam[]; readonly values: readonly SqlParam[] }[];
}

/** A quoted column with its declared type; the type decides how a key is compared. */
export interface QuotedColumn {
  readonly quoted: string;
  /** As the database spells it (the catalogue's `declaredType`): `bigint(20) unsigned`, `decimal(20,10)`, `varchar(255)`. */
  readonly sqlType: string;
  /** Of a text column: its character set and collation, so that keys are compared by them; absent means utf8mb4. */
  readonly charset?: string | null;
  readonly collation?: string | null;
}
