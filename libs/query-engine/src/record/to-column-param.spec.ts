import type { SqlParam } from '@dx/database';
import type { Field, FieldType } from '@dx/entity-configuration';
import { ExactNumber, type JsonValue } from '@dx/kernel';
import type { ColumnType } from '@dx/schema-catalogue';
import fc from 'fast-check';
import { buildColumn, types } from '../../../../test/support/build-catalogue.js';
import { Misfit } from './misfit.js';
import { toColumnParam } from './to-column-param.js';

function convert(
  type: ColumnType,
  value: Exclude<JsonValue, null>,
  fieldType: FieldType = 'other',
): SqlParam | undefined {
  const result = toColumnParam({ column: buildColumn('c', type), type: fieldType } as Field, value);
  return result instanceof Misfit ? undefined : result;
}

const exact = (text: string): ExactNumber => new ExactNumber(text);

describe('toColumnParam', () => {
  it.each<[ColumnType, Exclude<JsonValue, null>, SqlParam | undefined]>([
    [types.tinyint(), 127, '127'],
    [types.tinyint(), 128, undefined],
    [types.tinyint({ unsigned: true }), -1, undefined],
    [types.int(), '7', '7'],
    [types.int(), '007', '7'],
    [types.int(), exact('1.0'), '1'],
    [types.int(), exact('1e3'), '1000'],
    [types.int(), 1.5, undefined],
    [types.int(), 'abc', undefined],
    [types.int(), true, '1'],
    [types.bigint(), exact('9223372036854775807'), '9223372036854775807'],
    [types.bigint(), exact('9223372036854775808'), undefined],
    [types.bigint({ unsigned: true }), exact('18446744073709551615'), '18446744073709551615'],
    [types.boolean(), true, 1],
    [types.boolean(), '0', 0],
    [types.boolean(), 2, undefined],
    [types.bit(1), false, 0],
    [types.bit(8), 255, 255n],
    [types.bit(8), 256, undefined],
    [types.decimal(8, 2), '7.5', '7.50'],
    [types.decimal(8, 2), 7.005, '7.01'],
    [types.decimal(8, 2), '-0.001', '0.00'],
    [types.decimal(8, 2), '999999.994', '999999.99'],
    [types.decimal(8, 2), '999999.995', undefined],
    [types.decimal(8, 2, { unsigned: true }), '-1', undefined],
    [types.decimal(38, 0), exact('12345678901234567890123456789012345678'), '12345678901234567890123456789012345678'],
    [types.double(), 0.1, '0.1'],
    [types.double(), exact('1e400'), undefined],
    [types.float(), '1e39', undefined],
    [types.varchar(3), 'Ä😀x', 'Ä😀x'],
    [types.varchar(3), 'abcd', undefined],
    [types.varchar(5), exact('1.50'), '1.50'],
    [types.varchar(5), true, '1'],
    [types.varchar(5), '\ud800', undefined],
    [types.enumOf('DE', 'AT'), 'de', 'DE'],
    [types.enumOf('DE', 'de'), 'de', 'de'],
    [types.enumOf('DE'), 1, undefined],
    [types.setOf('a', 'b'), 'b,A', 'b,a'],
    [types.setOf('a', 'b'), '', ''],
    [types.setOf('a', 'b'), 'c', undefined],
    [types.date(), '2024-02-29', '2024-02-29'],
    [types.date(), 20240229, undefined],
    [types.datetime(3), '2024-02-29 10:00:00.1', '2024-02-29 10:00:00.100'],
    [types.time(), '10:20', '10:20:00'],
    [types.year(), 2024, '2024'],
    [types.year(), 1900, undefined],
    [types.json(), '{"a":1}', '{"a":1}'],
    [types.json(), '{', undefined],
    [types.uuid(), 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    [types.uuid(), 'x', undefined],
    [types.binary(2), 'AP8=', Buffer.from([0, 255])],
    [types.binary(2), 'AP8A', undefined],
    [types.binary(2), 'A*', undefined],
    [types.unsupported('point'), 'x', undefined],
  ])('%p takes %p as %p', (type, value, expected) => expect(convert(type, value)).toEqual(expected));

  it('keeps every digit of a json field', () => {
    expect(convert(types.json(), { a: [exact('9007199254740993'), 'x'] }, 'json')).toBe('{"a":[9007199254740993,"x"]}');
    expect(convert(types.json(), 'x', 'json')).toBe('"x"');
  });

  it('bounds TEXT by its bytes', () => {
    expect(convert(types.text(), 'ä'.repeat(32_767))).toBeDefined();
    expect(convert(types.text(), 'ä'.repeat(32_768))).toBeUndefined();
  });

  it('rounds every decimal to the nearest that fits, half away from zero', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (thousandths) => {
        const sign = thousandths < 0n ? '-' : '';
        const digits = (thousandths < 0n ? -thousandths : thousandths).toString().padStart(4, '0');
        const text = `${sign}${digits.slice(0, -3)}.${digits.slice(-3)}`;
        const stored = String(convert(types.decimal(20, 2), text)).replace('.', '');
        const difference = BigInt(stored) * 10n - thousandths;
        expect(difference >= -5n && difference <= 5n).toBe(true);
        if (difference === 5n || difference === -5n) expect(difference > 0n).toBe(thousandths > 0n);
      }),
    );
  });
});
