import type { Json } from './read-shape';

/** Reads what was typed: `12`, `true` and `null` are what they look like, everything else is a text; `"12"` is a text too. */
export function readScalar(typed: string): Json {
  const trimmed = typed.trim();
  if (/^(?:true|false|null|-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?)$/.test(trimmed)) return JSON.parse(trimmed) as Json;
  if (/^".*"$/.test(trimmed)) {
    try {
      return JSON.parse(trimmed) as Json;
    } catch {
      return typed;
    }
  }
  return typed;
}

/** The text that is read as this value. */
export function writeScalar(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  return readScalar(value) === value ? value : JSON.stringify(value);
}
