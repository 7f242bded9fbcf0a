import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder `apps/api/assets/<name>`. Why it is searched: the compiled program lies deeper than its source, and the
 * compiler copies no files.
 */
export function findAssets(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'apps', 'api', 'assets', name);
    if (existsSync(candidate)) return candidate;
  }
  throw new Error(`the folder apps/api/assets/${name} is missing`);
}
