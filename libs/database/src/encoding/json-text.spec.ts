import fc from 'fast-check';
import { JsonText } from './json-text.js';

/** What a rule writes for the bytes of a text, placed between other bytes. */
function write(
  text: string | Buffer,
  rule: (json: JsonText, source: Buffer, start: number, end: number) => void,
): string {
  const bytes = Buffer.from(text as string);
  const source = Buffer.concat([Buffer.from('"<'), bytes, Buffer.from('>"')]);
  const json = new JsonText(1);
  rule(json, source, 2, 2 + bytes.length);
  return json.buffer.toString('utf8', 0, json.length);
}

describe('JsonText', () => {
  it('writes strings as JSON.stringify does', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(text, (value) => {
        expect(write(value, (json, ...range) => json.string(...range))).toBe(JSON.stringify(value));
      }),
    );
  });

  it.each([
    ['0', '0'],
    ['-12', '-12'],
    ['00042', '42'],
    ['-007', '-7'],
    ['0000', '0'],
    ['0.50', '0.50'],
    ['0001.5', '1.5'],
    ['1e300', '1e300'],
    ['18446744073709551615', '18446744073709551615'],
  ])('writes the number %s as %s', (text, expected) => {
    expect(write(text, (json, ...range) => json.number(...range))).toBe(expected);
  });

  it.each([
    ['12abc', '12'],
    [' \t-7.9', '-7'],
    ['+5', '5'],
    ['007', '7'],
    ['', '0'],
    ['-', '0'],
    ['+', '0'],
    ['.5', '0'],
    ['abc', '0'],
    ['99999999999999999999', '99999999999999999999'],
  ])('casts %p to the integer %s', (text, expected) => {
    expect(write(text, (json, ...range) => json.integerCast(...range))).toBe(expected);
  });

  it.each([
    ['0', 'false'],
    ['\0', 'false'],
    ['', 'false'],
    ['1', 'true'],
    ['\u0001', 'true'],
    ['-1', 'true'],
    ['10', 'true'],
  ])('writes the boolean %p as %s', (text, expected) => {
    expect(write(text, (json, ...range) => json.boolean(...range))).toBe(expected);
  });

  it.each([
    ['19', 2, '"19.00"'],
    ['19.5', 2, '"19.50"'],
    ['19.5', 0, '"19.5"'],
    ['-0.1', 1, '"-0.1"'],
    ['7', 0, '"7"'],
  ])('writes the decimal %s with scale %i as %s', (text, scale, expected) => {
    expect(write(text, (json, source, start, end) => json.decimal(source, start, end, scale))).toBe(expected);
  });

  it.each([
    ['2024-02-29', '"2024-02-29 00:00:00.000000"'],
    ['2024-02-29 10:11:12', '"2024-02-29 10:11:12.000000"'],
    ['2024-02-29T10:11:12', '"2024-02-29 10:11:12.000000"'],
    ['2024-02-29 10:11:12.5', '"2024-02-29 10:11:12.500000"'],
    ['2024-02-29 10:11:12.123456', '"2024-02-29 10:11:12.123456"'],
    ['0000-00-00 00:00:00', '"0000-00-00 00:00:00.000000"'],
    ['1709200000', '"1709200000"'],
    ['no "date" at all', '"no \\"date\\" at all"'],
    ['', '""'],
  ])('writes the time %p as %s', (text, expected) => {
    expect(write(text, (json, ...range) => json.datetime(...range))).toBe(expected);
  });

  it('always writes a time that JSON.parse can read', () => {
    const parts = fc.array(fc.constantFrom('-', 'T', '"', '\\', ' ', '0', '2024', ':', '.', '\n'), { maxLength: 24 });
    fc.assert(
      fc.property(parts, (pieces) => {
        JSON.parse(write(pieces.join(''), (json, ...range) => json.datetime(...range)));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['{"a": [1.10, 12345678901234567890]}', '{"a": [1.10, 12345678901234567890]}'],
    [' null ', ' null '],
    ['{"a": 1.}', '"{\\"a\\": 1.}"'],
    ['', '""'],
    ['nope', '"nope"'],
  ])('embeds %p as %s', (text, expected) => {
    expect(write(text, (json, ...range) => json.json(...range))).toBe(expected);
  });

  it('writes bytes as base64 and bits as a number', () => {
    expect(write(Buffer.from([0, 255]), (json, ...range) => json.base64(...range))).toBe('"AP8="');
    expect(write(Buffer.from([1, 0, 0, 0, 0, 0, 0, 1]), (json, ...range) => json.bits(...range))).toBe(
      '72057594037927937',
    );
  });
});
