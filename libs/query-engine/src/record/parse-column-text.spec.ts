import type { SqlParam } from '@dx/database';
import type { ColumnType } from '@dx/schema-catalogue';
import fc from 'fast-check';
import { buildColumn, types } from '../../../../test/support/build-catalogue.js';
import { parseColumnText } from './parse-column-text.js';

const parse = (type: ColumnType, text: string): SqlParam | undefined => parseColumnText(buildColumn('c', type), text);

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

describe('parseColumnText', () => {
  it.each<[string, ColumnType, string, SqlParam]>([
    ['int', types.int(), '1', '1'],
    ['int', types.int(), '-2147483648', '-2147483648'],
    ['int unsigned', types.int({ unsigned: true }), '4294967295', '4294967295'],
    ['bigint', types.bigint(), '9007199254740993', '9007199254740993'],
    ['bigint', types.bigint(), '-9223372036854775808', '-9223372036854775808'],
    ['bigint unsigned', types.bigint({ unsigned: true }), '18446744073709551615', '18446744073709551615'],
    ['boolean', types.boolean(), 'true', 1],
    ['boolean', types.boolean(), '1', 1],
    ['boolean', types.boolean(), 'false', 0],
    ['boolean', types.boolean(), '0', 0],
    ['decimal', types.decimal(10, 2), '19.00', '19'],
    ['decimal', types.decimal(10, 2), '007.10', '7.1'],
    ['decimal', types.decimal(10, 2), '-0.00', '0'],
    ['decimal', types.decimal(20, 10), '9999999999.0000000001', '9999999999.0000000001'],
    ['decimal', types.decimal(2, 2), '0.99', '0.99'],
    ['double', types.double(), '-1.5e-3', '-1.5e-3'],
    ['date', types.date(), '2024-02-29', '2024-02-29'],
    ['datetime', types.datetime(), '2024-02-29', '2024-02-29 00:00:00'],
    ['datetime', types.datetime(), '2024-02-29T23:59:59', '2024-02-29 23:59:59'],
    ['datetime', types.datetime(), '2024-02-29 23:59:59.000000', '2024-02-29 23:59:59'],
    ['datetime(6)', types.datetime(6), '2024-02-29 23:59:59.1', '2024-02-29 23:59:59.100000'],
    ['time', types.time(), '-838:59:59', '-838:59:59'],
    ['time(3)', types.time(3), '01:02:03', '01:02:03.000'],
    ['year', types.year(), '2024', '2024'],
    ['uuid', types.uuid(), '550E8400-e29b-41d4-a716-446655440000', '550e8400-e29b-41d4-a716-446655440000'],
    ['binary', types.varbinary(9), 'AP8=', bytes('AP8=')],
    ['bit(8)', types.bit(8), 'BQ==', '5'],
    ['bit(1)', types.bit(1), 'true', 1],
    ['text', types.varchar(2), "' OR '1'='1", "' OR '1'='1"],
    ['text', types.varchar(2), '', ''],
    ['text', types.varchar(2), '😀', '😀'],
    ['enum', types.enumOf('a'), 'b', 'b'],
  ])('%s takes %#: %j', (_name, type, text, value) => {
    expect(parse(type, text)).toEqual(value);
  });

  const never: readonly [string, ColumnType, readonly string[]][] = [
    [
      'int',
      types.int(),
      ['', ' 1', '1 ', '1abc', '1e0', '01', '+1', '-0', '1.0', '0x1', '١', 'true', '2147483648', '1;', '１'],
    ],
    ['int unsigned', types.int({ unsigned: true }), ['-1', '4294967296']],
    ['tinyint', types.tinyint(), ['128', '-129']],
    ['bigint', types.bigint(), ['9223372036854775808', '9'.repeat(5000)]],
    ['bigint unsigned', types.bigint({ unsigned: true }), ['18446744073709551616', '-1']],
    ['boolean', types.boolean(), ['', 'TRUE', 'yes', '2', '01', 'true ']],
    ['decimal', types.decimal(10, 2), ['', '7,5', '1e3', '.5', '5.', '+5', '1.001', '123456789', 'NaN']],
    ['decimal unsigned', types.decimal(10, 2, { unsigned: true }), ['-1']],
    ['double', types.double(), ['', 'Infinity', 'NaN', '1e999', '0x1', '1e', '1,5']],
    ['date', types.date(), ['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-1-1', 'today', '20240101']],
    ['datetime', types.datetime(), ['2024-01-01 24:00:00', '2024-01-01T00:00:00Z', '2024-01-01 1:00:00', 'tomorrow']],
    ['datetime', types.datetime(), ['2024-01-01 00:00:00.5']],
    ['datetime(3)', types.datetime(3), ['2024-01-01 00:00:00.0001']],
    ['time', types.time(), ['839:00:00', '1:00:00', '00:60:00', '00:00']],
    ['year', types.year(), ['1900', '2156', '24', '02024']],
    ['uuid', types.uuid(), ['', '550e8400e29b41d4a716446655440000', 'x']],
    ['binary', types.varbinary(9), ['AP8', '*', 'AP8=AP8=']],
    ['bit', types.bit(4), ['', 'EA==', '5']],
    ['text', types.varchar(9), ['\ud800']],
    ['geometry', types.unsupported('point'), ['x', '']],
  ];
  it.each(never)('%s refuses what no row can hold', (_name, type, texts) => {
    for (const text of texts) expect([text, parse(type, text)]).toEqual([text, undefined]);
  });

  it.each<[string, string, string]>([
    ['ascii', 'a~', 'ä'],
    ['latin1', 'aä€Ÿ', 'Ā'],
    ['latin1', 'ÿ', '😀'],
    ['utf8mb3', 'aä漢', '😀'],
  ])('knows what characters %s has', (charset, inside, outside) => {
    const column = buildColumn('c', types.varchar(9), { charset });
    expect(parseColumnText(column, inside)).toBe(inside);
    expect(parseColumnText(column, `a${outside}`)).toBeUndefined();
  });

  it('agrees with BigInt about integers of every size', () => {
    const sizes = fc.constantFrom(types.tinyint, types.smallint, types.mediumint, types.int, types.bigint);
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }), (of, unsigned, value) => {
        const type = of({ unsigned }) as ColumnType & { kind: 'integer' };
        const [low, high] = unsigned
          ? [0n, 2n ** BigInt(type.bits) - 1n]
          : [-(2n ** BigInt(type.bits - 1)), 2n ** BigInt(type.bits - 1) - 1n];
        const fits = value >= low && value <= high;
        expect(parse(type, String(value))).toBe(fits ? String(value) : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws, whatever the column and the text', () => {
    const all: ColumnType[] = [
      ...never.map(([, type]) => type),
      types.text(),
      types.json(),
      types.enumOf('a'),
      types.setOf('a'),
    ];
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.double().map(String), fc.date().map(String));
    fc.assert(
      fc.property(fc.constantFrom(...all), text, (type, value) => {
        parse(type, value);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers hostile lengths at once', () => {
    const started = performance.now();
    for (const [, type] of never) {
      for (const text of ['0'.repeat(100_000), `${'9'.repeat(100_000)}x`, `1.${'0'.repeat(100_000)}1`])
        parse(type, text);
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
