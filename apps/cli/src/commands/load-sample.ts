import { DATABASE, type Database } from '@dx/database';
import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
import { loadSampleShop, makeSampleConfiguration } from '@dx/sample-shop';
import { CLI_CALLER } from '../cli-caller.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { withApplication } from '../open-application.js';
import type { Terminal } from '../terminal.js';

/** Creates the sample shop with its endpoints; refuses when the database holds any table that is not the server's own. */
export async function loadSample(terminal: Terminal): Promise<ExitCode> {
  return withApplication(terminal, async (app) => {
    const { tables, rows } = await loadSampleShop(app.get<Database>(DATABASE), (progress) =>
      terminal.note(`${progress.rows} of ${progress.total} rows (${progress.table})`),
    );
    await app.get(SnapshotService).refresh({ catalogue: true });
    const { created } = await app
      .get(ConfigurationStore)
      .importAll(makeSampleConfiguration(), { author: CLI_CALLER.name });
    terminal.out(`The sample shop is loaded: ${tables} tables, ${rows} rows, ${created.length} endpoints.`);
    return EXIT.done;
  });
}
