import { join } from 'node:path';

const SOURCE = join(__dirname, '..', '..', '..', 'apps', 'back-office', 'src', 'language');

type Texts = { readonly [key: string]: string | Texts };

/** The texts of the Back Office in one of its languages, by their keys: `access.newKey`. */
export function loadTexts(language: 'en' | 'de'): ReadonlyMap<string, string> {
  // Why by path: the web application's modules are resolved by its bundler, not by this project's compiler.
  return flatten(jest.requireActual<Record<string, Texts>>(join(SOURCE, `${language}.ts`))[language] ?? {});
}

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}
