import { DATABASE, type Database } from '@dx/database';
import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
import { SYSTEM_CALLER } from '@dx/kernel';
import { isEmptyForSample, loadSampleShop, makeSampleConfiguration } from '@dx/sample-shop';
import { CommandFailure, EXIT, type ExitCode } from '../exit-code.js';
import { withApplication } from '../open-application.js';
import type { Terminal } from '../terminal.js';

/** Creates the sample shop with its endpoints; refuses a database that has tables of a shop already. */
export async function loadSample(terminal: Terminal): Promise<ExitCode> {
  return withApplication(terminal, async (app) => {
    const database = app.get<Database>(DATABASE);
    if (!(await isEmptyForSample(database))) {
      throw new CommandFailure(
        'The database has tables already. Nothing was changed; the sample shop needs an empty one.',
      );
    }
    terminal.note('Creating tables and rows …');
    await loadSampleShop(database);
    await app.get(SnapshotService).refresh({ catalogue: true });
    const { created } = await app
      .get(ConfigurationStore)
      .importAll(makeSampleConfiguration(), { author: SYSTEM_CALLER.name });
    terminal.out(`The sample shop is loaded; ${created.length} endpoints were configured.`);
    return EXIT.done;
  });
}
