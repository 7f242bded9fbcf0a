import type { Entity } from '@dx/entity-configuration';
import type { JsonValue } from '@dx/kernel';
import { changedColumns } from '@dx/plugin-registry';
import type { WrittenRow } from '@dx/plugin-registry';
import { toLossless } from '../json/to-lossless.js';
import { isSecretName, maskSecrets, maskValue } from './mask-value.js';

/** Names of fields or columns whose values are hidden, beyond those that look like secrets. */
export type MaskedNames = ReadonlySet<string>;

/** JSON text of the fields that a write changed, by visible name, before and after; all of a deleted row's fields. */
export function describeChanges(entity: Entity, row: WrittenRow, deleted: boolean, masked: MaskedNames): string {
  const before = deleted ? row.fields : (row.before ?? null);
  const after = deleted ? null : row.fields;
  const columns = deleted ? Object.keys(row.fields).filter((name) => row.fields[name] !== null) : changedColumns(row);
  const changes = columns.map((column) => {
    const field = entity.fieldsByColumn.get(column)?.name ?? column;
    const hidden = [field, column].some((name) => masked.has(name) || isSecretName(name));
    const show = (value: JsonValue | undefined): JsonValue =>
      hidden ? maskValue(value ?? null) : maskSecrets(toLossless(value ?? null));
    return { field, before: show(before?.[column]), after: show(after?.[column]) };
  });
  return JSON.stringify(changes);
}
