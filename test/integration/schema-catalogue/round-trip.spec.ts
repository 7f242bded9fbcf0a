import fc from 'fast-check';
import type { ColumnType } from '@dx/schema-catalogue';
import { openCatalogue } from './open-catalogue.js';
import type { OpenCatalogue } from './open-catalogue.js';

/** A column type in the server's words, and what the catalogue must say of it. */
interface Sample {
  readonly sql: string;
  readonly type: ColumnType;
}

const integer = fc
  .record({
    word: fc.constantFrom(['TINYINT', 8], ['SMALLINT', 16], ['MEDIUMINT', 24], ['INT', 32], ['BIGINT', 64] as const),
    unsigned: fc.boolean(),
    width: fc.option(fc.integer({ min: 2, max: 20 })),
  })
  .map(({ word: [name, bits], unsigned, width }) => ({
    sql: `${name}${width === null ? '' : `(${width})`}${unsigned ? ' UNSIGNED' : ''}`,
    type: { kind: 'integer', bits: bits, unsigned } as const,
  }));

const decimal = fc
  .tuple(fc.integer({ min: 1, max: 65 }), fc.nat({ max: 30 }), fc.boolean())
  .map(([precision, scale, unsigned]) => ({ precision: Math.max(precision, scale), scale, unsigned }))
  .map(({ precision, scale, unsigned }) => ({
    sql: `DECIMAL(${precision},${scale})${unsigned ? ' UNSIGNED' : ''}`,
    type: { kind: 'decimal', precision, scale, unsigned } as const,
  }));

const text = fc.integer({ min: 1, max: 100 }).map((length) => ({
  sql: `VARCHAR(${length})`,
  type: { kind: 'text', length, maxBytes: null } as const,
}));

const temporal = fc
  .tuple(fc.constantFrom('DATETIME', 'TIMESTAMP', 'TIME'), fc.nat({ max: 6 }))
  .map(([word, fraction]) => ({
    sql: `${word}(${fraction})`,
    type:
      word === 'TIME'
        ? ({ kind: 'time', fraction } as const)
        : ({ kind: 'datetime', fraction, timestamp: word === 'TIMESTAMP' } as const),
  }));

const bytes = fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 100 })).map(([fixed, length]) => ({
  sql: `${fixed ? 'BINARY' : 'VARBINARY'}(${length})`,
  type: { kind: 'binary', length, fixed } as const,
}));

const bit = fc
  .integer({ min: 2, max: 64 })
  .map((width) => ({ sql: `BIT(${width})`, type: { kind: 'bit', width } as const }));

/** Enum words may be any text; the server drops blanks at their end and takes no two that its collation calls equal.
 * Why no emoji: INFORMATION_SCHEMA itself is utf8mb3 and prints `?` for them. */
const word = fc.string({
  unit: fc.constantFrom(...('aZ09 ,;\'"`\\()%_\n\r\t\0äß€漢'.match(/./gsu) ?? [])),
  maxLength: 12,
});
const wordList = fc
  .uniqueArray(
    word.map((value) => value.replace(/ +$/, '')),
    { minLength: 1, maxLength: 6 },
  )
  .map((values) => ({
    sql: `ENUM(${values.map(quote).join(',')}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    type: { kind: 'enum', values } as const,
  }));

function quote(value: string): string {
  return `'${value.replace(/[\\'\0]/g, (char) => (char === '\0' ? '\\0' : `\\${char}`))}'`;
}

/**
 * Whether the server would mistake one list of the table for another: it keeps a list with a NUL in hexadecimal digits,
 * and a list made of the same digits in the same table then reads (and takes) the NUL as well.
 */
function areMistaken(samples: readonly Sample[]): boolean {
  const lists = samples.flatMap(({ type }) => (type.kind === 'enum' ? [type.values] : []));
  const written = new Set(lists.map((values) => values.join('\n').toUpperCase()));
  return lists
    .filter((values) => values.some((value) => value.includes('\0')))
    .some((values) => written.has(values.map((value) => Buffer.from(value).toString('hex').toUpperCase()).join('\n')));
}

const column: fc.Arbitrary<Sample> = fc.oneof(integer, decimal, text, temporal, bytes, bit, {
  arbitrary: wordList,
  weight: 4,
});

describe('column types on a real server', () => {
  let open: OpenCatalogue;
  beforeAll(async () => {
    open = await openCatalogue('mariadb');
  });
  afterAll(() => open.close());

  it('read back as they were declared, 30 at a time', async () => {
    const tables = fc.array(column, { minLength: 30, maxLength: 30 }).filter((samples) => !areMistaken(samples));
    await fc.assert(
      fc.asyncProperty(tables, async (samples) => {
        const columns = samples.map(({ sql }, index) => `c${index} ${sql} NULL`);
        await open.change('DROP TABLE IF EXISTS t', `CREATE TABLE t (${columns.join(', ')})`);
        const table = await open.table('t');
        expect(table.columns.map(({ type }) => type)).toEqual(samples.map(({ type }) => type));
      }),
      { numRuns: 8 },
    );
  });

  it('default texts read back as they were declared', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 30, maxLength: 30 }), async (values) => {
        const columns = values.map((value, index) => `c${index} VARCHAR(50) NOT NULL DEFAULT ${quote(value)}`);
        await open.change('DROP TABLE IF EXISTS t', `CREATE TABLE t (${columns.join(', ')}) CHARACTER SET utf8mb4`);
        const table = await open.table('t');
        expect(table.columns.map((one) => one.default)).toEqual(values.map((value) => ({ kind: 'literal', value })));
      }),
      { numRuns: 8 },
    );
  });
});
