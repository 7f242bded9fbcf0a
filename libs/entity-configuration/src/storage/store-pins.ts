import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { ColumnPins, PinnedColumn, PinsById } from '../model/column-pins.js';
import { PinsTable } from './configuration-tables.js';

const CHUNK = 200;

/** Reads what was pinned; a row that cannot be read pins nothing. */
export async function readPins(manager: EntityManager): Promise<PinsById> {
  const rows = await manager.find(PinsTable);
  return new Map(
    rows.map(({ configurationId, revision, columnTypes }) => [
      configurationId,
      { configurationId, revision, columns: parse(columnTypes) },
    ]),
  );
}

/** Stores pins, in place of older ones of the same configurations. */
export async function writePins(manager: EntityManager, pins: readonly ColumnPins[]): Promise<void> {
  for (let start = 0; start < pins.length; start += CHUNK) {
    const rows = pins.slice(start, start + CHUNK).map(({ configurationId, revision, columns }) => ({
      configurationId,
      revision,
      columnTypes: JSON.stringify([...columns].map(([name, { kind, declaredType }]) => [name, kind, declaredType])),
    }));
    await manager.upsert(PinsTable, rows, ['configurationId']);
  }
}

/** Forgets the pins of configurations: whoever saves one accepts the columns as they are. */
export async function forgetPins(manager: EntityManager, configurationIds: readonly number[]): Promise<void> {
  await manager.delete(PinsTable, { configurationId: In([...configurationIds]) });
}

function parse(text: string): ReadonlyMap<string, PinnedColumn> {
  try {
    const entries = JSON.parse(text) as readonly [string, PinnedColumn['kind'], string][];
    return new Map(entries.map(([name, kind, declaredType]) => [name, { kind, declaredType }]));
  } catch {
    return new Map();
  }
}
