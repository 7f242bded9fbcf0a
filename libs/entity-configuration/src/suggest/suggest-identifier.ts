import type { Column, Table } from '@dx/schema-catalogue';
import { findKeyColumns } from '../compile/find-key-columns.js';

/** Which column names a record in the URL, and why. */
export interface IdentifierSuggestion {
  readonly column: Column | null;
  readonly reason: string;
  /** Why rows cannot be written; null when they can. */
  readonly readOnlyReason: string | null;
}

/** Chooses the identifier among the columns that clients can see. */
export function suggestIdentifier(table: Table, offered: readonly Column[]): IdentifierSuggestion {
  const key = findKeyColumns(table);
  const readOnlyReason = whyReadOnly(table, key);
  const single = singleKey(table, offered);
  if (single !== null) return { ...single, readOnlyReason };
  const part = key.find((column) => offered.includes(column));
  if (part !== undefined) {
    const names = key.map((column) => column.name).join(', ');
    const reason = `The key has ${key.length} columns (${names}); a path can name only one. PATCH and PUT find a record by the whole key in the body, DELETE by filters on its fields.`;
    return { column: ownKeyPart(table, key, offered) ?? part, reason, readOnlyReason };
  }
  const guess = guessIdentifier(offered);
  const reason =
    guess === null ? 'No column can be offered.' : `No key: ${guess.name} is the column that looks most like one.`;
  return { column: guess, reason, readOnlyReason };
}

function singleKey(table: Table, offered: readonly Column[]): Pick<IdentifierSuggestion, 'column' | 'reason'> | null {
  if (table.kind === 'view') return null;
  const [primary, ...more] = table.primaryKey;
  const column = offered.find(({ name }) => name === primary);
  if (column !== undefined && more.length === 0) return { column, reason: 'It is the primary key.' };
  const unique = table.uniqueKeys
    .filter((key) => key.whole && key.columns.length === 1)
    .flatMap((key) => offered.filter(({ name, nullable }) => name === key.columns[0] && !nullable));
  const [first] = unique;
  return first === undefined ? null : { column: first, reason: 'It is unique and never null.' };
}

/** The first key column that is no foreign key: it tells rows apart better than the parent that they belong to. */
function ownKeyPart(table: Table, key: readonly Column[], offered: readonly Column[]): Column | undefined {
  const references = new Set(table.foreignKeys.flatMap((foreignKey) => foreignKey.columns));
  return key.find((column) => offered.includes(column) && !references.has(column.name));
}

function guessIdentifier(offered: readonly Column[]): Column | null {
  const named =
    offered.find(({ name }) => /^id(_|$)/i.test(name)) ?? offered.find(({ name }) => /_id$|uuid/i.test(name));
  const integer = offered.find(({ type, nullable }) => type.kind === 'integer' && !nullable);
  return named ?? integer ?? offered[0] ?? null;
}

function whyReadOnly(table: Table, key: readonly Column[]): string | null {
  if (table.kind === 'view') return 'A view can be read, not written.';
  return key.length === 0
    ? 'The table has no primary key and no unique key of NOT NULL columns, so no single row can be addressed.'
    : null;
}
