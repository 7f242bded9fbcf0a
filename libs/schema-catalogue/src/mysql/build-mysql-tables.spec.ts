import { buildMysqlTables } from './build-mysql-tables.js';
import type { ColumnRow, MysqlRows } from './read-mysql-rows.js';

function column(name: string, declaredType: string, change: Partial<ColumnRow> = {}): ColumnRow {
  return {
    tableName: 't',
    name,
    position: '1',
    declaredType,
    nullable: 'NO',
    defaultText: null,
    extra: '',
    comment: '',
    charset: null,
    collation: null,
    ...change,
  };
}

/** What MySQL 8 says, in its own spelling. */
function rows(change: Partial<MysqlRows>): MysqlRows {
  return {
    mariadb: false,
    tables: [{ name: 't', type: 'BASE TABLE', comment: '', rowsAbout: '12' }],
    views: [],
    columns: [],
    indexes: [],
    references: [],
    referenceRules: [],
    checks: [],
    ...change,
  };
}

describe('buildMysqlTables on what MySQL 8 says', () => {
  it('reads types without widths, and defaults by the extra word', () => {
    const [table] = buildMysqlTables(
      rows({
        columns: [
          column('id', 'bigint unsigned', { extra: 'auto_increment', position: 1 }),
          column('on', 'tinyint(1)', { position: 2, defaultText: '1' }),
          column('small', 'tinyint unsigned', { position: 3, defaultText: "it's" }),
          column('at', 'timestamp(6)', {
            position: 4,
            defaultText: 'CURRENT_TIMESTAMP(6)',
            extra: 'DEFAULT_GENERATED on update CURRENT_TIMESTAMP(6)',
          }),
          column('sum', 'int', { position: 5, extra: 'STORED GENERATED', nullable: 'YES' }),
          column('data', 'json', { position: 6, nullable: 'YES' }),
          column('hidden', 'int', { position: 7, extra: 'INVISIBLE' }),
        ],
      }),
    );
    expect(table?.rowsAbout).toBe(12);
    expect(table?.columns.map(({ name, type, default: value }) => [name, type.kind, value])).toEqual([
      ['id', 'integer', { kind: 'none' }],
      ['on', 'boolean', { kind: 'literal', value: '1' }],
      ['small', 'integer', { kind: 'literal', value: "it's" }],
      ['at', 'datetime', { kind: 'expression', sql: 'CURRENT_TIMESTAMP(6)' }],
      ['sum', 'integer', { kind: 'none' }],
      ['data', 'json', { kind: 'null' }],
      ['hidden', 'integer', { kind: 'none' }],
    ]);
    expect(table?.columnsByName.get('at')?.onUpdate).toBe(true);
    expect(table?.columnsByName.get('sum')?.generated).toBe('stored');
  });

  it('marks a functional index as no whole key and puts key columns in order', () => {
    const [table] = buildMysqlTables(
      rows({
        columns: [column('a', 'int'), column('b', 'int', { position: '2' })],
        indexes: [
          { tableName: 't', indexName: 'PRIMARY', name: 'b', position: '2', prefix: null },
          { tableName: 't', indexName: 'PRIMARY', name: 'a', position: '1', prefix: null },
          { tableName: 't', indexName: 'lowered', name: null, position: '1', prefix: null },
        ],
      }),
    );
    expect(table?.primaryKey).toEqual(['a', 'b']);
    expect(table?.uniqueKeys).toEqual([{ name: 'lowered', columns: [], whole: false }]);
  });

  it('keeps what belongs to tables that appeared between two queries out of the others', () => {
    const tables = buildMysqlTables(
      rows({ columns: [column('a', 'int'), column('b', 'int', { tableName: 'new_one' })] }),
    );
    expect(tables.map((table) => table.columns.map(({ name }) => name))).toEqual([['a']]);
  });
});
