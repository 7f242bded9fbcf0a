import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';

/**
 * Imports a module file by Node's own loader.
 * Why not `import()`: where this program is compiled to CommonJS, as its tests are, that becomes a `require`, which cannot
 * load ES modules.
 */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const load = new Script('(url) => import(url)', {
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as (url: string) => Promise<Readonly<Record<string, unknown>>>;
  return load(pathToFileURL(file).href);
}
