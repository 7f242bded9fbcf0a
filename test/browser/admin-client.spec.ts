import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestApp } from '../support/create-test-app.js';

const ROOT = join(__dirname, '..', '..');
const GENERATED = join(ROOT, 'apps', 'back-office', 'src', 'api', 'admin-api.d.ts');
const GENERATOR = join(ROOT, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');

/** `UPDATE_ADMIN_CLIENT=1 npm test -- test/browser/admin-client` writes the file instead of comparing it. */
describe("the Back Office's typed client", () => {
  it("is generated from the server's present admin document", async () => {
    const generated = generate(await readAdminDocument());
    if (process.env['UPDATE_ADMIN_CLIENT'] === '1') writeFileSync(GENERATED, generated);
    expect(readFileSync(GENERATED, 'utf8') === generated).toBe(true);
  });
});

async function readAdminDocument(): Promise<string> {
  const server = await createTestApp({ kind: 'sqlite' });
  try {
    const answer = await fetch(`${server.url}/openapi.json?part=admin`, {
      headers: { authorization: `Bearer ${server.adminToken}` },
    });
    return await answer.text();
  } finally {
    await server.close();
  }
}

function generate(document: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dx-client-'));
  try {
    const input = join(folder, 'admin.json');
    // Why without the address: it differs from run to run.
    writeFileSync(input, JSON.stringify({ ...(JSON.parse(document) as object), servers: [] }));
    return execFileSync(
      process.execPath,
      [GENERATOR, input, '--root-types', '--root-types-no-schema-prefix', '--default-non-nullable', 'false'],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
