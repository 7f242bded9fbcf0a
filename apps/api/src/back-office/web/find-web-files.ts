import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the built Back Office (`dist/back-office`), or null when it was not built. */
export function findWebFiles(): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'dist', 'back-office');
    if (existsSync(join(candidate, 'index.html'))) return candidate;
  }
  return null;
}
