import type { Operation, WrittenRow } from '@dx/plugin-registry';

/** What became of a row: a PUT that found none made one. Needs rows as they were before. */
export function operationOf(requested: Operation | 'read', row: WrittenRow): Exclude<Operation | 'read', 'read'> {
  if (requested === 'replace' && row.before === null) return 'create';
  return requested === 'read' ? 'update' : requested;
}
