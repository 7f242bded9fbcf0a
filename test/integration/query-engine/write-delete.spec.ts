import { openEngine, type OpenEngine } from '../../support/open-engine.js';
import { DATABASE_KINDS } from '../../support/test-database.js';
import { ask } from './ask.js';
import { clearShop, send } from './send.js';
import { WRITE_ENDPOINTS, writeShop } from './write-shop.js';

function blocked(path: string, child: string): string {
  return `400 1317 Failed to delete the data for \`${path}\`. The entity has a child entity and can not be deleted. Child entity: \`${child}\`.`;
}

describe.each(DATABASE_KINDS)('DELETE on %s', (kind) => {
  let open: OpenEngine;

  beforeAll(async () => {
    open = await openEngine(kind, { setUp: writeShop(kind), endpoints: WRITE_ENDPOINTS });
  });
  afterAll(() => open.close());
  beforeEach(async () => {
    await clearShop(open);
    await open.run(
      `INSERT INTO country (id_country, iso2_code, name) VALUES (1, 'DE', 'x'), (2, 'AT', 'x'), (3, 'FR', 'x'), (4, 'IT', 'y')`,
    );
    await open.run(
      `INSERT INTO tax_rate (id_tax_rate, fk_country, name, rate) VALUES (10, 1, 'a', 1), (11, 3, 'b', 2)`,
    );
    await open.run(`INSERT INTO price (fk_product, store) VALUES (1, 'DE'), (1, 'AT'), (2, 'DE')`);
  });

  it('deletes one record, or all that match', async () => {
    expect(await send(open, 'DELETE countries/2')).toEqual({ data: undefined, errors: [], stored: true });
    expect(await send(open, 'DELETE countries?filter[c.label]=y')).toEqual({
      data: undefined,
      errors: [],
      stored: true,
    });
    expect(await ask(open, 'countries')).not.toMatch(/AT|IT/);
    expect((await send(open, 'DELETE prices?filter[x.store]={"in":["DE"]}')).errors).toEqual([]);
    expect(await ask(open, 'prices')).toBe('[{"fk_product":1,"store":"AT","amount":null,"quantity":5}]');
  });

  it('asks whether the endpoint may delete before anything else', async () => {
    expect((await send(open, 'DELETE pages?filter[x.nope]=1')).errors).toEqual([
      '405 1318 Method not allowed for the entity `pages`.',
    ]);
    expect((await send(open, 'DELETE nowhere/1')).errors).toEqual(['404 007 Not found']);
  });

  it('never empties a table by a missing, unknown or wrong filter', async () => {
    expect((await send(open, 'DELETE countries')).errors).toEqual([
      '400 1960 Deleting records of a collection needs at least one filter. Nothing was deleted.',
    ]);
    expect((await send(open, 'DELETE countries?filter[c.nope]=1')).errors).toEqual([
      '400 1315 Filter field `nope` for table alias `countries` not found.',
    ]);
    expect((await send(open, 'DELETE countries?filter[c.id_country]=1abc')).errors).toEqual([
      '400 1903 The value of filter field `id_country` is not a value of that field.',
    ]);
    const nothing = ['404 1303 The entity `countries` could not be found in the database.'];
    expect((await send(open, 'DELETE countries?filter[c.id_country]={"in":[]}')).errors).toEqual(nothing);
    expect((await send(open, 'DELETE countries/99')).errors).toEqual(nothing);
    expect((await send(open, 'DELETE countries/1abc')).errors).toEqual(nothing);
    expect((await send(open, 'DELETE countries/2?filter[c.label]=y')).errors).toEqual(nothing);
    expect(JSON.parse(await ask(open, 'countries'))).toHaveLength(4);
  });

  it('names every row that is pointed at and deletes nothing', async () => {
    const errors = [blocked('countries.id_country = 1', 'tax_rate'), blocked('countries.id_country = 3', 'tax_rate')];
    expect((await send(open, 'DELETE countries?filter[c.label]=x')).errors).toEqual(errors);
    expect((await send(open, 'DELETE countries/1')).errors).toEqual(errors.slice(0, 1));
    expect(JSON.parse(await ask(open, 'countries'))).toHaveLength(4);
  });

  it('deletes the others item by item and lists both', async () => {
    expect(await send(open, 'DELETE countries?filter[c.label]=x', undefined, { atomic: false })).toEqual({
      data: '[{"id_country":2}]',
      errors: [blocked('countries.id_country = 1', 'tax_rate'), blocked('countries.id_country = 3', 'tax_rate')],
      stored: true,
    });
    expect(await send(open, 'DELETE countries/1', undefined, { atomic: false })).toMatchObject({
      data: '[]',
      stored: false,
    });
  });

  it('deletes rows that only each other block', async () => {
    await open.run(
      `INSERT INTO node (id_node, fk_node, name) VALUES (1, NULL, 'a'), (2, 1, 'a'), (3, 2, 'a'), (4, NULL, 'b'), (5, 4, 'c')`,
    );
    expect((await send(open, 'DELETE nodes?filter[n.name]=a')).errors).toEqual([]);
    expect((await send(open, 'DELETE nodes?filter[n.name]=b')).errors).toEqual([blocked('nodes.id_node = 4', 'node')]);
  });

  it('refuses an id that names several records', async () => {
    expect((await send(open, 'DELETE prices/1')).errors).toEqual([
      '409 1961 The identifier of `prices` names more than one record. Nothing was changed.',
    ]);
  });

  it('undoes a dry run', async () => {
    expect((await send(open, 'DELETE countries/2', undefined, { dryRun: true })).stored).toBe(true);
    expect(await ask(open, 'countries/2')).toContain('AT');
  });

  it('costs statements by the thousand rows, blocked ones included', async () => {
    const rows = Array.from(
      { length: 2_500 },
      (_, index) => `(${index + 1000}, '${index % 2 === 0 ? 'even' : 'odd'}')`,
    );
    await open.run(`INSERT INTO node (id_node, name) VALUES ${rows.join(',')}`);
    await open.run(
      `INSERT INTO node (id_node, fk_node, name) SELECT id_node + 10000, id_node, 'child' FROM node WHERE name = 'odd'`,
    );
    open.statements.length = 0;
    expect((await send(open, 'DELETE nodes?filter[n.name]=even')).errors).toEqual([]);
    expect(open.statements.length).toBeLessThanOrEqual(3);
    open.statements.length = 0;
    expect((await send(open, 'DELETE nodes?filter[n.name]=odd')).errors).toHaveLength(1_250);
    expect(open.statements.length).toBeLessThanOrEqual(12);
  });
});
