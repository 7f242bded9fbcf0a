import { SYSTEM_CALLER } from '@dx/kernel';
import { OpenApiDocuments } from '../../../api/src/docs/openapi.documents.js';
import type { OpenApiOptions } from '../build-program.js';
import { CommandFailure, EXIT, type ExitCode } from '../exit-code.js';
import { withRoutes } from '../open-application.js';
import type { Terminal } from '../terminal.js';

/** Prints the OpenAPI document as an owner would get it from the server. */
export async function printOpenApi(
  terminal: Terminal,
  { alias, format, serverUrl }: OpenApiOptions,
): Promise<ExitCode> {
  const text = await withRoutes(terminal, async (app) => {
    const found = app.get(OpenApiDocuments).find({ caller: SYSTEM_CALLER, format, serverUrl, alias });
    if (found === null) throw new CommandFailure(`There is no active endpoint ${String(alias)}.`);
    return found.read().toString('utf8');
  });
  terminal.out(format === 'json' ? JSON.stringify(JSON.parse(text), null, 2) : text.trimEnd());
  return EXIT.done;
}
