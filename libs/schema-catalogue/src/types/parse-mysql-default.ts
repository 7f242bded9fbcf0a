import type { ColumnDefault, ColumnType } from '../model.js';
import { tokenizeSql } from './tokenize-sql.js';

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const NOW = /^(current_timestamp|now|localtime|localtimestamp)\b/i;

/**
 * Reads `COLUMN_DEFAULT` of MariaDB ≥ 10.2.7, which is SQL text: `'it''s'`, `5`, `b'1'`, `uuid()`, `NULL`;
 * a database null means that the column has no default.
 */
export function parseMariadbDefault(text: string | null): ColumnDefault {
  if (text === null) return { kind: 'none' };
  if (text.toUpperCase() === 'NULL') return { kind: 'null' };
  if (NUMBER.test(text)) return { kind: 'literal', value: text };
  const bits = readBits(text);
  if (bits !== null) return { kind: 'literal', value: bits };
  const [only, ...rest] = tokenizeSql(text, { backslash: true });
  if (only?.kind === 'string' && rest.length === 0) return { kind: 'literal', value: only.text };
  return { kind: 'expression', sql: text };
}

/**
 * Reads `COLUMN_DEFAULT` of MySQL, which is a bare text; only `EXTRA` tells an expression from a literal.
 * A database null means NULL where the column takes it, and no default where it does not.
 */
export function parseMysqlDefault(
  text: string | null,
  column: { readonly nullable: boolean; readonly extra: string; readonly type: ColumnType },
): ColumnDefault {
  if (text === null) return column.nullable ? { kind: 'null' } : { kind: 'none' };
  if (/\bDEFAULT_GENERATED\b/i.test(column.extra)) return { kind: 'expression', sql: text };
  // Why: before 8.0.13 the word DEFAULT_GENERATED did not exist; a date column's default is a date or this.
  if (column.type.kind === 'datetime' && NOW.test(text)) return { kind: 'expression', sql: text };
  if (column.type.kind === 'binary' && /^0x/i.test(text)) return { kind: 'expression', sql: text };
  return { kind: 'literal', value: readBits(text) ?? text };
}

/** `b'101'` as decimal digits; null for another text. */
function readBits(text: string): string | null {
  const digits = /^b'([01]+)'$/i.exec(text)?.[1];
  return digits === undefined ? null : BigInt(`0b${digits}`).toString();
}
