import { parseDate } from './parse-temporal.js';

/** `date`, then optionally a clock and a zone: the forms that real clients send. Everything relative (`tomorrow`) is none. */
const INPUT =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/;
const TIME_INPUT = /^(-?)(\d{1,3}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const HOURS_MAX = 838;

/**
 * A client's point in time as the text of a DATETIME or TIMESTAMP column with `fraction` digits of a second: a missing clock
 * is midnight, a zone is converted to UTC (the zone of every session), finer digits are cut. Undefined when it is none.
 */
export function parseDateTimeInput(text: string, fraction: number): string | undefined {
  const match = INPUT.exec(text);
  const [, date = '', hours = '00', minutes = '00', seconds = '00', digits = '', zone = ''] = match ?? [];
  if (match === null || parseDate(date) === undefined || !isClock(hours, minutes, seconds)) return undefined;
  const offset = offsetMinutes(zone);
  if (offset === undefined) return undefined;
  const utc = offset === 0 ? `${date} ${hours}:${minutes}:${seconds}` : shift(date, hours, minutes, seconds, offset);
  if (utc === undefined) return undefined;
  return fraction === 0 ? utc : `${utc}.${digits.slice(0, fraction).padEnd(fraction, '0')}`;
}

/** A client's day as the text of a DATE column: the day that is written, whatever clock and zone follow it. */
export function parseDateInput(text: string): string | undefined {
  return parseDateTimeInput(text, 0) === undefined ? undefined : text.slice(0, 10);
}

/** A client's time as the text of a TIME column (−838:59:59 … 838:59:59); finer digits than `fraction` are cut. */
export function parseTimeInput(text: string, fraction: number): string | undefined {
  const match = TIME_INPUT.exec(text);
  if (match === null) return undefined;
  const [, sign = '', hours = '', minutes = '', seconds = '00', digits = ''] = match;
  if (Number(hours) > HOURS_MAX || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const rest = fraction === 0 ? '' : `.${digits.slice(0, fraction).padEnd(fraction, '0')}`;
  return `${sign}${String(Number(hours)).padStart(2, '0')}:${minutes}:${seconds}${rest}`;
}

/** Texts of the instant that was asked for last, by digits. Why: all rows of a request are stamped with one instant. */
const last = { time: Number.NaN, texts: [] as string[] };

/** An instant as the text of a DATETIME column, in UTC. */
export function formatInstant(instant: Date, fraction: number): string {
  const time = instant.getTime();
  if (time !== last.time) Object.assign(last, { time, texts: [] });
  return (last.texts[fraction] ??= writeInstant(instant, fraction));
}

function writeInstant(instant: Date, fraction: number): string {
  const [date = '', clock = ''] = instant.toISOString().slice(0, -1).split('T');
  const [seconds = '', digits = ''] = clock.split('.');
  return fraction === 0
    ? `${date} ${seconds}`
    : `${date} ${seconds}.${digits.padEnd(fraction, '0').slice(0, fraction)}`;
}

function isClock(hours: string, minutes: string, seconds: string): boolean {
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}

/** Minutes east of UTC; undefined for an offset that no zone has. */
function offsetMinutes(zone: string): number | undefined {
  if (!/^[+-]/.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function shift(date: string, hours: string, minutes: string, seconds: string, offset: number): string | undefined {
  const instant = new Date(Date.parse(`${date}T${hours}:${minutes}:${seconds}Z`) - offset * 60_000);
  const text = Number.isNaN(instant.getTime()) ? '' : formatInstant(instant, 0);
  // Why: a shift over the edge of the calendar would print a year of another length.
  return text.length === 19 ? text : undefined;
}
