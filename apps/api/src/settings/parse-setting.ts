import { parseDatabaseUrl } from '@dx/database';

/** What a parser makes of a variable's text: a value, or one phrase that says what is allowed. */
export type ParsedSetting<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly allowed: string };

/** Reads the text of one variable. */
export type SettingParser<T> = (text: string) => ParsedSetting<T>;

const good = <T>(value: T): ParsedSetting<T> => ({ ok: true, value });
const bad = (allowed: string): { readonly ok: false; readonly allowed: string } => ({ ok: false, allowed });

/** Any text. */
export const text: SettingParser<string> = (raw) => good(raw);

/** A whole number within bounds, both included. */
export function integer(min: number, max: number): SettingParser<number> {
  const allowed = `a whole number from ${min} to ${max}`;
  return (raw) => {
    const value = Number(raw);
    return /^\d+$/.test(raw) && value >= min && value <= max ? good(value) : bad(allowed);
  };
}

/** `true` or `false` (also `1`, `0`). */
export const flag: SettingParser<boolean> = (raw) => {
  if (raw === 'true' || raw === '1') return good(true);
  if (raw === 'false' || raw === '0') return good(false);
  return bad('true or false');
};

/** One word of a list. */
export function choice<const Word extends string>(words: readonly Word[]): SettingParser<Word> {
  return (raw) => {
    const found = words.find((word) => word === raw);
    return found === undefined ? bad(`one of ${words.join(', ')}`) : good(found);
  };
}

/** Texts separated by commas; blanks around them and empty entries are dropped. */
export const list: SettingParser<readonly string[]> = (raw) =>
  good(
    raw
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  );

const UNITS: Readonly<Record<string, number>> = { '': 1, kb: 1024, mb: 1024 * 1024 };

/** A size in bytes: `65536`, `512kb`, `10mb`. */
export function bytes(min: number, max: number): SettingParser<number> {
  return (raw) => {
    const match = /^(\d+)\s*(kb|mb)?$/i.exec(raw);
    const size = match ? Number(match[1]) * (UNITS[(match[2] ?? '').toLowerCase()] ?? 1) : NaN;
    return size >= min && size <= max
      ? good(size)
      : bad(`a size from ${min} to ${max} bytes, as a number or with kb or mb`);
  };
}

/** A database address. */
export const databaseUrl: SettingParser<string> = (raw) => {
  try {
    parseDatabaseUrl(raw);
    return good(raw);
  } catch {
    return bad('mysql://user:password@host:3306/schema, mariadb://… or sqlite:./path/to/file.sqlite');
  }
};

/** Exact origins (`https://shop.example`), separated by commas. */
export const origins: SettingParser<readonly string[]> = (raw) => {
  const parsed = list(raw);
  if (!parsed.ok) return parsed;
  const wrong = parsed.value.find((entry) => !URL.canParse(entry) || new URL(entry).origin !== entry);
  return wrong === undefined ? parsed : bad('exact origins such as https://shop.example, without path or *');
};

const NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);

/**
 * Which proxies in front are believed: none, or their addresses. Why no number of hops: it does not tell whether the
 * peer is a proxy at all, so that a direct client could claim any address.
 */
export const trustedProxies: SettingParser<false | readonly string[]> = (raw) => {
  if (raw === 'false' || raw === '0') return good(false);
  const addresses = list(raw);
  const isAddress = (entry: string): boolean =>
    NETWORKS.has(entry) || /^[\da-f.:]*[.:][\da-f.:]*(\/\d{1,3})?$/i.test(entry);
  return addresses.ok && addresses.value.length > 0 && addresses.value.every(isAddress)
    ? addresses
    : bad('false, or addresses such as 10.0.0.0/8, loopback, linklocal, uniquelocal');
};

/** One or more path segments without slashes at the ends. */
export const pathPrefix: SettingParser<string> = (raw) =>
  /^[\w-]+(\/[\w-]+)*$/.test(raw)
    ? good(raw)
    : bad('path segments of letters, digits, _ and -, such as dynamic-entity');

/** An offset (`+00:00`) as the database session takes it. */
export const timeZone: SettingParser<string> = (raw) =>
  /^[+-](0\d|1[0-4]):[0-5]\d$/.test(raw) ? good(raw) : bad('an offset such as +00:00');

/** An e-mail address, checked for its form only. */
export const email: SettingParser<string> = (raw) =>
  /^[^\s@]+@[^\s@]+$/.test(raw) && raw.length <= 254 ? good(raw) : bad('an e-mail address');
