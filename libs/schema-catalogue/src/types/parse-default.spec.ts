import type { ColumnDefault } from '../model.js';
import { parseMariadbDefault, parseMysqlDefault } from './parse-mysql-default.js';
import { parseSqliteDefault } from './parse-sqlite-default.js';

const literal = (value: string): ColumnDefault => ({ kind: 'literal', value });
const expression = (sql: string): ColumnDefault => ({ kind: 'expression', sql });

describe('parseMariadbDefault', () => {
  const cases: readonly (readonly [string | null, ColumnDefault])[] = [
    [null, { kind: 'none' }],
    ['NULL', { kind: 'null' }],
    ["'NULL'", literal('NULL')],
    ["'it''s'", literal("it's")],
    ["'a\\\\b'", literal('a\\b')],
    ["''", literal('')],
    ['0', literal('0')],
    ['-5', literal('-5')],
    ['00000000.50', literal('00000000.50')],
    ["b'101'", literal('5')],
    ['current_timestamp(6)', expression('current_timestamp(6)')],
    ['uuid()', expression('uuid()')],
    ["concat('a','b')", expression("concat('a','b')")],
  ];
  it.each(cases)('reads %s', (text, expected) => {
    expect(parseMariadbDefault(text)).toEqual(expected);
  });
});

describe('parseMysqlDefault', () => {
  const varchar = { kind: 'text', length: 9, maxBytes: null } as const;
  const datetime = { kind: 'datetime', fraction: 0, timestamp: true } as const;
  it('takes a bare text for a literal, whatever it looks like', () => {
    expect(parseMysqlDefault('NULL', { nullable: false, extra: '', type: varchar })).toEqual(literal('NULL'));
    expect(parseMysqlDefault("it's", { nullable: true, extra: '', type: varchar })).toEqual(literal("it's"));
    expect(parseMysqlDefault("b'1'", { nullable: true, extra: '', type: { kind: 'boolean' } })).toEqual(literal('1'));
  });

  it('tells expressions by the extra word', () => {
    expect(parseMysqlDefault('uuid()', { nullable: true, extra: 'DEFAULT_GENERATED', type: varchar })).toEqual(
      expression('uuid()'),
    );
    expect(parseMysqlDefault('CURRENT_TIMESTAMP', { nullable: false, extra: '', type: datetime })).toEqual(
      expression('CURRENT_TIMESTAMP'),
    );
  });

  it('reads a missing default as NULL only where NULL is allowed', () => {
    expect(parseMysqlDefault(null, { nullable: true, extra: '', type: varchar })).toEqual({ kind: 'null' });
    expect(parseMysqlDefault(null, { nullable: false, extra: '', type: varchar })).toEqual({ kind: 'none' });
  });
});

describe('parseSqliteDefault', () => {
  const cases: readonly (readonly [string | null, boolean, ColumnDefault])[] = [
    [null, true, { kind: 'null' }],
    [null, false, { kind: 'none' }],
    ['NULL', true, { kind: 'null' }],
    ["'it''s'", false, literal("it's")],
    ["'back\\slash'", false, literal('back\\slash')],
    ['"old style"', false, literal('old style')],
    ['-5', false, literal('-5')],
    ['+5', false, literal('5')],
    ['1.50', false, literal('1.50')],
    ['TRUE', false, literal('1')],
    ['false', false, literal('0')],
    ['CURRENT_TIMESTAMP', false, expression('CURRENT_TIMESTAMP')],
    ["datetime('now')", false, expression("datetime('now')")],
    ["x'00ff'", false, expression("x'00ff'")],
  ];
  it.each(cases)('reads %s (nullable: %s)', (text, nullable, expected) => {
    expect(parseSqliteDefault(text, nullable)).toEqual(expected);
  });
});
