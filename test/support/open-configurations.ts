import { openDatabase, openMetadataStore } from '@dx/database';
import type { Database, MetadataStore } from '@dx/database';
import {
  ConfigurationStore,
  DenyList,
  ENTITY_CONFIGURATION_ENTITIES,
  ENTITY_CONFIGURATION_MIGRATIONS,
  SNAPSHOT_DEFAULTS,
  SnapshotService,
} from '@dx/entity-configuration';
import type { DenyListOptions, SnapshotOptions } from '@dx/entity-configuration';
import { queryThrough, SchemaCatalogue } from '@dx/schema-catalogue';

/** One instance of the server, as far as configurations go. */
export interface OpenConfigurations {
  readonly database: Database;
  readonly metadata: MetadataStore;
  readonly catalogue: SchemaCatalogue;
  readonly snapshots: SnapshotService;
  readonly store: ConfigurationStore;
  close(): Promise<void>;
}

/** Opens an instance on a database; `snapshots` is not started. Several may share one database. */
export async function openConfigurations(
  url: string,
  options: DenyListOptions & Partial<SnapshotOptions> = {},
): Promise<OpenConfigurations> {
  const database = await openDatabase({ url });
  const metadata = await openMetadataStore({
    url,
    entities: ENTITY_CONFIGURATION_ENTITIES,
    migrations: ENTITY_CONFIGURATION_MIGRATIONS,
  });
  const catalogue = new SchemaCatalogue(queryThrough(metadata), database.dialect.name);
  const denyList = new DenyList(options);
  const snapshots = new SnapshotService(metadata, database, catalogue, denyList, { ...SNAPSHOT_DEFAULTS, ...options });
  const store = new ConfigurationStore(metadata, catalogue, denyList, snapshots);
  return {
    database,
    metadata,
    catalogue,
    snapshots,
    store,
    close: async () => {
      await snapshots.stop();
      await metadata.close();
      await database.close();
    },
  };
}

/** Waits until `condition` gives something other than null, undefined or false; fails after `deadlineMs`. */
export async function eventually<T>(
  condition: () => T | Promise<T>,
  deadlineMs = 5_000,
): Promise<NonNullable<T> & (T extends false ? never : unknown)> {
  const begin = performance.now();
  for (;;) {
    const result = await condition();
    if (result !== null && result !== undefined && result !== false) {
      return result as NonNullable<T> & (T extends false ? never : unknown);
    }
    if (performance.now() - begin > deadlineMs)
      throw new Error(`not so within ${deadlineMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
