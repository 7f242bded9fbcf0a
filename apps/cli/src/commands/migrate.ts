import { METADATA_STORE, type MetadataStore } from '@dx/database';
import { placeOf } from '../../../api/src/start/describe-start-error.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { settingsOf, withApplication } from '../open-application.js';
import type { Terminal } from '../terminal.js';

/** Brings the own tables up to date; opening the application does it. */
export async function migrate(terminal: Terminal): Promise<ExitCode> {
  const { database } = settingsOf(terminal);
  return withApplication(terminal, async (app) => {
    const { dataSource } = app.get<MetadataStore>(METADATA_STORE);
    const place = placeOf(database.metadataUrl ?? database.url);
    terminal.out(`The own tables in ${place} are up to date (${dataSource.migrations.length} migrations).`);
    return EXIT.done;
  });
}
