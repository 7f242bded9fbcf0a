/** What a column can hold, independent of the database's spelling. */
export type ColumnType =
  | { readonly kind: 'integer'; readonly bits: 8 | 16 | 24 | 32 | 64; readonly unsigned: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number; readonly unsigned: boolean }
  | { readonly kind: 'float'; readonly double: boolean; readonly unsigned: boolean }
  /** `length` in characters; null = no limit that matters. `maxBytes` for TEXT family types. */
  | { readonly kind: 'text'; readonly length: number | null; readonly maxBytes: number | null }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'set'; readonly values: readonly string[] }
  | { readonly kind: 'date' }
  /** `fraction`: digits of a second; `timestamp`: stored as UTC by the server. */
  | { readonly kind: 'datetime'; readonly fraction: number; readonly timestamp: boolean }
  | { readonly kind: 'time'; readonly fraction: number }
  | { readonly kind: 'year' }
  | { readonly kind: 'json' }
  | { readonly kind: 'uuid' }
  /** `length` in bytes; null = no limit that matters. `fixed`: BINARY(n), padded by the database. */
  | { readonly kind: 'binary'; readonly length: number | null; readonly fixed: boolean }
  | { readonly kind: 'bit'; readonly width: number }
  /** A type that cannot be offered (geometry, vector …). */
  | { readonly kind: 'unsupported'; readonly name: string };

/** A column's default: `none` (absent), a literal in text form, null, or an expression (`CURRENT_TIMESTAMP`, `uuid()`). */
export type ColumnDefault =
  | { readonly kind: 'none' }
  | { readonly kind: 'null' }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'expression'; readonly sql: string };

export interface Column {
  readonly name: string;
  /** 1-based place in the table. */
  readonly position: number;
  readonly type: ColumnType;
  /** The type as the database spells it (`decimal(10,2) unsigned`). */
  readonly declaredType: string;
  readonly nullable: boolean;
  readonly default: ColumnDefault;
  /** A computed column can be read, never written. */
  readonly generated: 'virtual' | 'stored' | null;
  readonly autoIncrement: boolean;
  /** The database sets it on every update (`ON UPDATE CURRENT_TIMESTAMP`). */
  readonly onUpdate: boolean;
  readonly comment: string;
  readonly charset: string | null;
  readonly collation: string | null;
}

export interface UniqueKey {
  readonly name: string;
  readonly columns: readonly string[];
  /** False when the key only covers a prefix of a column or an expression, so that it names no row by itself. */
  readonly whole: boolean;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
}

export interface Table {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly comment: string;
  /** The database's own estimate; null for views. */
  readonly rowsAbout: number | null;
  readonly columns: readonly Column[];
  readonly columnsByName: ReadonlyMap<string, Column>;
  /** Column names in key order; empty when the table has no primary key. */
  readonly primaryKey: readonly string[];
  readonly uniqueKeys: readonly UniqueKey[];
  readonly foreignKeys: readonly ForeignKey[];
  /** A view's SQL text; null for tables, and for a view whose text the account may not read. */
  readonly viewDefinition?: string | null;
}

/** All tables and views of the connected schema, by their exact name. */
export interface Catalogue {
  readonly tables: ReadonlyMap<string, Table>;
  /** When it was read. */
  readonly readAt: Date;
  /** Changes whenever the structure (not row counts) changes; a hash of it. */
  readonly fingerprint: string;
}
