import { DatabaseError } from '@dx/database';
import { CodedException, serverErrors } from '@dx/kernel';
import type { Catalogue } from './model.js';
import { readCatalogue } from './read-catalogue.js';
import type { MetadataQuery } from './metadata-query.js';
import { shareReads } from './share-reads.js';
import type { SharedReads } from './share-reads.js';

/**
 * What the data database says of its tables. It is read once and kept; whoever changes the database or wants to know of
 * changes reloads it. Throws `serverErrors.databaseUnavailable` when the database cannot be
 * reached.
 */
export class SchemaCatalogue {
  private readonly reads: SharedReads<Catalogue>;

  constructor(query: MetadataQuery, database: 'mysql' | 'sqlite') {
    this.reads = shareReads(() => readCatalogue(query, database).catch(rethrowUnavailable));
  }

  /** The tables as they were read last; read now if they never were. Concurrent callers share one read. */
  current(): Promise<Catalogue> {
    return this.reads.current();
  }

  /** Reads the tables again, with everything that was changed before this call. */
  reload(): Promise<Catalogue> {
    return this.reads.reload();
  }
}

function rethrowUnavailable(cause: unknown): never {
  if (cause instanceof CodedException || cause instanceof DatabaseError) throw cause;
  throw new CodedException(serverErrors.databaseUnavailable(), { cause });
}
