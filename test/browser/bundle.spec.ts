import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = join(__dirname, '..', '..');
const BUILT = join(ROOT, 'dist', 'back-office');
const FIRST_LOAD_MAX = 200_000;
const LAZY_MAX = 150_000;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly isDynamicEntry?: boolean;
}

describe('the size of the Back Office', () => {
  let chunks: ReadonlyMap<string, Chunk>;

  beforeAll(() => {
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'build-back-office.mjs')], { stdio: 'ignore' });
    const manifest = JSON.parse(readFileSync(join(BUILT, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
    chunks = new Map(Object.entries(manifest));
  });

  const reach = (key: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(key)) return seen;
    seen.add(key);
    for (const next of chunks.get(key)?.imports ?? []) reach(next, seen);
    return seen;
  };
  const weigh = (keys: Iterable<string>): number =>
    [...keys]
      .map((key) => chunks.get(key)?.file ?? '')
      .filter((file) => file.endsWith('.js'))
      .reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file))).length, 0);

  it('is at most 200 kB of compressed script at the first load, language included', () => {
    const languages = [...chunks.keys()].filter((key) => /language\/(en|de)\.ts$/.test(key));
    expect(languages).toHaveLength(2);
    for (const language of languages) {
      expect(weigh(reach(language, reach('index.html')))).toBeLessThanOrEqual(FIRST_LOAD_MAX);
    }
  });

  it('is at most 150 kB for each part that is loaded later', () => {
    const first = reach('index.html');
    const lazy = [...chunks].filter(([, { isDynamicEntry }]) => isDynamicEntry === true).map(([key]) => key);
    expect(lazy.length).toBeGreaterThan(10);
    const screens = reach('src/screens.tsx', new Set(first));
    const sizes = lazy.map((key): [string, number] => {
      const known = key === 'src/screens.tsx' ? first : screens;
      return [key, weigh([...reach(key)].filter((part) => !known.has(part)))];
    });
    expect(sizes.filter(([, size]) => size > LAZY_MAX)).toEqual([]);
  });
});
