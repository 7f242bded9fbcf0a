import type { Table } from '@dx/schema-catalogue';
import { findKeyColumns } from '../compile/find-key-columns.js';
import { aliasOfTable, freeName } from './suggest-alias.js';
import { suggestField } from './suggest-field.js';
import type { FieldSuggestion } from './suggest-field.js';
import { suggestIdentifier } from './suggest-identifier.js';
import { suggestRelations } from './suggest-relations.js';
import type { LeftOutColumn, SuggestionContext, SuggestionReason, TableSuggestion } from './table-suggestion.js';

/**
 * Suggests a complete configuration for a table: saved as it is, it works. Whether the table may be configured at all is
 * not asked here. The same table and context always give the same suggestion.
 */
export function suggestConfiguration(table: Table, context: SuggestionContext): TableSuggestion {
  const offered = table.columns.filter((column) => column.type.kind !== 'unsupported');
  const identifier = suggestIdentifier(table, offered);
  const { fields, leftOut } = suggestFields(table, identifier.readOnlyReason);
  const wanted = aliasOfTable(table.name, context.tablePrefixes);
  const tableAlias = freeName(wanted, (alias) => context.takenAliases.has(alias));
  return {
    configuration: {
      tableName: table.name,
      tableAlias,
      isActive: true,
      definition: {
        identifier: identifier.column?.name ?? '',
        isDeletable: false,
        fields: fields.map(({ field }) => field),
      },
      childRelations: [],
    },
    reasons: [
      { path: 'tableAlias', reason: aliasReason(table.name, wanted, tableAlias) },
      { path: 'definition.identifier', reason: identifier.reason },
      { path: 'definition.isDeletable', reason: identifier.readOnlyReason ?? 'Off until somebody wants it.' },
      ...fields.flatMap(fieldReasons),
    ],
    readOnlyReason: identifier.readOnlyReason,
    leftOut,
    suggestedRelations: suggestRelations(table, context, new Set(fields.map(({ field }) => field.fieldVisibleName))),
  };
}

function suggestFields(
  table: Table,
  readOnlyReason: string | null,
): { readonly fields: readonly FieldSuggestion[]; readonly leftOut: readonly LeftOutColumn[] } {
  const takenNames = new Set<string>();
  const keyColumns = new Set(findKeyColumns(table).map((column) => column.name));
  const fields: FieldSuggestion[] = [];
  const leftOut: LeftOutColumn[] = [];
  for (const column of table.columns) {
    const suggestion = suggestField(column, { table, keyColumns, readOnlyReason, takenNames });
    if (suggestion === null) {
      leftOut.push({ column: column.name, reason: `Columns of type ${column.declaredType} cannot be offered.` });
    } else {
      takenNames.add(suggestion.field.fieldVisibleName);
      fields.push(suggestion);
    }
  }
  return { fields, leftOut };
}

function fieldReasons({ reasons }: FieldSuggestion, index: number): SuggestionReason[] {
  return Object.entries(reasons).map(([property, reason]) => ({
    path: `definition.fields[${index}].${property}`,
    reason,
  }));
}

function aliasReason(tableName: string, wanted: string, alias: string): string {
  const from = `The plural of ${tableName}`;
  return alias === wanted ? `${from}, without the shop's prefix.` : `${from}; ${wanted} is taken already.`;
}
