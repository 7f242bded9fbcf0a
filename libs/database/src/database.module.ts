import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import type { Database } from './database.js';
import type { DatabaseOptions } from './database-options.js';
import type { EntityList, MetadataStore, MigrationList } from './metadata-store.js';
import { openMetadataStore } from './metadata/open-metadata-store.js';
import { openDatabase } from './open-database.js';
import { DATABASE, METADATA_STORE, SCHEMA_SOURCE } from './tokens.js';

/** What the module needs; the application concatenates entities and migrations of its libraries. */
export interface DatabaseModuleOptions extends DatabaseOptions {
  /** Where own tables live; default: the data database. */
  readonly metadataUrl?: string;
  readonly entities: EntityList;
  readonly migrations: MigrationList;
}

/**
 * Provides `DATABASE`, `METADATA_STORE` and `SCHEMA_SOURCE` everywhere. They are open, and own tables up to date, before
 * anything that injects them is made; they are closed when the application has shut down.
 */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(METADATA_STORE) private readonly metadata: MetadataStore,
    @Inject(SCHEMA_SOURCE) private readonly schemaSource: MetadataStore,
  ) {}

  static forRoot(options: DatabaseModuleOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: DATABASE, useFactory: () => openDatabase(options) },
        {
          provide: METADATA_STORE,
          useFactory: () =>
            openMetadataStore({ ...options, url: options.metadataUrl ?? options.url, dataUrl: options.url }),
        },
        {
          provide: SCHEMA_SOURCE,
          useFactory: (metadata: MetadataStore) =>
            metadata.sameAsData ? metadata : openMetadataStore({ ...options, entities: [], migrations: [] }),
          inject: [METADATA_STORE],
        },
      ],
      exports: [DATABASE, METADATA_STORE, SCHEMA_SOURCE],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
    await this.metadata.close();
    if (this.schemaSource !== this.metadata) await this.schemaSource.close();
  }
}
