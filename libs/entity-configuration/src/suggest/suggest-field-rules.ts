import type { Column, ColumnType } from '@dx/schema-catalogue';
import type { FieldValidation } from '../model/definition.js';

/** A field's type word and the rules that follow from the column's type, with reasons by property name. */
export interface TypeSuggestion {
  readonly type: string;
  readonly rules: Omit<FieldValidation, 'isRequired' | 'constraints'>;
  readonly enumValues?: string;
  readonly reasons: Readonly<Record<string, string>>;
}

/** The type and rules that a column suggests; null when it cannot be offered. */
export function suggestFieldType(column: Column): TypeSuggestion | null {
  const { type, declaredType } = column;
  switch (type.kind) {
    case 'integer':
      return integerField(type, declaredType);
    case 'decimal':
      return decimalField(type);
    case 'float':
      return plain('decimal', `${declaredType}: sent as a number; it is not exact.`);
    case 'text':
      return textField(type, declaredType);
    case 'enum':
      return wordField(type.values);
    case 'set':
      return plain('string', `A SET: any of ${type.values.join(', ')}, joined by commas.`);
    case 'bit':
      return plain('binary', `${type.width} bits; they are sent as the base64 of their bytes.`);
    case 'year':
      return integerRange(1901, 2155, 'A year.', 'YEAR holds 1901 to 2155.');
    case 'boolean':
    case 'date':
    case 'datetime':
    case 'time':
    case 'json':
    case 'uuid':
    case 'binary':
      return plain(type.kind, REASONS[type.kind]);
    case 'unsupported':
      return null;
  }
}

const REASONS = {
  boolean: 'The column holds 0 and 1 as true and false.',
  date: 'A date: YYYY-MM-DD.',
  datetime: 'A date with time: YYYY-MM-DD HH:MM:SS.',
  time: 'A time: HH:MM:SS.',
  json: 'The column holds JSON; it is sent as it is.',
  uuid: 'The column holds UUIDs.',
  binary: 'The column holds bytes; they are sent as base64.',
} as const;

function plain(type: string, reason: string): TypeSuggestion {
  return { type, rules: {}, reasons: { type: reason } };
}

function integerRange(min: number, max: number, typeReason: string, rangeReason: string): TypeSuggestion {
  return {
    type: 'integer',
    rules: { min, max },
    reasons: { type: typeReason, 'validation.min': rangeReason, 'validation.max': rangeReason },
  };
}

function integerField(type: Extract<ColumnType, { kind: 'integer' }>, declaredType: string): TypeSuggestion {
  if (type.bits < 64) {
    const span = 2 ** type.bits;
    const [min, max] = type.unsigned ? [0, span - 1] : [-span / 2, span / 2 - 1];
    return integerRange(min, max, 'A whole number.', `${declaredType} holds ${min} to ${max}.`);
  }
  const typeReason =
    'A 64-bit whole number, sent with all its digits. Choose string when clients read JSON numbers as doubles.';
  // Why no maximum: JSON numbers of that size are not exact in the configuration; the database refuses what does not fit.
  return type.unsigned
    ? { type: 'integer', rules: { min: 0 }, reasons: { type: typeReason, 'validation.min': 'The column is unsigned.' } }
    : plain('integer', typeReason);
}

function decimalField({ precision, scale, unsigned }: Extract<ColumnType, { kind: 'decimal' }>): TypeSuggestion {
  const typeReason = `An exact decimal${unsigned ? ', not negative' : ''}; sent as a string, so that no digit is lost.`;
  // Why: the contract's rule demands scale < precision, which DECIMAL(4,4) does not fulfil.
  if (scale >= precision) return plain('decimal', typeReason);
  const reason = `DECIMAL(${precision},${scale}).`;
  return {
    type: 'decimal',
    rules: { precision, scale },
    reasons: { type: typeReason, 'validation.precision': reason, 'validation.scale': reason },
  };
}

function textField(type: Extract<ColumnType, { kind: 'text' }>, declaredType: string): TypeSuggestion {
  if (type.length === null || type.length === 0) return plain('string', 'A text.');
  return {
    type: 'string',
    rules: { maxLength: type.length },
    reasons: { type: 'A text.', 'validation.maxLength': `${declaredType} holds ${type.length} characters.` },
  };
}

function wordField(values: readonly string[]): TypeSuggestion {
  const typeReason = 'One of a fixed list of words.';
  // Why: the stored list is joined by ", ", so a word that holds it could not be told apart.
  if (values.some((value) => value.includes(', ') || value.trim() !== value || value === '')) {
    return plain('enum', typeReason);
  }
  return {
    type: 'enum',
    rules: {},
    enumValues: values.join(', '),
    reasons: { type: typeReason, enumValues: 'The words that the column accepts.' },
  };
}
