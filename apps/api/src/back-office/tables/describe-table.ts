import type { Catalogue, Column, ForeignKey, Table } from '@dx/schema-catalogue';
import type { ColumnAnswer, ForeignKeyAnswer, ReferenceAnswer, TableDetailAnswer } from './table.dto.js';

type Structure = Pick<TableDetailAnswer, 'columns' | 'uniqueKeys' | 'foreignKeys' | 'referencedBy'>;

/** The structure of a table: its columns and keys, and the foreign keys of other tables that lead to it. */
export function describeTable(table: Table, { tables }: Catalogue): Structure {
  return {
    columns: table.columns.map(describeColumn),
    uniqueKeys: table.uniqueKeys.map(({ name, columns, whole }) => ({ name, columns, whole })),
    foreignKeys: table.foreignKeys.map(describeForeignKey),
    referencedBy: [...tables.values()].flatMap((other) =>
      other.foreignKeys
        .filter(({ referencedTable }) => referencedTable === table.name)
        .map((key): ReferenceAnswer => ({ table: other.name, ...describeForeignKey(key) })),
    ),
  };
}

function describeColumn(column: Column): ColumnAnswer {
  return {
    name: column.name,
    kind: column.type.kind,
    declaredType: column.declaredType,
    nullable: column.nullable,
    default: describeDefault(column.default),
    generated: column.generated,
    autoIncrement: column.autoIncrement,
    onUpdate: column.onUpdate,
    comment: column.comment,
    collation: column.collation,
  };
}

/** A default as people write it in SQL; null when there is none. */
function describeDefault(value: Column['default']): string | null {
  switch (value.kind) {
    case 'none':
      return null;
    case 'null':
      return 'NULL';
    case 'literal':
      return `'${value.value}'`;
    case 'expression':
      return value.sql;
  }
}

function describeForeignKey(key: ForeignKey): ForeignKeyAnswer {
  return {
    name: key.name,
    columns: key.columns,
    referencedTable: key.referencedTable,
    referencedColumns: key.referencedColumns,
    onDelete: key.onDelete,
    onUpdate: key.onUpdate,
  };
}
