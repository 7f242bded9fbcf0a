import type { Column, ColumnType } from '@dx/schema-catalogue';

/** A column as a statement names it. */
export interface NamedColumn {
  readonly column: Column;
  /** Quoted, with its table where the statement needs it. */
  readonly quoted: string;
}

/**
 * The condition that two columns hold the same value, as included records are matched: texts to the letter, whatever a
 * collation says, and values of unlike types by their texts.
 * Why not always `a = b`: MySQL refuses to compare columns of two collations, holds `de` to equal `DE`, and compares a
 * number with a text as floats, so that 1 equals `1abc`.
 */
export function compileJoin(left: NamedColumn, right: NamedColumn): string {
  const plain = `${left.quoted} = ${right.quoted}`;
  const alike = familyOf(left.column.type) === familyOf(right.column.type);
  if (!isCollated(left.column) && !isCollated(right.column)) {
    return alike ? plain : `CAST(${left.quoted} AS CHAR) = CAST(${right.quoted} AS CHAR)`;
  }
  if (!alike || left.column.collation !== right.column.collation) return `${asBytes(left)} = ${asBytes(right)}`;
  if (left.column.collation?.endsWith('_bin') === true) return plain;
  // Why both: the first can use an index, the second is exact.
  return `${plain} AND CAST(${left.quoted} AS BINARY) = CAST(${right.quoted} AS BINARY)`;
}

/** Whether a collation decides what equals the column's values; never so on a database that has none. */
export function isCollated({ collation }: Column): boolean {
  return collation !== null;
}

function asBytes({ quoted }: NamedColumn): string {
  return `CAST(CONVERT(${quoted} USING utf8mb4) AS BINARY)`;
}

function familyOf({ kind }: ColumnType): string {
  switch (kind) {
    case 'integer':
    case 'boolean':
    case 'decimal':
    case 'float':
    case 'year':
      return 'number';
    case 'date':
    case 'datetime':
      return 'date';
    case 'text':
    case 'enum':
    case 'set':
      return 'text';
    case 'time':
    case 'json':
    case 'uuid':
    case 'binary':
    case 'bit':
    case 'unsupported':
      return kind;
  }
}
