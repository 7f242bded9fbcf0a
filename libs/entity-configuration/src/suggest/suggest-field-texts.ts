import type { Column, Table } from '@dx/schema-catalogue';

/** A description in one sentence and where it comes from. */
export function suggestDescription(
  table: Table,
  column: Column,
): { readonly text: string; readonly reason: string } | null {
  if (column.comment !== '') return { text: column.comment, reason: "The column's comment." };
  if (table.primaryKey.length === 1 && table.primaryKey[0] === column.name) {
    return { text: 'The primary key of this table.', reason: 'The column is the primary key.' };
  }
  const reference = table.foreignKeys.find((key) => key.columns.includes(column.name));
  if (reference !== undefined) {
    const target = reference.referencedColumns[reference.columns.indexOf(column.name)] ?? '';
    return {
      text: `Refers to ${target} of ${reference.referencedTable}.`,
      reason: `Foreign key ${reference.name}.`,
    };
  }
  if (column.name === 'created_at') return { text: 'When the record was created.', reason: "The column's name." };
  if (column.name === 'updated_at') return { text: 'When the record was last changed.', reason: "The column's name." };
  return null;
}

/** Example texts by what a column's name says; the first that fits the column's length is taken. */
const NAMED_EXAMPLES: readonly (readonly [RegExp, string])[] = [
  [/e?mail/i, 'anna@example.com'],
  [/iso2/i, 'DE'],
  [/iso3/i, 'DEU'],
  [/iso_code|currency/i, 'EUR'],
  [/locale/i, 'en_US'],
  [/phone/i, '+49 30 123456'],
  [/zip|postal/i, '10115'],
  [/city/i, 'Berlin'],
  [/street|address1/i, 'Example Street 1'],
  [/sku/i, 'SKU-001'],
  [/url|link/i, '/en/example'],
  [/color|colour/i, 'blue'],
  [/first_?name/i, 'Anna'],
  [/last_?name/i, 'Example'],
];

/** One example value of a column, as the text that a client would send; null when nothing sensible is known. */
export function suggestExample(column: Column): string | null {
  const { type } = column;
  switch (type.kind) {
    case 'integer':
      return '1';
    case 'boolean':
      return 'true';
    case 'decimal':
      return decimalExample(type.precision, type.scale);
    case 'float':
      return '1.5';
    case 'text':
      return NAMED_EXAMPLES.find(([name, text]) => name.test(column.name) && fits(text, type.length))?.[1] ?? null;
    case 'enum':
    case 'set':
      return type.values.find((value) => value !== '' && !value.includes(', ')) ?? null;
    case 'date':
      return '2026-01-31';
    case 'datetime':
      return '2026-01-31 10:15:00';
    case 'time':
      return '10:15:00';
    case 'year':
      return '2026';
    case 'json':
      return '{}';
    case 'uuid':
      return '0b8f1c9e-7d3a-5e41-9c55-2f6a1d0e8b74';
    case 'binary':
    case 'bit':
      return 'AAE=';
    case 'unsupported':
      return null;
  }
}

function decimalExample(precision: number, scale: number): string {
  const whole = precision - scale >= 2 ? '19' : precision > scale ? '1' : '0';
  return scale === 0 ? whole : `${whole}.${'9'.padEnd(Math.min(scale, 2), '0')}`;
}

function fits(text: string, length: number | null): boolean {
  return length === null || text.length <= length;
}
