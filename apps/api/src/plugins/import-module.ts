import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';

/** Absent in ES modules. */
declare const require: unknown;

/** Imports a module file by Node's own loader. */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { href } = pathToFileURL(file);
  if (typeof require === 'undefined') return (await import(href)) as Readonly<Record<string, unknown>>;
  // Why: where this program is compiled to CommonJS, as its tests are, `import()` becomes a `require`, which cannot load it.
  const load = new Script('(url) => import(url)', {
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as (url: string) => Promise<Readonly<Record<string, unknown>>>;
  return load(href);
}
