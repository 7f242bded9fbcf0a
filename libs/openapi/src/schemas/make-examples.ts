import type { Field } from '@dx/entity-configuration';
import type { JsonScalar } from '../model.js';
import { listEnumValues } from './list-enum-values.js';

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/e?mail/i, 'user@example.com'],
  [/iso2/i, 'DE'],
  [/iso3/i, 'DEU'],
  [/locale/i, 'en_US'],
  [/currency|iso_?code/i, 'EUR'],
  [/sku/i, 'SKU-1001'],
  [/url|uri|link/i, '/en/example'],
  [/phone/i, '+49 30 1234567'],
  [/zip|postal/i, '10115'],
  [/color|colour/i, '#1ebea0'],
  [/key|code/i, 'example-key'],
  [/name|title|label/i, 'Example'],
  [/description|comment|note|text/i, 'An example text.'],
];

/** Example values of a field in its JSON type: the configured ones, else one that its type and name suggest. */
export function makeExamples(field: Field): readonly JsonScalar[] {
  const configured = field.examples.map((text) => fromText(field, text)).filter((value) => value !== undefined);
  if (configured.length > 0) return configured;
  const enumValue = listEnumValues(field)[0];
  if (enumValue !== undefined) return [enumValue];
  const made = byKind(field);
  return made === undefined ? [] : [made];
}

function fromText(field: Field, text: string): JsonScalar | undefined {
  switch (field.jsonKind) {
    case 'integer':
    case 'integer-cast':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'float':
    case 'float32':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined;
    case 'json':
      return undefined;
    default:
      return text;
  }
}

function byKind(field: Field): JsonScalar | undefined {
  switch (field.jsonKind) {
    case 'integer':
    case 'integer-cast':
      return Math.max(1, field.rules.min ?? 1);
    case 'float':
    case 'float32':
      return 1.5;
    case 'boolean':
      return true;
    case 'decimal':
      return decimalExample(field);
    case 'datetime':
      return '2026-01-31 09:30:00.000000';
    case 'base64':
      return 'ZXhhbXBsZQ==';
    case 'json':
      return undefined;
    case 'string':
      return textExample(field);
  }
}

function decimalExample(field: Field): string {
  const scale = field.column.type.kind === 'decimal' ? field.column.type.scale : 2;
  return scale === 0 ? '1' : `1.${'5'.padEnd(scale, '0')}`;
}

function textExample(field: Field): string {
  switch (field.column.type.kind) {
    case 'date':
      return '2026-01-31';
    case 'time':
      return '09:30:00';
    case 'uuid':
      return '7f1c7a52-3f0b-4b52-9d54-2f3a3c1d9e10';
    case 'json':
      return '{"example":true}';
    case 'integer':
    case 'bit':
      return '1';
    default: {
      if (field.rules.url) return '/en/example';
      const text = BY_NAME.find(([name]) => name.test(field.name))?.[1] ?? 'example';
      return fitLength(text, field.rules.minLength ?? 0, maxLengthOf(field));
    }
  }
}

function maxLengthOf(field: Field): number {
  const column = field.column.type.kind === 'text' ? field.column.type.length : null;
  return Math.min(field.rules.maxLength ?? Infinity, column ?? Infinity);
}

function fitLength(text: string, min: number, max: number): string {
  // Why the cap: a rule such as "at least 4,000 characters" must not fill the document with an example.
  const padded = min > text.length && min <= 64 ? text.padEnd(min, 'x') : text;
  return padded.length > max ? padded.slice(0, max) : padded;
}
