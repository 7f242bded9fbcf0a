import { Validator } from '@seriousme/openapi-schema-validator';
import { ConfigurationStore, SnapshotService } from '@dx/entity-configuration';
import { loadSampleShop, makeSampleConfiguration } from '@dx/sample-shop';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { DATABASE_KINDS, type DatabaseKind } from '../support/test-database.js';

const RECORDS = 50;

describe.each(DATABASE_KINDS)('the OpenAPI document of the sample shop (%s)', (kind: DatabaseKind) => {
  let server: TestApp;
  let document: Record<string, unknown>;
  let aliases: readonly string[];

  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.adminToken}` } });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.json();
  };

  beforeAll(async () => {
    server = await createTestApp({ kind });
    await loadSampleShop(server.database);
    await server.app.get(SnapshotService).refresh({ catalogue: true });
    await server.app.get(ConfigurationStore).importAll(makeSampleConfiguration());
    document = (await ask('/openapi.json')) as Record<string, unknown>;
    aliases = ((await ask('/openapi/endpoints')) as { data: { alias: string }[] }).data.map(({ alias }) => alias);
  });
  afterAll(() => server.close());

  it('is valid, and has every endpoint', async () => {
    const result = await new Validator().validate(document);
    expect(result.errors ?? []).toEqual([]);
    expect(aliases.length).toBeGreaterThan(15);
    const paths = Object.keys(document['paths'] as object);
    expect(paths).toEqual(expect.arrayContaining(aliases.map((alias) => `/dynamic-entity/${alias}`)));
  });

  it('describes every record truly, with and without related records', async () => {
    const { components, paths } = document as {
      components: object;
      paths: Record<string, { get: { parameters: { name?: string; schema: { items: { enum?: string[] } } }[] } }>;
    };
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'document', components });
    let records = 0;
    for (const alias of aliases) {
      const validate = ajv.compile({ $ref: `document#/components/schemas/${alias}.list` });
      const include = paths[`/dynamic-entity/${alias}`]?.get.parameters.find(({ name }) => name === 'include');
      const chains = (include?.schema.items.enum ?? []).filter((chain) => !chain.includes('.'));
      for (const query of ['', ...chains.map((chain) => `&include=${chain}`)]) {
        const answer = await ask(`/dynamic-entity/${alias}?page[limit]=${RECORDS}${query}`);
        expect([alias, query, validate(answer), validate.errors]).toEqual([alias, query, true, null]);
        records += (answer as { data: unknown[] }).data.length;
      }
    }
    expect(records).toBeGreaterThan(RECORDS);
  });
});
