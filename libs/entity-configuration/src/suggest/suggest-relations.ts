import type { ForeignKey, Table } from '@dx/schema-catalogue';
import type { ChildRelation } from '../model/definition.js';
import { findKeyColumns } from '../compile/find-key-columns.js';
import { camelCase, pluralizeLast, singularizeLast } from './inflect-words.js';
import { aliasOfTable, freeName, splitWords, wordsOfTable } from './suggest-alias.js';
import type { SuggestedRelation, SuggestionContext } from './table-suggestion.js';

/** Suggests a relation for each foreign key that leaves the table or arrives at it; names are unique and no field's. */
export function suggestRelations(
  table: Table,
  context: SuggestionContext,
  fieldNames: ReadonlySet<string>,
): SuggestedRelation[] {
  const taken = new Set(fieldNames);
  const suggestions: SuggestedRelation[] = [];
  const add = (name: string, suggestion: (name: string) => SuggestedRelation): void => {
    const free = freeName(name, (candidate) => taken.has(candidate), '');
    taken.add(free);
    suggestions.push(suggestion(free));
  };
  for (const { child, key } of keysInto(table, context.tables)) {
    add(nameOfChildren(table, child, key, context), (name) => toMany(name, table, child, key, context));
  }
  for (const key of table.foreignKeys) {
    const parent = context.tables.get(key.referencedTable);
    if (parent === undefined) continue;
    add(nameOfParent(key, parent, context), (name) => toOne(name, parent, key, context));
  }
  return suggestions;
}

interface ArrivingKey {
  readonly child: Table;
  readonly key: ForeignKey;
}

function keysInto(table: Table, tables: ReadonlyMap<string, Table>): ArrivingKey[] {
  return [...tables.values()].flatMap((child) =>
    child.foreignKeys.filter((key) => key.referencedTable === table.name).map((key) => ({ child, key })),
  );
}

function toMany(
  name: string,
  table: Table,
  child: Table,
  key: ForeignKey,
  context: SuggestionContext,
): SuggestedRelation {
  const mappings = key.columns.map((column, index) => ({
    childFieldName: column,
    parentFieldName: key.referencedColumns[index] ?? '',
  }));
  return {
    relation: relationTo(name, child, findKeyColumns(child).length > 0, mappings, context),
    kind: 'to-many',
    childTable: child.name,
    childConfigured: isConfigured(child, context),
    foreignKey: key.name,
    reason: `Foreign key ${key.name}: rows of ${child.name} point at ${table.name}.`,
  };
}

function toOne(name: string, parent: Table, key: ForeignKey, context: SuggestionContext): SuggestedRelation {
  const mappings = key.columns.map((column, index) => ({
    childFieldName: key.referencedColumns[index] ?? '',
    parentFieldName: column,
  }));
  return {
    // Why not editable: a nested write sets the child's column from the parent's, which here would be the child's own key.
    relation: relationTo(name, parent, false, mappings, context),
    kind: 'to-one',
    childTable: parent.name,
    childConfigured: isConfigured(parent, context),
    foreignKey: key.name,
    reason: `Foreign key ${key.name}: ${key.columns.join(', ')} points at one row of ${parent.name}; for reading only.`,
  };
}

function relationTo(
  name: string,
  child: Table,
  isEditable: boolean,
  relationFieldMappings: ChildRelation['relationFieldMappings'],
  context: SuggestionContext,
): ChildRelation {
  const tableAlias = context.aliasByTable?.get(child.name) ?? aliasOfTable(child.name, context.tablePrefixes);
  return { name, isEditable, childDynamicEntityConfiguration: { tableAlias }, relationFieldMappings };
}

function isConfigured(table: Table, context: SuggestionContext): boolean {
  return context.aliasByTable?.has(table.name) ?? false;
}

/** `countryTaxRates`; with the key's role behind it when the child points here more than once. */
function nameOfChildren(table: Table, child: Table, key: ForeignKey, context: SuggestionContext): string {
  const children = pluralizeLast(wordsOfTable(child.name, context.tablePrefixes));
  if (child.name === table.name) return camelCase(['child', ...children]);
  const name = camelCase([...singularizeLast(wordsOfTable(table.name, context.tablePrefixes)), ...children]);
  const siblings = child.foreignKeys.filter((other) => other.referencedTable === table.name);
  return siblings.length > 1 ? `${name}By${camelCase(['', ...roleOf(key)])}` : name;
}

/** `country` for `fk_country`, `billingAddress` for `fk_billing_address`. */
function nameOfParent(key: ForeignKey, parent: Table, context: SuggestionContext): string {
  const role = roleOf(key);
  const words = role.length > 0 ? role : singularizeLast(wordsOfTable(parent.name, context.tablePrefixes));
  return camelCase(words);
}

/** What the key's column says about the other row: its words without `fk` and `id`. */
function roleOf(key: ForeignKey): string[] {
  const [column] = key.columns;
  if (column === undefined || key.columns.length > 1) return [];
  return splitWords(column).filter((word) => word !== 'fk' && word !== 'id');
}
