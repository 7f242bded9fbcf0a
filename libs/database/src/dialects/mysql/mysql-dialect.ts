import type { Dialect } from '../../dialect.js';
import { compileUpdateMany } from './compile-update-many.js';

/** Server features that change how SQL is written. */
export interface MysqlFeatures {
  /** MariaDB ≥ 10.5. */
  readonly returning: boolean;
  /** MariaDB ≥ 10.3: `VALUES (…),(…)` as a table. */
  readonly tableValues: boolean;
}

/** The dialect of MySQL and MariaDB. */
export function mysqlDialect(features: MysqlFeatures): Dialect {
  return {
    name: 'mysql',
    quote: quoteMysql,
    returning: features.returning,
    // A trigger cannot change the table that it works for.
    returningIsFinal: true,
    // Values travel inside the text, so this only bounds the text's size.
    maxParams: 60_000,
    forUpdate: ' FOR UPDATE',
    // Why not a `_bin` collation: most of them ignore blanks at the end.
    exactText: (column) => `CAST(CONVERT(${column} USING utf8mb4) AS BINARY) = CAST(? AS BINARY)`,
    insertDefaults: ' () VALUES ()',
    onDuplicateUpdate: (_keys, columns) =>
      ` ON DUPLICATE KEY UPDATE ${columns.map((column) => `${column}=VALUES(${column})`).join(',')}`,
    updateMany: (update) => compileUpdateMany(update, features.tableValues),
  };
}

/** Quotes a name in backticks. */
export function quoteMysql(identifier: string): string {
  if (identifier.includes('\0')) throw new Error('an identifier must not contain a NUL byte');
  return `\`${identifier.replaceAll('`', '``')}\``;
}
