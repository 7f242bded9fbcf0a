import type { Column } from '@dx/schema-catalogue';

/**
 * The placeholder for a value that is compared with the column.
 * Why not always `?`: a text beside a DECIMAL may be compared as a float, which makes neighbours of 17 digits equal, and
 * `0.1` as a double equals no FLOAT.
 */
export function placeholderOf(column: Column): string {
  const type = column.type;
  if (type.kind === 'decimal') return `CAST(? AS DECIMAL(${type.precision},${type.scale}))`;
  return type.kind === 'float' && !type.double ? 'CAST(? AS FLOAT)' : '?';
}
