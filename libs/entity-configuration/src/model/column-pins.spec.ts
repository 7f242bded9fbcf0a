import { buildCatalogue, buildColumn, buildTable, types } from '../../../../test/support/build-catalogue.js';
import type { ColumnType } from '@dx/schema-catalogue';
import { isRetyped, pinColumns } from './column-pins.js';
import type { PinsById } from './column-pins.js';
import type { StoredConfiguration } from './definition.js';

const catalogueOf = (columns: Readonly<Record<string, ColumnType>>) =>
  buildCatalogue(
    buildTable(
      't',
      Object.entries(columns).map(([name, type]) => buildColumn(name, type)),
    ),
  );

const configuration = (revision: string, more: Partial<StoredConfiguration> = {}): StoredConfiguration => ({
  id: 1,
  revision,
  tableName: 't',
  tableAlias: 't',
  isActive: true,
  definition: {
    identifier: 'a',
    fields: ['a', 'b'].map((name) => ({ fieldName: name, fieldVisibleName: name, type: 'string' })),
  },
  childRelations: [],
  createdAt: null,
  updatedAt: null,
  ...more,
});

const typesOf = (pins: PinsById): unknown =>
  [...(pins.get(1)?.columns ?? [])].map(([name, { declaredType }]) => `${name} ${declaredType}`);

describe('pinColumns', () => {
  it('pins a revision once, keeps what was pinned and adds what comes later', () => {
    const first = pinColumns([configuration('r1')], catalogueOf({ a: types.int() }), new Map());
    expect(typesOf(first.pins)).toEqual(['a int']);
    expect(first.fresh).toHaveLength(1);
    const grown = pinColumns([configuration('r1')], catalogueOf({ a: types.date(), b: types.json() }), first.pins);
    expect(typesOf(grown.pins)).toEqual(['a int', 'b json']);
    expect(grown.fresh).toHaveLength(1);
    const same = pinColumns([configuration('r1')], catalogueOf({ a: types.date() }), grown.pins);
    expect(typesOf(same.pins)).toEqual(['a int', 'b json']);
    expect(same.fresh).toEqual([]);
  });

  it('pins anew for a new revision, and nothing for what is not served', () => {
    const first = pinColumns([configuration('r1')], catalogueOf({ a: types.int() }), new Map());
    const saved = pinColumns([configuration('r2')], catalogueOf({ a: types.date() }), first.pins);
    expect(typesOf(saved.pins)).toEqual(['a date']);
    const off = [configuration('r1', { isActive: false }), configuration('r1', { id: 2, tableName: 'gone' })];
    expect(pinColumns(off, catalogueOf({ a: types.int() }), new Map())).toEqual({ pins: new Map(), fresh: [] });
  });
});

describe('isRetyped', () => {
  it('needs another kind and another declared type', () => {
    const now = { kind: 'text', declaredType: 'varchar(255)' } as const;
    expect(isRetyped(undefined, now)).toBe(false);
    expect(isRetyped({ kind: 'text', declaredType: 'varchar(20)' }, now)).toBe(false);
    expect(isRetyped({ kind: 'enum', declaredType: 'varchar(255)' }, now)).toBe(false);
    expect(isRetyped({ kind: 'date', declaredType: 'date' }, now)).toBe(true);
  });
});
