import type { MetadataStore } from '@dx/database';
import type { EntityManager } from 'typeorm';

/** Runs work in a transaction; a dry run does everything real and then undoes it. */
export async function writeOrRollBack<T>(
  metadata: MetadataStore,
  dryRun: boolean,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  if (!dryRun) return metadata.write(work);
  const undone = new DryRun<T>();
  try {
    return await metadata.write(async (manager) => {
      undone.result = await work(manager);
      throw undone;
    });
  } catch (error) {
    if (error === undone) return undone.result;
    throw error;
  }
}

/** Thrown to roll a dry run back. */
class DryRun<T> extends Error {
  result!: T;
}
