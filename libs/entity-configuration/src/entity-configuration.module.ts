import { SchemaCatalogueModule } from '@dx/schema-catalogue';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DenyList } from './checks/deny-list.js';
import type { DenyListOptions } from './checks/deny-list.js';
import { SNAPSHOT_DEFAULTS, SNAPSHOT_OPTIONS } from './snapshot/snapshot-options.js';
import type { SnapshotOptions } from './snapshot/snapshot-options.js';
import { SnapshotService } from './snapshot/snapshot.service.js';
import { ConfigurationStore } from './storage/configuration.store.js';
import { RevisionLog } from './storage/revision.log.js';

/** Settings of the entity configurations. */
export interface EntityConfigurationOptions extends DenyListOptions, Partial<SnapshotOptions> {}

/**
 * The stored configurations and the snapshot in force. Needs `DATABASE`, `METADATA_STORE` (with this library's entities
 * and migrations) and the schema catalogue.
 */
@Module({})
export class EntityConfigurationModule {
  /** Makes the module; it loads the first snapshot when the application starts. */
  static forRoot(options: EntityConfigurationOptions = {}): DynamicModule {
    const { deny = [], allow = [], ...intervals } = options;
    return {
      module: EntityConfigurationModule,
      global: true,
      imports: [SchemaCatalogueModule],
      providers: [
        { provide: DenyList, useValue: new DenyList({ deny, allow }) },
        { provide: SNAPSHOT_OPTIONS, useValue: { ...SNAPSHOT_DEFAULTS, ...intervals } satisfies SnapshotOptions },
        SnapshotService,
        ConfigurationStore,
        RevisionLog,
      ],
      exports: [DenyList, SnapshotService, ConfigurationStore, RevisionLog],
    };
  }
}
