import { type Database, METADATA_STORE, type MetadataStore, openDatabase } from '@dx/database';
import { SnapshotService } from '@dx/entity-configuration';
import { describeStartError } from '../../../api/src/start/describe-start-error.js';
import type { Settings } from '../../../api/src/settings/settings.js';
import { describeConfigurations } from '../doctor/describe-configurations.js';
import { describeMachine } from '../doctor/describe-machine.js';
import { examineServer } from '../doctor/examine-server.js';
import { fail, type Finding, formatFinding, ok } from '../doctor/finding.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { settingsOf, withApplication } from '../open-application.js';
import type { Terminal } from '../terminal.js';

/** Looks at everything that commonly is wrong, and says what to do. Exit code 1 when something must be mended. */
export async function doctor(terminal: Terminal, { json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  const settings = settingsOf(terminal);
  const findings: Finding[] = [];
  const note = (found: readonly Finding[]): void => {
    findings.push(...found);
    if (!json) for (const finding of found) terminal.out(formatFinding(finding));
  };
  note([ok('settings', 'all of them are valid'), ...describeMachine(process.versions.node)]);
  const database = await connect(settings, note);
  if (database !== null) {
    await examineDatabase(database, settings, note);
    await examineOwnTables(terminal, settings, note);
  }
  if (json) terminal.out(JSON.stringify(findings, null, 2));
  return findings.some(({ level }) => level === 'fail') ? EXIT.failed : EXIT.done;
}

type Note = (findings: readonly Finding[]) => void;

async function connect(settings: Settings, note: Note): Promise<Database | null> {
  try {
    const database = await openDatabase({ ...settings.database, poolMax: 1 });
    await database.ping();
    return database;
  } catch (error) {
    note([fail('connection', 'the database cannot be used', describeStartError(error, settings))]);
    return null;
  }
}

async function examineDatabase(database: Database, settings: Settings, note: Note): Promise<void> {
  try {
    const description = await database.describe();
    const ownTablesHere = (settings.database.metadataUrl ?? settings.database.url) === settings.database.url;
    note(examineServer(description, { bodyLimit: settings.http.bodyLimit, ownTablesHere }));
  } catch (error) {
    note([fail('connection', 'the database does not say what it is', describeStartError(error, settings))]);
  } finally {
    await database.close();
  }
}

async function examineOwnTables(terminal: Terminal, settings: Settings, note: Note): Promise<void> {
  try {
    await withApplication(terminal, async (app) => {
      const { dataSource } = app.get<MetadataStore>(METADATA_STORE);
      note([ok('own tables', `up to date (${dataSource.migrations.length} migrations)`)]);
      note(describeConfigurations(app.get(SnapshotService).health()));
    });
  } catch (error) {
    note([fail('own tables', 'they cannot be made or read', describeStartError(error, settings))]);
  }
}
