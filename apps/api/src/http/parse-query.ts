import { CodedException, serverErrors } from '@dx/kernel';
import type { RawQuery } from '@dx/query-engine';

const PARAMETERS_MAX = 1000;
const LENGTH_MAX = 16_384;

/** Where Fastify's `request.query` object carries the list of all parameters. */
const RAW = Symbol('raw');

/** Parameters by their whole name (`page[limit]`), the last one of equal names; and all of them in order. */
type QueryObject = Record<string, string> & { [RAW]: RawQuery | CodedException };

const EMPTY: RawQuery = Object.freeze([]);

/**
 * Reads a query string (without the `?`): names and values decoded, nothing interpreted, order and repetitions kept.
 * A malformed percent sequence stays as it is written; `+` is a blank.
 * @throws CodedException 1910 when there are more than a thousand parameters
 */
export function parseQuery(text: string): RawQuery {
  if (text === '') return EMPTY;
  if (text.length > LENGTH_MAX) throw tooLarge(`The query must not be longer than ${LENGTH_MAX} characters.`);
  const parameters: { name: string; value: string }[] = [];
  let start = 0;
  while (start <= text.length) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand === -1 ? text.length : ampersand;
    if (end > start) {
      if (parameters.length === PARAMETERS_MAX) {
        throw tooLarge(`The query must not have more than ${PARAMETERS_MAX} parameters.`);
      }
      parameters.push(parseParameter(text, start, end));
    }
    start = end + 1;
  }
  return parameters;
}

/**
 * The query parser for Fastify. Why it never throws: Fastify calls it inside its router, where nothing would catch
 * the exception; `rawQueryOf` throws it later.
 */
export function parseQueryForFastify(text: string): QueryObject {
  const query = Object.create(null) as QueryObject;
  try {
    const raw = parseQuery(text);
    for (const { name, value } of raw) query[name] = value;
    query[RAW] = raw;
  } catch (error) {
    query[RAW] = error as CodedException;
  }
  return query;
}

/**
 * The parameters of a request in order.
 * @throws CodedException 1910 when the query could not be read
 */
export function rawQueryOf(request: { readonly query: unknown }): RawQuery {
  const raw = (request.query as QueryObject | null)?.[RAW] ?? EMPTY;
  if (raw instanceof CodedException) throw raw;
  return raw;
}

function tooLarge(reason: string): CodedException {
  return new CodedException(serverErrors.malformedRequest({ reason }));
}

function parseParameter(text: string, start: number, end: number): { name: string; value: string } {
  const equals = text.indexOf('=', start);
  return equals === -1 || equals >= end
    ? { name: decode(text.slice(start, end)), value: '' }
    : { name: decode(text.slice(start, equals)), value: decode(text.slice(equals + 1, end)) };
}

function decode(text: string): string {
  const withBlanks = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!withBlanks.includes('%')) return withBlanks;
  return tryDecode(withBlanks) ?? withBlanks.replace(/(?:%[\da-f]{2})+/gi, (run) => tryDecode(run) ?? run);
}

function tryDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
