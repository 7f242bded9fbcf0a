import fc from 'fast-check';
import type { ColumnType } from '../model.js';
import { parseColumnType } from './parse-column-type.js';

const integer = (bits: 8 | 16 | 24 | 32 | 64, unsigned = false): ColumnType => ({ kind: 'integer', bits, unsigned });
const text = (length: number | null, maxBytes: number | null = null): ColumnType => ({
  kind: 'text',
  length,
  maxBytes,
});

describe('parseColumnType', () => {
  const cases: readonly (readonly [string, ColumnType])[] = [
    ['tinyint(1)', { kind: 'boolean' }],
    ['tinyint(1) unsigned', integer(8, true)],
    ['tinyint(4)', integer(8)],
    ['tinyint', integer(8)],
    ['BOOLEAN', { kind: 'boolean' }],
    ['bit(1)', { kind: 'boolean' }],
    ['bit(8)', { kind: 'bit', width: 8 }],
    ['smallint(6)', integer(16)],
    ['mediumint(8) unsigned', integer(24, true)],
    ['int(11)', integer(32)],
    ['int', integer(32)],
    ['int(10) unsigned zerofill', integer(32, true)],
    ['bigint(20) unsigned', integer(64, true)],
    ['decimal(10,2) unsigned zerofill', { kind: 'decimal', precision: 10, scale: 2, unsigned: true }],
    ['decimal(20,10)', { kind: 'decimal', precision: 20, scale: 10, unsigned: false }],
    ['decimal(5)', { kind: 'decimal', precision: 5, scale: 0, unsigned: false }],
    ['float', { kind: 'float', double: false, unsigned: false }],
    ['float(7,3)', { kind: 'float', double: false, unsigned: false }],
    ['double', { kind: 'float', double: true, unsigned: false }],
    ['double precision', { kind: 'float', double: true, unsigned: false }],
    ['double(10,2) unsigned', { kind: 'float', double: true, unsigned: true }],
    ['varchar(255)', text(255)],
    ['character varying(12)', text(12)],
    ['char(2)', text(2)],
    ['varchar(10) character set latin1 collate latin1_bin', text(10)],
    ['tinytext', text(null, 255)],
    ['text', text(null, 65_535)],
    ['mediumtext', text(null, 16_777_215)],
    ['longtext', text(null, 4_294_967_295)],
    ['longtext /*M!100301 COMPRESSED*/', text(null, 4_294_967_295)],
    ['inet6', text(45)],
    ['inet4', text(15)],
    ["enum('a','b,c','it''s','x\\\\y','n\\nl')", { kind: 'enum', values: ['a', 'b,c', "it's", 'x\\y', 'n\nl'] }],
    ["enum('(',')','''')", { kind: 'enum', values: ['(', ')', "'"] }],
    ["enum('')", { kind: 'enum', values: [''] }],
    ["set('a','b')", { kind: 'set', values: ['a', 'b'] }],
    ['date', { kind: 'date' }],
    ['datetime', { kind: 'datetime', fraction: 0, timestamp: false }],
    ['datetime /* mariadb-5.3 */', { kind: 'datetime', fraction: 0, timestamp: false }],
    ['timestamp(6)', { kind: 'datetime', fraction: 6, timestamp: true }],
    ['time(3)', { kind: 'time', fraction: 3 }],
    ['year(4)', { kind: 'year' }],
    ['json', { kind: 'json' }],
    ['uuid', { kind: 'uuid' }],
    ['binary(16)', { kind: 'binary', length: 16, fixed: true }],
    ['varbinary(255)', { kind: 'binary', length: 255, fixed: false }],
    ['mediumblob', { kind: 'binary', length: 16_777_215, fixed: false }],
    ['geometry', { kind: 'unsupported', name: 'geometry' }],
    ['point', { kind: 'unsupported', name: 'point' }],
    ['vector(3)', { kind: 'unsupported', name: 'vector' }],
    ['', { kind: 'unsupported', name: '' }],
  ];
  it.each(cases)('reads %s', (declared, expected) => {
    expect(parseColumnType(declared)).toEqual(expected);
  });

  it('reads back any enum value that is quoted as the server quotes it', () => {
    const quote = (value: string): string =>
      `'${value.replace(/[\0\n\r\\']/g, (char) => ({ '\0': '\\0', '\n': '\\n', '\r': '\\r', '\\': '\\\\' })[char] ?? "''")}'`;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 }), (values) => {
        const declared = `enum(${values.map(quote).join(',')})`;
        expect(parseColumnType(declared)).toEqual({ kind: 'enum', values });
      }),
    );
  });

  it('answers something for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (declared) => {
        expect(typeof parseColumnType(declared).kind).toBe('string');
      }),
    );
  });
});
