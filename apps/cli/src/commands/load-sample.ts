import { DATABASE, type Database } from '@dx/database';
import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
import { SYSTEM_CALLER } from '@dx/kernel';
import { loadSampleShop, SAMPLE_SHOP_CONFIGURATIONS } from '@dx/sample-shop';
import { SchemaCatalogue } from '@dx/schema-catalogue';
import { CommandFailure, EXIT, type ExitCode } from '../exit-code.js';
import { withApplication } from '../open-application.js';
import type { Terminal } from '../terminal.js';

/** Creates the sample shop with its endpoints; refuses when one of its tables is there already. */
export async function loadSample(terminal: Terminal): Promise<ExitCode> {
  return withApplication(terminal, async (app) => {
    const { tables } = await app.get(SchemaCatalogue).current();
    const present = SAMPLE_SHOP_CONFIGURATIONS.map(({ tableName }) => tableName).filter((name) => tables.has(name));
    if (present.length > 0) {
      throw new CommandFailure(`The database has tables of that name already (${present[0]}). Nothing was changed.`);
    }
    terminal.note('Creating tables and rows …');
    await loadSampleShop(app.get<Database>(DATABASE));
    await app.get(SnapshotService).refresh({ catalogue: true });
    const { created } = await app
      .get(ConfigurationStore)
      .importAll(SAMPLE_SHOP_CONFIGURATIONS, { author: SYSTEM_CALLER.name });
    terminal.out(`The sample shop is loaded; ${created.length} endpoints were configured.`);
    return EXIT.done;
  });
}
