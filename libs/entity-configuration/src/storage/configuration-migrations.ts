import { CreateConfigurationTables1764028800000 } from './create-configuration-tables.migration.js';
import { CreatePluginTable1764115200000 } from './create-plugin-table.migration.js';
import { CreateThroughTable1764201600000 } from './create-through-table.migration.js';

/** TypeORM migrations of this library, for the metadata store. */
export const ENTITY_CONFIGURATION_MIGRATIONS = [
  CreateConfigurationTables1764028800000,
  CreatePluginTable1764115200000,
  CreateThroughTable1764201600000,
] as const;
