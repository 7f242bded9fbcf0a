import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTexts } from './support/load-texts.js';

const SOURCE = join(__dirname, '..', '..', 'apps', 'back-office', 'src');

describe("the Back Office's languages", () => {
  const en = loadTexts('en');
  const de = loadTexts('de');

  it('have the same keys', () => {
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it('have the same placeholders in every text', () => {
    // Why not of one and none: "the last minute" needs no number.
    const differing = [...en].filter(
      ([key, text]) =>
        !/_(zero|one)$/.test(key) && placeholders(text).join() !== placeholders(de.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('have no key that nothing uses, and every key that something uses', () => {
    const used = findUsedKeys();
    const isUsed = (key: string): boolean =>
      used.whole.has(key) ||
      used.whole.has(key.replace(/_(zero|one|other)$/, '')) ||
      used.beginnings.some((beginning) => key.startsWith(beginning));
    expect([...en.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });

  it('say something in every text', () => {
    expect([...en, ...de].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

/** Keys in quotes, and the constant beginnings of keys that are put together. */
function findUsedKeys(): { readonly whole: ReadonlySet<string>; readonly beginnings: readonly string[] } {
  const whole = new Set<string>();
  const beginnings = new Set<string>();
  for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || file.startsWith('language')) continue;
    const text = readFileSync(join(SOURCE, file), 'utf8');
    for (const [, key] of text.matchAll(/['"]([a-z]+\.[A-Za-z_0-9]+)['"]/g)) whole.add(key ?? '');
    for (const [, key] of text.matchAll(/`([a-z]+\.[A-Za-z_]*)\$\{/g)) beginnings.add(key ?? '');
  }
  return { whole, beginnings: [...beginnings] };
}
