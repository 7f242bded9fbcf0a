import type { Database } from '@dx/database';
import type { DenyList, SnapshotService } from '@dx/entity-configuration';
import type { PluginRegistry } from '@dx/plugin-registry';
import type { SchemaCatalogue } from '@dx/schema-catalogue';
import type { EngineLimits } from './engine-limits.js';
import type { RowGatherer } from './execute/row-gatherer.js';

/** What every use case of the engine works with; made once by the facade. */
export interface EngineParts {
  readonly database: Database;
  /** Reads of single rows that come in together. */
  readonly gatherer: RowGatherer;
  readonly snapshots: Pick<SnapshotService, 'current' | 'reportDrift'>;
  readonly plugins: Pick<PluginRegistry, 'hooksOf'>;
  /** Tells which tables point at a row that cannot be deleted. */
  readonly catalogue: Pick<SchemaCatalogue, 'current'>;
  /** Which tables plugins may not look into. */
  readonly denyList: Pick<DenyList, 'denyReason'>;
  readonly limits: EngineLimits;
}
