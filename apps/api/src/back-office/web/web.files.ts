import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { findWebFiles } from './find-web-files.js';

/** A hashed file of the Back Office. */
export interface WebFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** Null where compression gains nothing. */
  readonly gzipped: Buffer | null;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
  ['.json', 'application/json'],
]);
const COMPRESSED = new Set(['.js', '.css', '.svg', '.json']);

const compress = promisify(gzip);

/**
 * The built files of the Back Office. They hold nothing of the installation and are public; a name that is not in the
 * build does not exist, so no path can leave the folder.
 */
@Injectable()
export class WebFiles {
  private folder: string | null | undefined;
  private names: Promise<ReadonlySet<string>> | null = null;
  private page: Promise<string> | null = null;
  private readonly loading = new Map<string, Promise<WebFile>>();

  /** The page, with a placeholder for the nonce; null when the Back Office was not built. */
  async index(): Promise<string | null> {
    const folder = this.find();
    if (folder === null) return null;
    this.page ??= readFile(join(folder, 'index.html'), 'utf8');
    return this.orForget(this.page);
  }

  /** The file `assets/<name>`, or null when there is none. */
  async asset(name: string): Promise<WebFile | null> {
    const folder = this.find();
    if (folder === null) return null;
    this.names ??= readdir(join(folder, 'assets')).then((names) => new Set(names));
    if (!(await this.orForget(this.names)).has(name)) return null;
    const loading = this.loading.get(name) ?? load(join(folder, 'assets', name));
    this.loading.set(name, loading);
    return this.orForget(loading);
  }

  /** Why: a build that is just being replaced must not be held to be broken for good. */
  private async orForget<T>(read: Promise<T>): Promise<T> {
    try {
      return await read;
    } catch (error) {
      this.page = null;
      this.names = null;
      this.loading.clear();
      throw error;
    }
  }

  private find(): string | null {
    if (this.folder === undefined || this.folder === null) this.folder = findWebFiles();
    return this.folder;
  }
}

async function load(path: string): Promise<WebFile> {
  const extension = extname(path);
  const bytes = await readFile(path);
  return {
    type: TYPES.get(extension) ?? 'application/octet-stream',
    bytes,
    gzipped: COMPRESSED.has(extension) ? await compress(bytes) : null,
  };
}
