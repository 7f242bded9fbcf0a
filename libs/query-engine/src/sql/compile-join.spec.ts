import type { Column, ColumnType } from '@dx/schema-catalogue';
import { buildColumn, types } from '../../../../test/support/build-catalogue.js';
import { compileJoin } from './compile-join.js';

const column = (type: ColumnType, collation: string | null = null): Column => buildColumn('c', type, { collation });
const join = (left: Column, right: Column): string =>
  compileJoin({ column: left, quoted: 'a' }, { column: right, quoted: 'b' });

describe('the condition that two columns hold the same value', () => {
  it('is plain where equal values are equal', () => {
    expect(join(column(types.int()), column(types.bigint()))).toBe('a = b');
    expect(join(column(types.int()), column(types.decimal(10, 2)))).toBe('a = b');
    expect(join(column(types.date()), column(types.datetime(6)))).toBe('a = b');
    expect(join(column(types.varchar(5)), column(types.varchar(9)))).toBe('a = b');
    expect(join(column(types.varchar(5), 'utf8mb4_bin'), column(types.varchar(5), 'utf8mb4_bin'))).toBe('a = b');
  });

  it('is exact for texts that a collation may hold to be equal, and still finds them by an index', () => {
    expect(join(column(types.varchar(5), 'utf8mb4_general_ci'), column(types.varchar(5), 'utf8mb4_general_ci'))).toBe(
      'a = b AND CAST(a AS BINARY) = CAST(b AS BINARY)',
    );
  });

  it('compares the bytes of texts of two collations, and of a number and a text', () => {
    const bytes = 'CAST(CONVERT(a USING utf8mb4) AS BINARY) = CAST(CONVERT(b USING utf8mb4) AS BINARY)';
    expect(join(column(types.varchar(5), 'latin1_swedish_ci'), column(types.varchar(5), 'utf8mb4_general_ci'))).toBe(
      bytes,
    );
    expect(join(column(types.int()), column(types.varchar(5), 'utf8mb4_general_ci'))).toBe(bytes);
    expect(join(column(types.varchar(5), 'utf8mb4_bin'), column(types.int()))).toBe(bytes);
  });

  it('compares the texts of unlike types on a database without collations', () => {
    expect(join(column(types.int()), column(types.varchar(5)))).toBe('CAST(a AS CHAR) = CAST(b AS CHAR)');
  });
});
