import type { ColumnAnswer } from '../api/admin-api';

const FAMILIES: readonly (readonly string[])[] = [
  ['integer', 'decimal', 'float', 'boolean', 'bit', 'year'],
  ['text', 'enum', 'set', 'uuid', 'json'],
  ['date', 'datetime'],
  ['time'],
  ['binary'],
];

/** Whether values of two columns can be equal at all, so that one can point at the other. */
export function canPoint(left: Pick<ColumnAnswer, 'kind'>, right: Pick<ColumnAnswer, 'kind'>): boolean {
  return (
    left.kind === right.kind || FAMILIES.some((family) => family.includes(left.kind) && family.includes(right.kind))
  );
}
