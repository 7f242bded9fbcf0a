import type { SqlKey, SqlParam } from '@dx/database';
import type { KeyBinding } from '@dx/entity-configuration';
import type { Column, ColumnType } from '@dx/schema-catalogue';
import fc from 'fast-check';
import { buildColumn, types } from '../../../../test/support/build-catalogue.js';
import { childValues, joinKeyReader, readJoinKey } from './join-keys.js';

const binding = (parent: ColumnType, child: ColumnType, options: Partial<Column> = {}): KeyBinding => ({
  parent: buildColumn('p', parent, options),
  parentQuoted: 'p',
  child: buildColumn('c', child),
  childQuoted: 'c',
});

const keyOf = (bindings: readonly KeyBinding[], ...keys: SqlKey[]): string | null =>
  readJoinKey(joinKeyReader(bindings, [...bindings.keys()]), keys);

const valuesOf = (bindings: readonly KeyBinding[], ...keys: SqlKey[]): readonly SqlParam[] | undefined =>
  childValues(bindings, joinKeyReader(bindings, [...bindings.keys()]), keys);

describe('join keys', () => {
  it('are the texts of the database where both columns print alike', () => {
    const texts = [binding(types.varchar(9), types.varchar(5))];
    expect(keyOf(texts, '01.0')).toBe('01.0');
    expect(keyOf(texts, 'de')).not.toBe(keyOf(texts, 'DE'));
    expect(keyOf([binding(types.int(), types.bigint())], '7')).toBe('7');
    expect(keyOf(texts, null)).toBeNull();
  });

  it('are free of zeros that say nothing where the columns print one value differently', () => {
    const decimals = [binding(types.decimal(10, 2), types.decimal(10, 4))];
    expect(keyOf(decimals, '19.00')).toBe(keyOf(decimals, '19.0000'));
    expect(keyOf(decimals, '0.00')).toBe(keyOf(decimals, '0.0000'));
    expect(keyOf(decimals, '100.00')).toBe('100');
    const filled = [binding(types.int(), types.int(), { declaredType: 'int(5) unsigned zerofill' })];
    expect(keyOf(filled, '00042')).toBe('42');
    expect(keyOf(filled, '00000')).toBe('0');
    const times = [binding(types.datetime(6), types.datetime())];
    expect(keyOf(times, '2024-01-10 10:00:00.000000')).toBe(keyOf(times, '2024-01-10 10:00:00'));
  });

  it('of several columns cannot be mistaken for one another', () => {
    const pair = [binding(types.varchar(9), types.varchar(9)), binding(types.varchar(9), types.varchar(9))];
    expect(keyOf(pair, 'a', null)).toBeNull();
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        expect(keyOf(pair, a, b) === keyOf(pair, c, d)).toBe(a === c && b === d);
      }),
    );
  });

  it('become values of the child column, or none', () => {
    expect(valuesOf([binding(types.varchar(9), types.int())], '7')).toEqual(['7']);
    expect(valuesOf([binding(types.varchar(9), types.int())], '7abc')).toBeUndefined();
    expect(valuesOf([binding(types.decimal(10, 2), types.int())], '7.00')).toEqual(['7']);
    expect(valuesOf([binding(types.decimal(10, 2), types.int())], '7.50')).toBeUndefined();
    expect(valuesOf([binding(types.bigint(), types.bigint())], '9007199254740993')).toEqual(['9007199254740993']);
    expect(valuesOf([binding(types.binary(2), types.binary(2))], '\u00ff\u0000')).toEqual([Buffer.from([255, 0])]);
    expect(valuesOf([binding(types.int(), types.int())], null)).toBeUndefined();
    const mixed = binding(types.varchar(9), types.varchar(9));
    const ascii = { ...mixed, child: { ...mixed.child, charset: 'ascii' } };
    expect(valuesOf([ascii], 'a')).toEqual(['a']);
    expect(valuesOf([ascii], 'ä')).toBeUndefined();
  });
});
