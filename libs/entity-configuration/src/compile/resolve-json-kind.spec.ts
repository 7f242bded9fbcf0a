import { types } from '../../../../test/support/build-catalogue.js';
import { canCarry, resolveFieldType } from './resolve-field-type.js';
import { resolveJsonKind } from './resolve-json-kind.js';

describe('resolveJsonKind', () => {
  it.each([
    ['string', types.boolean(), 'string', 'boolean'],
    ['integer', types.bit(1), 'integer', 'boolean'],
    ['integer', types.int(), 'integer', 'integer'],
    ['string', types.int(), 'string', 'integer'],
    ['integer', types.bigint(), 'integer', 'integer'],
    ['string', types.bigint(), 'string', 'string'],
    ['decimal', types.bigint(), 'decimal', 'string'],
    ['integer', types.varchar(9), 'integer', 'integer-cast'],
    ['integer', types.decimal(20, 10), 'integer', 'integer-cast'],
    ['integer', types.double(), 'integer', 'integer-cast'],
    ['decimal', types.decimal(8, 2), 'decimal', 'decimal'],
    ['float', types.decimal(8, 2), 'decimal', 'decimal'],
    ['float', types.double(), 'decimal', 'float'],
    ['string', types.datetime(), 'string', 'datetime'],
    ['datetime', types.datetime(), 'datetime', 'datetime'],
    ['date', types.date(), 'date', 'string'],
    ['date', types.datetime(), 'other', 'datetime'],
    ['time', types.time(), 'time', 'string'],
    ['integer', types.year(), 'integer', 'integer'],
    ['string', types.year(), 'string', 'integer'],
    ['json', types.json(), 'json', 'json'],
    ['string', types.json(), 'string', 'string'],
    ['json', types.text(), 'other', 'string'],
    ['binary', types.blob(), 'binary', 'base64'],
    ['string', types.blob(), 'string', 'base64'],
    ['binary', types.bit(8), 'binary', 'base64'],
    ['enum', types.enumOf('a'), 'enum', 'string'],
    ['enum', types.varchar(3), 'other', 'string'],
    ['uuid', types.uuid(), 'uuid', 'string'],
    ['uuid', types.varchar(36), 'uuid', 'string'],
    ['int', types.int(), 'other', 'integer'],
    ['', types.bigint(), 'other', 'string'],
  ])('a field of type %j over %j is checked as %s and printed as %s', (declared, column, type, kind) => {
    expect(resolveFieldType(declared, column)).toBe(type);
    expect(resolveJsonKind(resolveFieldType(declared, column), column)).toBe(kind);
    expect(canCarry(declared, column)).toBe(true);
  });

  it.each([
    ['integer', types.date()],
    ['integer', types.json()],
    ['boolean', types.varchar(5)],
    ['decimal', types.datetime()],
    ['date', types.int()],
    ['json', types.int()],
    ['binary', types.varchar(5)],
    ['enum', types.int()],
  ])('a field of type %s cannot lie on %j', (declared, column) => {
    expect(canCarry(declared, column)).toBe(false);
  });
});
