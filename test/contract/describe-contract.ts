import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SnapshotService } from '@dx/entity-configuration';
import { createTestApp, splitSql, type TestApp } from '../support/create-test-app.js';
import type { DatabaseKind } from '../support/test-database.js';
import { parseTranscript } from './parse-transcript.js';
import { runTranscript } from './run-transcript.js';
import { closeConnections } from '../support/send-raw.js';

const HERE = join(process.cwd(), 'test/contract');
const read = (...path: string[]): string => readFileSync(join(HERE, ...path), 'utf8');

/** Every transcript against a server on one kind of database; the same files for all kinds. */
export function describeContract(kind: DatabaseKind): void {
  const files = readdirSync(join(HERE, 'transcripts'))
    .filter((name) => name.endsWith('.txt'))
    .sort();
  const rows = splitSql(read('fixture', 'rows.sql'));
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({
      kind,
      setUpSql: splitSql(read('fixture', `tables.${kind}.sql`)),
      configurations: JSON.parse(read('fixture', 'configuration.json')) as unknown[],
      env: {
        PAGE_LIMIT_DEFAULT: '1000',
        PAGE_LIMIT_MAX: '2000',
        BATCH_MAX: '50',
        FILTER_LIST_MAX: '50',
        BODY_LIMIT: '64kb',
      },
    });
    // A configuration that no admin could save: written to the tables by others, as an installer or SQL may.
    for (const sql of splitSql(read('fixture', 'foreign-configurations.sql')))
      await app.database.run({ sql, params: [] });
    await app.app.get(SnapshotService).refresh();
  });

  afterAll(async () => {
    closeConnections();
    await app?.close();
  });

  beforeEach(async () => {
    await app.database.transaction(async (tx) => {
      for (const sql of rows) await tx.run({ sql, params: [] });
    });
  });

  it.each(files)('%s', async (file) => {
    await runTranscript(parseTranscript(read('transcripts', file)), app);
  });
}
