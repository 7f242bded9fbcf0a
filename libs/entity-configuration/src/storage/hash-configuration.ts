import { createHash } from 'node:crypto';
import type { PluginActivation } from '../model/plugin-activation.js';
import type { ConfigurationRow, MappingRow, RelationRow } from './configuration-tables.js';

/** A relation with its mappings as they are stored. */
export interface StoredRelation extends RelationRow {
  readonly mappings: readonly MappingRow[];
  /** The stored JSON of its junction; null where there is none. */
  readonly junction: string | null;
}

/**
 * The revision of a stored configuration: a hash of everything that is stored for it. Why not a counter: other programs
 * write these tables too. Times are left out, because a save that changes nothing must not make other admins' work stale.
 */
export function hashConfiguration(
  row: ConfigurationRow,
  relations: readonly StoredRelation[],
  plugins: readonly PluginActivation[],
): string {
  const content = JSON.stringify([
    row.alias,
    row.tableName,
    row.isActive,
    row.definition,
    relations.map(({ name, isEditable, childId, mappings, junction }) => [
      name,
      isEditable,
      childId,
      mappings.map(({ childFieldName, parentFieldName }) => [childFieldName, parentFieldName]),
      ...(junction === null ? [] : [junction]),
    ]),
    ...(plugins.length === 0 ? [] : [plugins]),
  ]);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
