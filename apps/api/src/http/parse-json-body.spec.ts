import { CodedException, ExactNumber } from '@dx/kernel';
import fc from 'fast-check';
import { parseJsonBody } from './parse-json-body.js';

const DEPTH = 20;
const parse = (text: string) => parseJsonBody(Buffer.from(text), DEPTH);

function codesOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedException) return error.errors.map((each) => String(each.code));
    throw error;
  }
  return [];
}

describe('parseJsonBody', () => {
  it('parses what JSON.parse parses', () => {
    const value = { data: [{ iso2_code: 'DE', id: 7, rate: 19.5, flag: true, none: null, more: ['ä', '€', '😀'] }] };
    expect(parse(JSON.stringify(value, null, 2))).toEqual({ kind: 'json', value });
  });

  it.each(['', ' ', '{', '{"a":}', "{'a':1}", '[1,]', 'NaN', '\ufeff{}', '{"a":01}', '{"a":.5}', '{"a":+1}'])(
    'says of %j that it is no JSON',
    (text) => expect(parse(text)).toEqual({ kind: 'malformed' }),
  );

  it('refuses bytes that are not UTF-8', () => {
    expect(parseJsonBody(Buffer.from([0x22, 0xff, 0x22]), DEPTH)).toEqual({ kind: 'malformed' });
    expect(parseJsonBody(Buffer.from('{"a":"ä"}', 'latin1'), DEPTH)).toEqual({ kind: 'malformed' });
    expect(parseJsonBody(Buffer.from('{"a":1}', 'utf16le'), DEPTH)).toEqual({ kind: 'malformed' });
  });

  it.each([
    '1.0',
    '19.10',
    '1e3',
    '1E3',
    '-0',
    '9007199254740993',
    '18446744073709551615',
    '-9223372036854775808',
    '99999999999999.999999',
    '1e999',
    '0.1000000000000000055511151231257827',
  ])('keeps %s to the letter', (token) => {
    for (const text of [token, `[${token}]`, `{"a": ${token} }`, `{"a":[1,2.5,\n${token}]}`]) {
      const parsed = parse(text);
      expect(parsed.kind).toBe('json');
      expect(JSON.stringify(parsed)).toContain('"text":"' + token + '"');
    }
  });

  it.each(['0', '1', '1e-7', '-1', '2.5', '0.1', '19.99', '9007199254740991', '-12.75'])(
    'gives %s as a number',
    (token) => {
      expect(parse(`{"a":${token}}`)).toEqual({ kind: 'json', value: { a: Number(token) } });
    },
  );

  it('is not misled by numbers inside texts', () => {
    const value = { a: '1.0', b: 'at 19.10, or: 1e3', c: '[1.50]', d: 3 };
    expect(parse(JSON.stringify(value))).toEqual({ kind: 'json', value });
  });

  it('takes the last of duplicate keys, on both ways', () => {
    expect(parse('{"a":1,"a":2}')).toEqual({ kind: 'json', value: { a: 2 } });
    expect(parse('{"a":1,"b":1.0,"a":{"c":2}}')).toEqual({
      kind: 'json',
      value: { a: { c: 2 }, b: new ExactNumber('1.0') },
    });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s at any depth and in any spelling', (key) => {
    const escaped = [...key].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    for (const spelling of [key, escaped, `${escaped.slice(0, 6)}${key.slice(1)}`]) {
      for (const text of [`{"${spelling}":1}`, `[[{"a":{"${spelling}":{"isAdmin":true}}}]]`]) {
        expect(codesOf(() => parse(text))).toEqual(['1912']);
      }
    }
    expect(parse(JSON.stringify({ a: key })).kind).toBe('json');
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('allows twenty levels and no more', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parse(nested(DEPTH)).kind).toBe('json');
    expect(codesOf(() => parse(nested(DEPTH + 1)))).toEqual(['1911']);
    expect(codesOf(() => parse(nested(45_000)))).toEqual(['1911']);
    expect(codesOf(() => parse('{"a":'.repeat(45_000) + '1' + '}'.repeat(45_000)))).toEqual(['1911']);
  });

  it('agrees with JSON.parse for every value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const quick = JSON.parse(text) as unknown;
        if (/"(__proto__|constructor|prototype)":/.test(JSON.stringify(quick))) return;
        const parsed = parse(text);
        // Numbers come back as numbers or as their own text; both stand for the same value.
        expect(JSON.parse(JSON.stringify(parsed), unwrap)).toEqual({ kind: 'json', value: withoutMinusZero(quick) });
      }),
    );
  });

  it('gives back every number token to the letter', () => {
    const digits = fc.stringMatching(/^(0|[1-9]\d{0,25})$/);
    const token = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits,
        fc.option(fc.stringMatching(/^\.\d{1,12}$/), { nil: '' }),
        fc.option(fc.stringMatching(/^[eE][+-]?\d{1,2}$/), { nil: '' }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.array(token, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ', ', ' ,\n'),
        (tokens, comma) => {
          const parsed = parse(`{"data":[${tokens.join(comma)}]}`);
          if (parsed.kind !== 'json') throw new Error('not parsed');
          const { data } = parsed.value as unknown as { data: (number | ExactNumber)[] };
          expect(data.map(String)).toEqual(tokens);
        },
      ),
    );
  });

  it('never throws anything but coded errors', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        codesOf(() => parseJsonBody(Buffer.from(bytes), DEPTH));
      }),
    );
    const soup = fc
      .array(
        fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          '"',
          ':',
          ',',
          '1',
          '.',
          'e',
          '-',
          '\\',
          'u',
          '0',
          'null',
          ' ',
          '__proto__',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(soup, (text) => {
        codesOf(() => parse(text));
      }),
    );
  });
});

function unwrap(_key: string, value: unknown): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.keys(value).join() === 'text' &&
    typeof (value as { text: unknown }).text === 'string'
    ? withoutMinusZero(Number((value as { text: string }).text))
    : value;
}

function withoutMinusZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
