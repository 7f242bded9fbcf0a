import { CodedException, serverErrors } from '@dx/kernel';
import type { EntityManager } from 'typeorm';
import type { StoredConfiguration } from '../model/definition.js';
import { readConfigurations } from './read-configurations.js';
import { lockConfiguration } from './write-configuration.js';

/** One stored configuration, or null. */
export async function readConfiguration(manager: EntityManager, id: number): Promise<StoredConfiguration | null> {
  const [stored] = await readConfigurations(manager, [id]);
  return stored ?? null;
}

/**
 * A configuration that is still the one that the caller saw; a base of null takes any.
 * @throws CodedException 1921 when somebody else changed it
 */
export async function readAtRevision(
  manager: EntityManager,
  id: number,
  baseRevision: string | null,
): Promise<StoredConfiguration | null> {
  const stored = await readConfiguration(manager, id);
  if (stored !== null && baseRevision !== null && stored.revision !== baseRevision) {
    throw new CodedException(serverErrors.staleWrite({ current: stored.revision }));
  }
  return stored;
}

/** The same, and nobody else changes it until the end of the transaction. */
export async function lockAtRevision(
  manager: EntityManager,
  id: number,
  baseRevision: string | null,
): Promise<StoredConfiguration | null> {
  await lockConfiguration(manager, id);
  return readAtRevision(manager, id, baseRevision);
}
