import type { Field } from '@dx/entity-configuration';
import { ExactNumber } from '@dx/kernel';
import type { JsonValue } from '@dx/kernel';
import { Big } from 'big.js';
import type { Operator } from './validation-settings.js';

type Kind = 'number' | 'instant' | 'time' | 'text';

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i;
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?)?$/;
const TIME = /^(-?)(\d{2,3}):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/;

/** What two fields are compared as: numbers, points in time, times of day when both are of that kind, else texts. */
export function kindOf(left: Field, right: Field): Kind {
  const own = kindOfField(left);
  return own === kindOfField(right) ? own : 'text';
}

/**
 * Whether two values stand in a relation; null when that cannot be told because one of them is null, not sent, or not
 * written as the kind wants it (the built-in checks or the database name that).
 */
export function compareValues(
  kind: Kind,
  left: JsonValue | undefined,
  operator: Operator,
  right: JsonValue | undefined,
): boolean | null {
  const [a, b] = [textOf(left), textOf(right)];
  if (a === null || b === null) return null;
  const order = orderOf(kind, a, b);
  return order === null ? null : holds(order, operator);
}

function kindOfField({ type, column }: Field): Kind {
  switch (column.type.kind) {
    case 'integer':
    case 'decimal':
    case 'float':
    case 'year':
      return 'number';
    case 'date':
    case 'datetime':
      return 'instant';
    case 'time':
      return 'time';
    default:
      return type === 'integer' || type === 'decimal' ? 'number' : 'text';
  }
}

function orderOf(kind: Kind, left: string, right: string): number | null {
  switch (kind) {
    case 'number':
      return NUMBER.test(left) && NUMBER.test(right) ? new Big(left).cmp(new Big(right)) : null;
    case 'instant':
      return orderOfTexts(instantText(left), instantText(right));
    case 'time': {
      const [a, b] = [microsecondsOf(left), microsecondsOf(right)];
      return a === null || b === null ? null : Math.sign(a - b);
    }
    case 'text':
      return orderOfTexts(left, right);
  }
}

function orderOfTexts(left: string | null, right: string | null): number | null {
  if (left === null || right === null) return null;
  return left < right ? -1 : left > right ? 1 : 0;
}

function instantText(text: string): string | null {
  const match = INSTANT.exec(text);
  return match === null ? null : `${match[1]} ${match[2] ?? '00:00:00'}.${(match[3] ?? '').padEnd(6, '0')}`;
}

function microsecondsOf(text: string): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, sign, hours, minutes, seconds, fraction = ''] = match;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === '-' ? -1 : 1) * (whole * 1_000_000 + Number(fraction.padEnd(6, '0')));
}

function holds(order: number, operator: Operator): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
  }
}

/** A scalar's text; null for what cannot be compared. */
function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' && !(value instanceof ExactNumber) ? null : String(value);
}
