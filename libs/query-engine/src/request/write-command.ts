import type { JsonValue } from '@dx/kernel';
import type { RawQuery } from './raw-query.js';
import type { WriteOptions } from './write-options.js';

/** A POST, PATCH or PUT as the facade hands it on: nothing is parsed yet. */
export interface WriteCommand {
  readonly operation: 'create' | 'update' | 'replace';
  readonly alias: string;
  /** The path's id; null on the collection route. */
  readonly id: string | null;
  /** Undefined when there was no body. */
  readonly body: JsonValue | undefined;
  readonly options: WriteOptions;
}

/** A DELETE as the facade hands it on. */
export interface DeleteCommand {
  readonly alias: string;
  readonly id: string | null;
  readonly query: RawQuery;
  readonly options: WriteOptions;
}
