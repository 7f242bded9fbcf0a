import type { Dialect } from '@dx/database';
import type { Column, Table } from '@dx/schema-catalogue';
import type { PinnedColumn } from '../model/column-pins.js';
import type { StoredConfiguration } from '../model/definition.js';
import type { Entity, Field, Relation } from '../model/snapshot.js';
import { fieldObstacle } from '../checks/field-obstacle.js';
import { compileField } from './compile-field.js';
import { findKeyColumns, isUnique } from './find-key-columns.js';

/** An entity whose relations are still being added. */
export interface EntityDraft {
  readonly entity: Entity;
  readonly relations: Map<string, Relation>;
}

/**
 * Compiles one configuration over its table, without relations. Fields that cannot work are left out (the checks report
 * them); null when the identifier is among them.
 */
export function compileEntity(
  stored: StoredConfiguration,
  table: Table,
  dialect: Pick<Dialect, 'quote'>,
  pinned?: ReadonlyMap<string, PinnedColumn>,
): EntityDraft | null {
  const fieldsAsDefined = compileFields(stored, table, dialect, pinned);
  const fieldsByColumn = new Map(fieldsAsDefined.map((field) => [field.column.name, field]));
  const identifier = fieldsByColumn.get(stored.definition.identifier);
  if (identifier === undefined) return null;
  const keyColumns = findKeyColumns(table);
  const identifierUnique = isUnique(table, [identifier.column.name]);
  const relations = new Map<string, Relation>();
  const entity: Entity = {
    configurationId: stored.id,
    alias: stored.tableAlias,
    table,
    quotedTable: dialect.quote(table.name),
    identifier,
    identifierUnique,
    keyFields:
      identifierUnique || !keyColumns.includes(identifier.column)
        ? []
        : fieldsAsDefined.filter(
            (field) => field !== identifier && !field.editable && keyColumns.includes(field.column),
          ),
    keyColumns,
    keyQuoted: keyColumns.map((column) => dialect.quote(column.name)),
    writable: keyColumns.length > 0,
    deletable: stored.definition.isDeletable === true,
    fields: [...fieldsAsDefined].sort((left, right) => left.column.position - right.column.position),
    fieldsAsDefined,
    fieldsByName: new Map(fieldsAsDefined.map((field) => [field.name, field])),
    fieldsByColumn,
    relations,
    createdAt: timestampColumn(table, 'created_at'),
    updatedAt: timestampColumn(table, 'updated_at'),
    plugins: stored.plugins ?? [],
  };
  return { entity, relations };
}

/**
 * The fields that can work, in the definition's order. Why filters: of two fields over one column the later definition
 * counts, and of two fields with one visible name the later column, as the original answers.
 */
function compileFields(
  stored: StoredConfiguration,
  table: Table,
  dialect: Pick<Dialect, 'quote'>,
  pinned: ReadonlyMap<string, PinnedColumn> | undefined,
): readonly Field[] {
  const byColumn = new Map<string, Field>();
  for (const definition of stored.definition.fields) {
    const column = table.columnsByName.get(definition.fieldName);
    if (column === undefined || fieldObstacle(definition, column, pinned?.get(column.name)) !== null) continue;
    byColumn.delete(column.name);
    byColumn.set(column.name, compileField(definition, column, dialect));
  }
  const byName = new Map<string, Field>();
  for (const field of byColumn.values()) {
    const same = byName.get(field.name);
    if (same === undefined || same.column.position < field.column.position) byName.set(field.name, field);
  }
  return [...byColumn.values()].filter((field) => byName.get(field.name) === field);
}

function timestampColumn(table: Table, name: string): Column | null {
  const column = table.columnsByName.get(name);
  if (column === undefined || table.kind === 'view' || column.generated !== null) return null;
  return column.type.kind === 'datetime' || column.type.kind === 'date' ? column : null;
}
