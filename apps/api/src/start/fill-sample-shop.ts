import { DATABASE, type Database } from '@dx/database';
import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
// Why not imported when needed: the build rewrites names of libraries in static imports only.
import { isEmptyForSample, loadSampleShop, makeSampleConfiguration } from '@dx/sample-shop';
import type { INestApplication } from '@nestjs/common';
import type { Settings } from '../settings/settings.js';

/**
 * Fills an embedded database that has no table of a shop yet with the sample shop and its endpoints; returns whether it
 * did. A server database is never filled.
 */
export async function fillSampleShop(app: INestApplication, { database, endpoints }: Settings): Promise<boolean> {
  if (!endpoints.sampleShop || !database.url.startsWith('sqlite:')) return false;
  const shop = app.get<Database>(DATABASE);
  if (!(await isEmptyForSample(shop))) return false;
  await loadSampleShop(shop);
  await app.get(SnapshotService).refresh({ catalogue: true });
  await app.get(ConfigurationStore).importAll(makeSampleConfiguration());
  return true;
}
