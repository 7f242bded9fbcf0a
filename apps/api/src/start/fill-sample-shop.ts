import { DATABASE, type Database } from '@dx/database';
import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
import { loadSampleShop, makeSampleConfiguration } from '@dx/sample-shop';
import { SchemaCatalogue } from '@dx/schema-catalogue';
import type { INestApplication } from '@nestjs/common';
import type { Settings } from '../settings/settings.js';

/** Whether a table is one that the server makes itself. */
export const isOwnTable = (name: string): boolean => /^(dx_|spy_dynamic_entity_configuration)/.test(name);

/**
 * Fills an embedded database that has no table of a shop yet with the sample shop and its endpoints; returns whether it
 * did. A server database is never filled.
 */
export async function fillSampleShop(app: INestApplication, { database, endpoints }: Settings): Promise<boolean> {
  if (!endpoints.sampleShop || !database.url.startsWith('sqlite:')) return false;
  const { tables } = await app.get(SchemaCatalogue).current();
  if ([...tables.keys()].some((name) => !isOwnTable(name))) return false;
  await loadSampleShop(app.get<Database>(DATABASE));
  await app.get(SnapshotService).refresh({ catalogue: true });
  await app.get(ConfigurationStore).importAll(makeSampleConfiguration());
  return true;
}
