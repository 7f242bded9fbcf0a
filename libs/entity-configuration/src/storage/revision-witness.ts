import type { EntityManager } from 'typeorm';
import type { RevisionRecord } from './write-configuration.js';

/** Is told of every save inside its transaction, and may write with it; when it fails, nothing is saved. */
export type RevisionWitness = (manager: EntityManager, records: readonly RevisionRecord[]) => Promise<void>;

/** Injects a `RevisionWitness`; there need not be one. */
export const REVISION_WITNESS = Symbol('REVISION_WITNESS');
