import type { ForeignKey, Table } from '@dx/schema-catalogue';
import type { ChildRelation } from '../model/definition.js';
import { findKeyColumns } from '../compile/find-key-columns.js';
import { findJunctions, toThrough } from './find-junctions.js';
import type { FoundJunction } from './find-junctions.js';
import { camelCase, pluralizeLast, singularizeLast } from './inflect-words.js';
import { aliasOfTable, freeName, splitWords, wordsOfTable } from './suggest-alias.js';
import type { SuggestedRelation, SuggestionContext } from './table-suggestion.js';

/**
 * Suggests a relation for each foreign key that leaves the table or arrives at it, and for each junction table between it
 * and another; names are unique and no field's.
 */
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
  const tables = [...context.tables.values()].filter(({ name }) => context.isDenied?.(name) !== true);
  const tableOf = (name: string): Table | undefined =>
    context.isDenied?.(name) === true ? undefined : context.tables.get(name);
  for (const { child, key } of keysInto(table, tables)) {
    add(nameOfChildren(table, child, key, context), (name) => toMany(name, table, child, key, context));
  }
  for (const key of table.foreignKeys) {
    const parent = tableOf(key.referencedTable);
    if (parent === undefined) continue;
    add(nameOfParent(key, parent, context), (name) => toOne(name, parent, key, context));
  }
  const junctions = findJunctions(table, tables, tableOf);
  for (const found of junctions) {
    add(nameOfLinked(table, found, junctions, context), (name) => manyToMany(name, table, found, context));
  }
  return suggestions;
}

interface ArrivingKey {
  readonly child: Table;
  readonly key: ForeignKey;
}

function keysInto(table: Table, tables: readonly Table[]): ArrivingKey[] {
  return tables.flatMap((child) =>
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

function manyToMany(name: string, table: Table, found: FoundJunction, context: SuggestionContext): SuggestedRelation {
  const { junction, child, toParent, toChild, key, writable } = found;
  const isEditable = writable && findKeyColumns(child).length > 0;
  const readOnly = writable ? '' : ' For reading only: it has further columns that need a value.';
  return {
    relation: { ...relationTo(name, child, isEditable, [], context), through: toThrough(found) },
    kind: 'many-to-many',
    childTable: child.name,
    childConfigured: isConfigured(child, context),
    foreignKey: toChild.name,
    reason: `Junction ${junction.name}: its ${key} is made of the foreign keys ${toParent.name} to ${table.name} and ${toChild.name} to ${child.name}.${readOnly}`,
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

/** `productCategories`; with the junction's name behind it when there are several to the same table. */
function nameOfLinked(
  table: Table,
  { junction, child, toChild }: FoundJunction,
  all: readonly FoundJunction[],
  context: SuggestionContext,
): string {
  const children = pluralizeLast(wordsOfTable(child.name, context.tablePrefixes));
  if (child.name === table.name) return camelCase(['linked', ...children, 'by', ...roleOf(toChild)]);
  const name = camelCase([...singularizeLast(wordsOfTable(table.name, context.tablePrefixes)), ...children]);
  const siblings = all.filter((other) => other.child === child);
  return siblings.length > 1
    ? `${name}Through${camelCase(['', ...wordsOfTable(junction.name, context.tablePrefixes)])}`
    : name;
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
