import type { EntityManager } from 'typeorm';
import type { PinsById } from '../model/column-pins.js';
import type { StoredConfiguration } from '../model/definition.js';
import { readChangeMark } from './read-change-mark.js';
import { readConfigurations } from './read-configurations.js';
import { readPins } from './store-pins.js';

/** All stored configurations as they were at one moment. */
export interface LoadedConfigurations {
  readonly stored: readonly StoredConfiguration[];
  /** The change mark at that moment. */
  readonly mark: string;
  /** What their columns were when they were first served. */
  readonly pins: PinsById;
}

/** Why bounded: on SQLite any write to the file changes the mark, so a busy file might never be quiet. */
const ATTEMPTS = 3;

/**
 * Reads all configurations; reads again when they were written in between, so that no mixture is served. Should that
 * happen every time, the mark is the oldest one, and the next comparison sees a difference.
 */
export async function loadConfigurations(manager: EntityManager): Promise<LoadedConfigurations> {
  for (let attempt = 1; ; attempt += 1) {
    const mark = await readChangeMark(manager);
    const stored = await readConfigurations(manager);
    const pins = await readPins(manager);
    if (attempt === ATTEMPTS || (await readChangeMark(manager)) === mark) return { stored, mark, pins };
  }
}
