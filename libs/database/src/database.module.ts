import { Inject, Logger, Module } from '@nestjs/common';
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
  /** Migrations of own tables that must lie beside the data, wherever the others are. */
  readonly dataMigrations?: MigrationList;
  /** What to put around the data database before anybody gets it; it must answer as the database does. */
  readonly wrap?: (database: Database) => Database;
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
        { provide: DATABASE, useFactory: () => openWrapped(options) },
        {
          provide: METADATA_STORE,
          useFactory: () =>
            openMetadataStore({ ...options, url: options.metadataUrl ?? options.url, dataUrl: options.url }),
        },
        {
          provide: SCHEMA_SOURCE,
          useFactory: (metadata: MetadataStore) => (metadata.sameAsData ? metadata : openSchemaSource(options)),
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

/**
 * Why a refusal of the migrations is no failure: own tables are often kept elsewhere because the account may not create
 * any beside the data; then only what needs such a table does not work.
 */
async function openSchemaSource(options: DatabaseModuleOptions): Promise<MetadataStore> {
  const { dataMigrations: _none, ...withoutTables } = options;
  try {
    return await openMetadataStore({ ...options, entities: [], migrations: [] });
  } catch (error) {
    const source = await openMetadataStore({ ...withoutTables, entities: [], migrations: [] });
    const reason = error instanceof Error ? error.message : String(error);
    new Logger('Database').warn(
      `own tables beside the data could not be made; audit and webhooks need them: ${reason}`,
    );
    return source;
  }
}

async function openWrapped(options: DatabaseModuleOptions): Promise<Database> {
  const database = await openDatabase(options);
  return options.wrap === undefined ? database : options.wrap(database);
}
