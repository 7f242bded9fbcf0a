import type { ColumnDefault } from '../model.js';
import { tokenizeSql } from './tokenize-sql.js';

/** Reads `dflt_value` of SQLite's table pragmas: the SQL text of the DEFAULT clause, null without one. */
export function parseSqliteDefault(text: string | null, nullable: boolean): ColumnDefault {
  if (text === null) return nullable ? { kind: 'null' } : { kind: 'none' };
  if (/^[+-]?\s*(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    return { kind: 'literal', value: text.replace(/^\+|\s/g, '') };
  }
  switch (text.toUpperCase()) {
    case 'NULL':
      return { kind: 'null' };
    case 'TRUE':
      return { kind: 'literal', value: '1' };
    case 'FALSE':
      return { kind: 'literal', value: '0' };
  }
  const [only, ...rest] = tokenizeSql(text, { backslash: false });
  // Why also a quoted name: SQLite takes "x" for a text where no column of that name is in sight.
  if (only !== undefined && rest.length === 0 && (only.kind === 'string' || only.kind === 'name')) {
    return { kind: 'literal', value: only.text };
  }
  return { kind: 'expression', sql: text };
}
