/** What a column of the sample shop holds; each database spells it its own way. */
export type SampleType =
  /** The generated key of a table; `big`: BIGINT where the database tells them apart. */
  | { readonly kind: 'id'; readonly big: boolean }
  | { readonly kind: 'integer'; readonly big: boolean }
  | { readonly kind: 'text'; readonly length: number | null }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'json' }
  | { readonly kind: 'binary'; readonly length: number };

export interface SampleColumn {
  readonly name: string;
  readonly type: SampleType;
  readonly nullable: boolean;
  /** SQL text of the default, the same in all databases; null = none. */
  readonly defaultSql: string | null;
  readonly comment: string;
}

export interface SampleKey {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A foreign key; deleting the row that it points at deletes the own row (`cascade`) or is refused. */
export interface SampleReference {
  readonly name: string;
  readonly column: string;
  readonly table: string;
  readonly target: string;
  readonly cascade: boolean;
}

export interface SampleTable {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly SampleColumn[];
  readonly primaryKey: readonly string[];
  readonly uniqueKeys: readonly SampleKey[];
  readonly references: readonly SampleReference[];
}

export interface SampleView {
  readonly name: string;
  /** The SELECT, the same in all databases. */
  readonly select: string;
  readonly columns: readonly SampleColumn[];
}

/** Longest identifier that MySQL takes. */
const NAME_LENGTH_MAX = 64;

export const id = (big = false): SampleType => ({ kind: 'id', big });
export const int = (): SampleType => ({ kind: 'integer', big: false });
export const bigint = (): SampleType => ({ kind: 'integer', big: true });
export const varchar = (length: number): SampleType => ({ kind: 'text', length });
export const text = (): SampleType => ({ kind: 'text', length: null });
export const boolean = (): SampleType => ({ kind: 'boolean' });
export const decimal = (precision: number, scale: number): SampleType => ({ kind: 'decimal', precision, scale });
export const date = (): SampleType => ({ kind: 'date' });
export const timestamp = (): SampleType => ({ kind: 'timestamp' });
export const words = (...values: string[]): SampleType => ({ kind: 'enum', values });
export const json = (): SampleType => ({ kind: 'json' });
export const binary = (length: number): SampleType => ({ kind: 'binary', length });

/** A column that must have a value; with a default it need not be sent. */
export function column(name: string, type: SampleType, comment = '', defaultSql: string | null = null): SampleColumn {
  return { name, type, nullable: false, defaultSql, comment };
}

/** A column that may be null. */
export function optional(name: string, type: SampleType, comment = ''): SampleColumn {
  return { name, type, nullable: true, defaultSql: null, comment };
}

/** When a row was made and changed last; kept by whoever writes it. */
export function times(): SampleColumn[] {
  return [optional('created_at', timestamp()), optional('updated_at', timestamp())];
}

/** What a table says beside its columns. */
interface TableParts {
  readonly comment: string;
  /** Default: the column of kind `id`. */
  readonly primaryKey?: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  /** `fk_country → spy_country.id_country`; a `!` at the end: deleted together with the row it points at. */
  readonly references?: readonly string[];
}

/** Describes a table; keys are named as Spryker's installer names them (`spy_tax_rate-fk_country`). */
export function table(name: string, columns: readonly SampleColumn[], parts: TableParts): SampleTable {
  const generated = columns.filter((one) => one.type.kind === 'id').map((one) => one.name);
  return {
    name,
    comment: parts.comment,
    columns,
    primaryKey: parts.primaryKey ?? generated,
    uniqueKeys: (parts.unique ?? []).map((names) => ({ name: uniqueName(name, names), columns: names })),
    references: (parts.references ?? []).map((reference) => parseReference(name, reference)),
  };
}

function uniqueName(tableName: string, columns: readonly string[]): string {
  const last = columns[columns.length - 1] ?? '';
  const name = columns.length === 1 ? `${tableName}-${last}` : `${tableName}-unique-${last}`;
  return name.length <= NAME_LENGTH_MAX ? name : `${tableName}-unique`;
}

function parseReference(tableName: string, reference: string): SampleReference {
  const match = /^(\w+) → (\w+)\.(\w+)(!?)$/.exec(reference);
  if (match === null) throw new Error(`not a reference: ${reference}`);
  const [, own = '', target = '', targetColumn = '', cascade] = match;
  return { name: `${tableName}-${own}`, column: own, table: target, target: targetColumn, cascade: cascade === '!' };
}
