import type { SqlParam, SqlValue } from '@dx/database';
import type { Column } from '@dx/schema-catalogue';

/**
 * A column's value as one text, the same for what the database prints and for what is bound to it (`1.50` and `1.5`,
 * `DE` stays `DE`: letter case is the collation's business).
 */
export function textOfValue({ type }: Column, value: SqlValue | SqlParam): string {
  if (value === null) return '';
  if (Buffer.isBuffer(value)) return value.toString('latin1');
  if (typeof value === 'boolean') return value ? '1' : '0';
  const text = String(value);
  switch (type.kind) {
    case 'decimal':
    case 'float':
    case 'datetime':
    case 'time':
      return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
    case 'uuid':
      return text.toLowerCase().replaceAll('-', '');
    case 'integer':
      return /^-?0\d/.test(text) ? String(BigInt(text)) : text;
    default:
      return text;
  }
}

/** Whether two values of a column have the same text. */
export function sameValue(column: Column, left: SqlValue | SqlParam, right: SqlValue | SqlParam): boolean {
  return textOfValue(column, left) === textOfValue(column, right);
}
