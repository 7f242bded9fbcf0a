import type { EntityManager } from 'typeorm';
import type { PinsById } from '../model/column-pins.js';
import type { StoredConfiguration } from '../model/definition.js';
import { readChangeMark } from './read-change-mark.js';
import type { ChangeMark } from './read-change-mark.js';
import { readConfigurations } from './read-configurations.js';
import { readPins } from './store-pins.js';

/** All stored configurations as they were at one moment. */
export interface LoadedConfigurations {
  readonly stored: readonly StoredConfiguration[];
  /** The change mark at that moment. */
  readonly mark: ChangeMark;
  /** What their columns were when they were first served. */
  readonly pins: PinsById;
}

/** Why bounded: whoever writes all the time must not keep everybody from reading. */
const ATTEMPTS = 3;

/**
 * Reads all configurations; reads again when they were written in between, so that no mixture is served. Should that
 * happen every time, the mark is the oldest one, and the next comparison sees a difference.
 */
export async function loadConfigurations(manager: EntityManager): Promise<LoadedConfigurations> {
  let mark = await readChangeMark(manager);
  for (let attempt = 1; ; attempt += 1) {
    const stored = await readConfigurations(manager);
    const pins = await readPins(manager);
    const after = await readChangeMark(manager, mark);
    if (attempt === ATTEMPTS || after.digest === mark.digest) return { stored, mark, pins };
    mark = after;
  }
}
