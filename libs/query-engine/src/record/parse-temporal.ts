const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CLOCK = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/;
const DURATION = /^(-?)(\d{2,3}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The text of a DATE as databases print it, or undefined when `text` is no day of the calendar. */
export function parseDate(text: string): string | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const days = DAYS[month - 1];
  if (days === undefined || day < 1 || day > days) return undefined;
  return month === 2 && day === 29 && !isLeapYear(year) ? undefined : text;
}

/**
 * The text of a DATETIME or TIMESTAMP, with exactly the `fraction` digits of its column. Accepts a day alone (midnight)
 * and `T` for the blank. Undefined when it is no point in time, names a time zone, or is finer than the column.
 */
export function parseDateTime(text: string, fraction: number): string | undefined {
  const date = parseDate(text.slice(0, 10));
  if (date === undefined) return undefined;
  if (text.length === 10) return `${date} 00:00:00${fractionText('', fraction)}`;
  if (text[10] !== ' ' && text[10] !== 'T') return undefined;
  const clock = CLOCK.exec(text.slice(11));
  if (clock === null) return undefined;
  const [, hours = '', minutes = '', seconds = '', digits = ''] = clock;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const rest = fractionText(digits, fraction);
  return rest === undefined ? undefined : `${date} ${hours}:${minutes}:${seconds}${rest}`;
}

/** The text of a TIME column (−838:59:59 … 838:59:59) with exactly `fraction` digits; undefined when it is none. */
export function parseTime(text: string, fraction: number): string | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const [, sign = '', hours = '', minutes = '', seconds = '', digits = ''] = match;
  if (Number(hours) > 838 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const rest = fractionText(digits, fraction);
  return rest === undefined
    ? undefined
    : `${sign}${hours.length === 3 ? String(Number(hours)).padStart(2, '0') : hours}:${minutes}:${seconds}${rest}`;
}

/** `.ffff` with exactly `fraction` digits, empty for none; undefined when a digit other than 0 would be lost. */
function fractionText(digits: string, fraction: number): string | undefined {
  if (/[1-9]/.test(digits.slice(fraction))) return undefined;
  return fraction === 0 ? '' : `.${digits.slice(0, fraction).padEnd(fraction, '0')}`;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
