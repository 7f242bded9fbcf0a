import { CreateAuditTable1764201600000 } from './create-audit-table.migration.js';
import { CreateWebhookTables1764201700000 } from './create-webhook-tables.migration.js';

/** Migrations of the tables that these plugins write in the transactions of the data; they belong into the data database. */
export const BUILTIN_PLUGIN_DATA_MIGRATIONS = [
  CreateAuditTable1764201600000,
  CreateWebhookTables1764201700000,
] as const;
