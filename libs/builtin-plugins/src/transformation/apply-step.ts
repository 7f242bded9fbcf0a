import type { JsonValue } from '@dx/kernel';
import { ExactNumber } from '@dx/kernel';
import { Big } from 'big.js';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import utc from 'dayjs/plugin/utc.js';
import type { TransformationStep } from './transformation-settings.js';

dayjs.extend(customParseFormat);
dayjs.extend(utc);

/** The fields of the record that a step may look at. */
export type RecordFields = Readonly<Record<string, JsonValue>>;

/**
 * Applies one step. A value that the step cannot read (a number to be trimmed, a text that is no date) is handed on
 * unchanged, so that the checks that follow name it; null and absent values stay as they are but for `constant`,
 * `default`, `template` and a `map` with an entry for them.
 */
export function applyStep(
  step: TransformationStep,
  value: JsonValue | undefined,
  fields: RecordFields,
): JsonValue | undefined {
  switch (step.op) {
    case 'trim':
      return typeof value === 'string' ? value.trim() : value;
    case 'case':
      return typeof value === 'string' ? changeCase(value, step.to) : value;
    case 'scale':
      return roundNumber(value, step.digits);
    case 'date':
      return typeof value === 'string' ? reformatDate(value, step.from, step.to) : value;
    case 'map':
      return mapValue(value, step);
    case 'template':
      return step.text.replace(/\{([^{}]+)\}/g, (_match, name: string) =>
        textOf(Object.hasOwn(fields, name) ? fields[name] : null),
      );
    case 'constant':
      return step.value;
    case 'default':
      return value ?? step.value;
  }
}

function changeCase(text: string, to: 'upper' | 'lower' | 'title'): string {
  if (to === 'upper') return text.toUpperCase();
  if (to === 'lower') return text.toLowerCase();
  return text
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_match, before: string, letter: string) => before + letter.toUpperCase());
}

function roundNumber(value: JsonValue | undefined, digits: number): JsonValue | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof ExactNumber)) return value;
  try {
    return new Big(String(value)).toFixed(digits, 1);
  } catch {
    return value;
  }
}

function reformatDate(text: string, from: string, to: string): string {
  const date = dayjs.utc(text, from, true);
  return date.isValid() ? date.format(to) : text;
}

function mapValue(
  value: JsonValue | undefined,
  step: Extract<TransformationStep, { op: 'map' }>,
): JsonValue | undefined {
  if (value === undefined) return undefined;
  const key = textOf(value);
  if (Object.hasOwn(step.values, key)) return step.values[key];
  return step.otherwise === undefined ? value : step.otherwise;
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' && !(value instanceof ExactNumber) ? JSON.stringify(value) : String(value);
}
