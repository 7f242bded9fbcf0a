import type { Catalogue, ColumnType } from '@dx/schema-catalogue';
import type { StoredConfiguration } from './definition.js';

/** What a column was when a configuration was first served. */
export interface PinnedColumn {
  readonly kind: ColumnType['kind'];
  readonly declaredType: string;
}

/** The columns of one configuration as they were when its revision was first served. */
export interface ColumnPins {
  readonly configurationId: number;
  readonly revision: string;
  readonly columns: ReadonlyMap<string, PinnedColumn>;
}

/** The pins of all configurations by their id. */
export type PinsById = ReadonlyMap<number, ColumnPins>;

/**
 * Whether a column is not what was pinned. Why both must differ: a wider `varchar` is still a text, and a newer server may
 * understand the same declared type better.
 */
export function isRetyped(pinned: PinnedColumn | undefined, now: PinnedColumn): boolean {
  return pinned !== undefined && pinned.kind !== now.kind && pinned.declaredType !== now.declaredType;
}

/**
 * Brings pins up to date: a new revision of a configuration pins its columns anew, a column that was not there before is
 * added, and nothing that is pinned changes. Returns all pins, and those that are not stored yet.
 */
export function pinColumns(
  stored: readonly StoredConfiguration[],
  catalogue: Catalogue,
  known: PinsById,
): { readonly pins: PinsById; readonly fresh: readonly ColumnPins[] } {
  const pins = new Map<number, ColumnPins>();
  const fresh: ColumnPins[] = [];
  for (const configuration of stored) {
    const table = configuration.isActive ? catalogue.tables.get(configuration.tableName) : undefined;
    if (table === undefined) continue;
    const before = known.get(configuration.id);
    const kept = before?.revision === configuration.revision ? before.columns : new Map<string, PinnedColumn>();
    const columns = new Map(kept);
    for (const { fieldName } of configuration.definition.fields) {
      const column = table.columnsByName.get(fieldName);
      if (column === undefined || columns.has(fieldName)) continue;
      columns.set(fieldName, { kind: column.type.kind, declaredType: column.declaredType });
    }
    const entry = { configurationId: configuration.id, revision: configuration.revision, columns };
    pins.set(configuration.id, entry);
    if (before?.revision !== configuration.revision || columns.size !== kept.size) fresh.push(entry);
  }
  return { pins, fresh };
}
