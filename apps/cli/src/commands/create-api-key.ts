import { ApiKeyService } from '@dx/auth';
import type { ApiKeyOptions } from '../build-program.js';
import { CLI_CALLER } from '../cli-caller.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { withApplication } from '../open-application.js';
import { recordCreation } from '../record-creation.js';
import type { Terminal } from '../terminal.js';

const DAY_MS = 24 * 3600 * 1000;

/** Creates an API key; its text is printed this once and cannot be read again. */
export async function createApiKey(
  terminal: Terminal,
  name: string,
  { scope, expiresInDays, json = false }: ApiKeyOptions,
): Promise<ExitCode> {
  const expiresAt = expiresInDays === 0 ? null : new Date(Date.now() + expiresInDays * DAY_MS);
  const { apiKey, key } = await withApplication(terminal, async (app) => {
    const issued = await app.get(ApiKeyService).create({ name, scopes: scope, expiresAt }, CLI_CALLER);
    await recordCreation(app, terminal, { resource: 'api-keys', id: issued.apiKey.id });
    return issued;
  });
  const end = apiKey.expiresAt === null ? 'never expires' : `expires on ${apiKey.expiresAt.toISOString().slice(0, 10)}`;
  terminal.note(`API key ${apiKey.name} was created; it ${end}. It is shown this once:`);
  terminal.out(json ? JSON.stringify({ ...apiKey, key }, null, 2) : key);
  return EXIT.done;
}
