import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { findAssets } from './find-assets.js';

/** A file of the documentation page. */
export interface ShellFile {
  readonly type: string;
  readonly tag: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
}

type Origin = 'own' | 'swagger-ui-dist';

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

/** Everything that may be asked for; a name that is not here does not exist. */
const FILES: ReadonlyMap<string, { readonly origin: Origin; readonly type: string }> = new Map([
  ['index.html', { origin: 'own', type: HTML }],
  ['docs.mjs', { origin: 'own', type: SCRIPT }],
  ['docs.css', { origin: 'own', type: STYLE }],
  ['swagger-ui.css', { origin: 'swagger-ui-dist', type: STYLE }],
  ['swagger-ui-bundle.js', { origin: 'swagger-ui-dist', type: SCRIPT }],
  ['favicon-32x32.png', { origin: 'swagger-ui-dist', type: 'image/png' }],
]);

const compress = promisify(gzip);

/** The static files of the documentation page; they hold nothing of the installation and are public. */
@Injectable()
export class ShellFiles {
  private readonly loading = new Map<string, Promise<ShellFile>>();

  /** The file of that name, or null when there is none. */
  async find(name: string): Promise<ShellFile | null> {
    const known = FILES.get(name);
    if (known === undefined) return null;
    const loading = this.loading.get(name) ?? load(join(folderOf(known.origin), name), known.type);
    this.loading.set(name, loading);
    return loading;
  }
}

async function load(path: string, type: string): Promise<ShellFile> {
  const bytes = await readFile(path);
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { type, bytes, tag, gzipped: await compress(bytes) };
}

function folderOf(origin: Origin): string {
  if (origin === 'own') return findAssets('docs');
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}
