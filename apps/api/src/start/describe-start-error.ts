import { parseDatabaseUrl } from '@dx/database';
import { CodedException } from '@dx/kernel';
import { PluginLoadError } from '../plugins/load-plugins.js';
import { SettingsError } from '../settings/read-settings.js';
import type { Settings } from '../settings/settings.js';

/** Why the server did not start, in sentences for an operator, and what to do next. Holds no secret. */
export function describeStartError(error: unknown, settings: Settings | null): string {
  if (error instanceof SettingsError)
    return `${error.message}\nCorrect them in the environment or in .env; .env.example lists every setting.`;
  if (error instanceof PluginLoadError) return `${error.message}\nCorrect the plugin, or take it out of the folder.`;
  const cause = innermostOf(error);
  const code = codeOf(cause);
  if (code === 'EADDRINUSE')
    return `Port ${settings?.http.port} is taken by another process. Set PORT to a free one, or end the other process.`;
  if (code === 'EACCES')
    return `Port ${settings?.http.port} may not be opened by this user. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL')
    return `The address HOST=${settings?.http.host} is none of this machine. Use 127.0.0.1 or 0.0.0.0.`;
  const databaseHint = settings === null ? null : describeDatabaseError(cause, settings.database.url);
  if (databaseHint !== null) return databaseHint;
  if (error instanceof CodedException) return error.errors.map(({ message }) => message).join('\n');
  return `The server could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function describeDatabaseError(cause: unknown, url: string): string | null {
  const where = placeOf(url);
  switch (codeOf(cause)) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `No database answers at ${where} (${codeOf(cause)}). Is it running, and are host and port of DATABASE_URL right?`;
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
      return `The database at ${where} refuses the user or the password of DATABASE_URL.`;
    case 'ER_BAD_DB_ERROR':
      return `The database at ${where} does not have the schema that DATABASE_URL names. Create it first: CREATE DATABASE … CHARACTER SET utf8mb4.`;
    case 'ER_DBACCESS_DENIED_ERROR':
    case 'ER_TABLEACCESS_DENIED_ERROR':
    case 'ER_SPECIFIC_ACCESS_DENIED_ERROR':
      return `The user of DATABASE_URL may not do what is needed at ${where}: it needs SELECT, INSERT, UPDATE and DELETE on the shop's tables, and CREATE, ALTER and INDEX for the own tables. METADATA_DATABASE_URL can put those elsewhere.`;
    case 'SQLITE_CANTOPEN':
      return `The file ${where} cannot be opened or made. Does its folder exist, and may this user write to it?`;
    case 'SQLITE_NOTADB':
      return `The file ${where} is no SQLite database.`;
    default:
      return null;
  }
}

/** Host, port and schema of a database URL, or its file; never user and password. */
export function placeOf(url: string): string {
  const location = parseDatabaseUrl(url);
  if (location.kind === 'sqlite') return location.path;
  return `${location.socketPath ?? `${location.host}:${location.port}`}/${location.schema}`;
}

function innermostOf(error: unknown): unknown {
  let current = error;
  while (current instanceof Error && current.cause !== undefined) current = current.cause;
  return current;
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
