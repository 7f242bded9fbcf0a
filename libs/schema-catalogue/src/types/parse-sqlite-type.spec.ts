import type { ColumnType } from '../model.js';
import { parseSqliteType } from './parse-sqlite-type.js';

describe('parseSqliteType', () => {
  const cases: readonly (readonly [string, ColumnType])[] = [
    ['INTEGER', { kind: 'integer', bits: 64, unsigned: false }],
    ['INT', { kind: 'integer', bits: 32, unsigned: false }],
    ['SMALLINT UNSIGNED', { kind: 'integer', bits: 16, unsigned: true }],
    ['UNSIGNED BIG INT', { kind: 'integer', bits: 64, unsigned: true }],
    ['TINYINT(1)', { kind: 'boolean' }],
    ['BOOLEAN', { kind: 'boolean' }],
    ['BIT', { kind: 'boolean' }],
    ['DECIMAL(20,10)', { kind: 'decimal', precision: 20, scale: 10, unsigned: false }],
    ['NUMERIC', { kind: 'float', double: true, unsigned: false }],
    ['REAL', { kind: 'float', double: true, unsigned: false }],
    ['DOUBLE PRECISION', { kind: 'float', double: true, unsigned: false }],
    ['VARCHAR(255)', { kind: 'text', length: 255, maxBytes: null }],
    ['NATIVE CHARACTER(70)', { kind: 'text', length: 70, maxBytes: null }],
    ['TEXT', { kind: 'text', length: null, maxBytes: null }],
    ['CLOB', { kind: 'text', length: null, maxBytes: null }],
    ['', { kind: 'text', length: null, maxBytes: null }],
    ['STRING', { kind: 'text', length: null, maxBytes: null }],
    ['BLOB', { kind: 'binary', length: null, fixed: false }],
    ['VARBINARY(16)', { kind: 'binary', length: 16, fixed: false }],
    ['DATETIME', { kind: 'datetime', fraction: 0, timestamp: false }],
    ['TIMESTAMP(6)', { kind: 'datetime', fraction: 6, timestamp: false }],
    ['DATE', { kind: 'date' }],
    ['TIME', { kind: 'time', fraction: 0 }],
    ['JSON', { kind: 'json' }],
    ['UUID', { kind: 'uuid' }],
    ['GEOMETRY', { kind: 'unsupported', name: 'geometry' }],
    ['HUGEINT', { kind: 'integer', bits: 64, unsigned: false }],
  ];
  it.each(cases)('reads %s', (declared, expected) => {
    expect(parseSqliteType(declared)).toEqual(expected);
  });
});
