import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { compileGrants } from '@dx/kernel';
import { buildOpenApiDocument, type JsonSchema, type OpenApiDocument } from '@dx/openapi';
import { documentOf, inputOf, operationsOf, pathsOf } from './document-of.js';
import { makeEntities, SMALL_SHOP, type EntityPlan, type FieldPlan } from './make-entities.js';

describe('an OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    await expectValid(documentOf());
  });

  it('lists what the contract lists, and DELETE only where deleting is allowed', () => {
    expect(operationsOf(documentOf()).sort()).toEqual([
      'DELETE /dynamic-entity/tax-rates',
      'DELETE /dynamic-entity/tax-rates/{id}',
      'GET /dynamic-entity/countries',
      'GET /dynamic-entity/countries/{id}',
      'GET /dynamic-entity/country-report',
      'GET /dynamic-entity/country-report/{id}',
      'GET /dynamic-entity/tax-rates',
      'GET /dynamic-entity/tax-rates/{id}',
      'PATCH /dynamic-entity/countries',
      'PATCH /dynamic-entity/countries/{id}',
      'PATCH /dynamic-entity/tax-rates',
      'PATCH /dynamic-entity/tax-rates/{id}',
      'POST /dynamic-entity/countries',
      'POST /dynamic-entity/tax-rates',
      'PUT /dynamic-entity/countries',
      'PUT /dynamic-entity/countries/{id}',
      'PUT /dynamic-entity/tax-rates',
      'PUT /dynamic-entity/tax-rates/{id}',
    ]);
  });

  it('names operations, tags and summaries as the contract does', () => {
    const paths = pathsOf(documentOf());
    expect(paths['/dynamic-entity/tax-rates']?.['get']).toMatchObject({
      operationId: 'get-collection-dynamic-api-tax-rates',
      tags: ['dynamic-entity-tax-rates'],
      summary: 'Get collection of entities for defined resource.',
    });
    expect(paths['/dynamic-entity/tax-rates/{id}']?.['delete']).toMatchObject({
      operationId: 'delete-entity-dynamic-api-tax-rates',
      summary: 'Delete entity of tax-rates',
      responses: { '204': { description: 'No content.' } },
    });
    expect(paths['/dynamic-entity/tax-rates']?.['post']).toMatchObject({
      operationId: 'save-collection-dynamic-api-tax-rates',
      summary: 'Save collection of tax-rates',
      responses: { '201': { description: 'Created entities.' } },
      security: [{ bearer: [] }, { apiKey: [] }, { oauth2: ['tax-rates:create'] }],
    });
  });

  it('describes exact values: decimals as strings, nullable ones, wide integers', () => {
    const record = schemaOf(documentOf(), 'tax-rates.record');
    expect(record.properties?.['rate']).toMatchObject({ type: 'string', pattern: String.raw`^-?\d+\.\d{2}$` });
    expect(record.properties?.['version']).toMatchObject({ type: ['integer', 'null'], format: 'int64' });
    expect(record.properties?.['kind']).toMatchObject({
      type: ['string', 'null'],
      enum: ['standard', 'reduced', null],
    });
    expect(record.properties?.['id_tax_rate']).toMatchObject({ readOnly: true });
  });

  it('has creatable fields on POST, editable ones and the identifier on PATCH and PUT', () => {
    const document = documentOf();
    expect(Object.keys(schemaOf(document, 'tax-rates.create').properties ?? {})).not.toContain('id_tax_rate');
    expect(schemaOf(document, 'tax-rates.create').required).toEqual(['country', 'rate']);
    expect(schemaOf(document, 'tax-rates.update-item').required).toEqual(['id_tax_rate']);
    expect(Object.keys(schemaOf(document, 'tax-rates.update').properties ?? {})).not.toContain('id_tax_rate');
    expect(schemaOf(document, 'tax-rates.update').required).toBeUndefined();
    expect(Object.keys(schemaOf(document, 'tax-rates.update').properties ?? {})).not.toContain('changed_at');
  });

  it('nests children by reference, without the key that their parent gives them', () => {
    const document = documentOf();
    const nested = 'tax-rates.create.in.countries.countryTaxRates';
    expect(schemaOf(document, 'countries.create').properties?.['countryTaxRates']).toEqual({
      type: 'array',
      items: { $ref: `#/components/schemas/${nested}` },
    });
    expect(schemaOf(document, nested).required).toEqual(['rate']);
    expect(Object.keys(schemaOf(document, nested).properties ?? {})).not.toContain('country');
  });

  it('leaves relations that are not editable out of bodies, and keeps them in answers', () => {
    const document = documentOf();
    expect(schemaOf(document, 'tax-rates.record').properties).toHaveProperty('taxRateCountry');
    expect(schemaOf(document, 'tax-rates.create').properties).not.toHaveProperty('taxRateCountry');
  });

  it('lists include chains up to the depth limit, circles too', () => {
    const document = documentOf({
      limits: { pageLimitDefault: 1000, pageLimitMax: 10_000, batchMax: 1000, includeDepthMax: 2 },
    });
    expect(parameterOf(document, '/dynamic-entity/countries', 'include')?.schema.items).toEqual({
      type: 'string',
      enum: ['countryTaxRates', 'countryTaxRates.taxRateCountry'],
    });
  });

  it('gives the same bytes for the same input', () => {
    expect(JSON.stringify(documentOf())).toBe(JSON.stringify(documentOf()));
  });

  it('keeps the names of tables and their comments to itself', () => {
    expect(JSON.stringify(documentOf())).not.toMatch(/physical_|fk_country|a comment that no client may read/);
  });
});

describe('a document for one caller', () => {
  it('names nothing that the caller may not use', () => {
    const document = documentOf({ grants: compileGrants(['countries:read']) });
    expect(operationsOf(document)).toEqual(['GET /dynamic-entity/countries', 'GET /dynamic-entity/countries/{id}']);
    expect(JSON.stringify(document)).not.toMatch(/tax-rates|country-report|"include"/);
  });

  it('shows a related endpoint only as far as its own grants reach', async () => {
    const document = documentOf({ grants: compileGrants(['countries:*', 'tax-rates:read']) });
    expect(schemaOf(document, 'countries.record').properties).toHaveProperty('countryTaxRates');
    expect(schemaOf(document, 'countries.create').properties).not.toHaveProperty('countryTaxRates');
    await expectValid(document);
  });

  it('is empty of endpoints without grants, and valid all the same', async () => {
    const document = documentOf({ grants: compileGrants([]) });
    expect(operationsOf(document)).toEqual([]);
    await expectValid(document);
  });

  it('can be about one endpoint; hidden and unknown ones look alike', async () => {
    const document = documentOf({ alias: 'countries' });
    expect(Object.keys(document.paths)).toEqual(['/dynamic-entity/countries', '/dynamic-entity/countries/{id}']);
    expect(document.components['schemas']).toHaveProperty(['tax-rates.record']);
    await expectValid(document);
    expect(buildOpenApiDocument(inputOf({ alias: 'unknown' }))).toBeNull();
    expect(buildOpenApiDocument(inputOf({ alias: 'countries', grants: compileGrants(['tax-rates:*']) }))).toBeNull();
  });
});

describe('component schemas', () => {
  const samples: readonly [string, unknown, boolean][] = [
    ['countries.record', { id_country: 1, iso2_code: 'DE', name: null, is_active: true }, true],
    ['countries.record', { id_country: 1, iso2_code: 'DE', is_active: true }, false],
    ['countries.record', { id_country: '1', iso2_code: 'DE', name: 'x', is_active: true }, false],
    ['countries.create', { iso2_code: 'DE' }, true],
    ['countries.create', { iso2_code: 'DEU' }, false],
    ['countries.create', {}, false],
    ['countries.create', { iso2_code: 'DE', unknown: 1 }, false],
    ['countries.create', { iso2_code: 'DE', countryTaxRates: [{ rate: '19.00' }] }, true],
    ['countries.create', { iso2_code: 'DE', countryTaxRates: { rate: '19.00' } }, false],
    ['tax-rates.create', { country: 1, rate: 19 }, true],
    ['tax-rates.create', { country: 1, rate: '0123456.70' }, true],
    ['tax-rates.create', { country: 1, rate: '1234567' }, false],
    ['tax-rates.create', { country: 1, rate: '-123456.78' }, false],
    ['tax-rates.create', { country: 1, rate: '1', path: '/a b' }, true],
    ['tax-rates.create', { country: 1, rate: '1', path: 'http://x' }, false],
    ['tax-rates.create', { country: 2147483648, rate: '1' }, false],
    ['tax-rates.update', { kind: null }, true],
    ['tax-rates.update', { kind: 'other' }, false],
  ];

  it.each(samples)('%s takes %j: %s', (name, value, expected) => {
    expect(compile(documentOf(), name)(value)).toBe(expected);
  });

  it('all compile, their examples are values of them', () => {
    const document = documentOf();
    for (const [name, schema] of Object.entries(document.components['schemas'] as Record<string, JsonSchema>)) {
      compile(document, name);
      for (const property of Object.values(schema.properties ?? {})) {
        for (const example of property.examples ?? []) {
          expect([name, property.title, example, ajvOf(document).validate(inDocument(property), example)]).toEqual([
            name,
            property.title,
            example,
            true,
          ]);
        }
      }
    }
  });
});

describe('documents of generated schemas', () => {
  it('are valid and compile, whatever the names are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nastyEntity(), { minLength: 1, maxLength: 4 }), async (plans) => {
        const unique = [...new Map(plans.map((plan) => [plan.alias, plan])).values()];
        const linked = unique.map((plan, index) => ({ ...plan, relations: linksOf(plan, unique, index) }));
        const document = documentOf({ entities: makeEntities(linked) });
        await expectValid(document);
        for (const name of Object.keys(document.components['schemas'] ?? {})) compile(document, name);
      }),
      { numRuns: 40 },
    );
  });

  it('are built at about the speed of copying them, with 1,000 endpoints', () => {
    const plans = Array.from({ length: 1000 }, (_, index): EntityPlan => ({
      ...(SMALL_SHOP[1] as EntityPlan),
      alias: `endpoint-${index}`,
      relations: [
        {
          name: 'next',
          child: `endpoint-${(index + 1) % 1000}`,
          parentColumn: 'id_tax_rate',
          childColumn: 'fk_country',
        },
      ],
    }));
    const entities = makeEntities(plans);
    let document = documentOf({ entities });
    // Why a ratio: seconds depend on what else the machine does; building should cost about what copying costs.
    const copying = bestOfThree(() => JSON.parse(JSON.stringify(document)) as unknown);
    const building = bestOfThree(() => (document = documentOf({ entities })));
    expect(building / copying).toBeLessThan(2);
    expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThan(30_000_000);
  });
});

function bestOfThree(work: () => unknown): number {
  return Math.min(...[1, 2, 3].map(() => milliseconds(work)));
}

function milliseconds(work: () => unknown): number {
  const started = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

async function expectValid(document: OpenApiDocument): Promise<void> {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>);
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
}

function schemaOf(document: OpenApiDocument, name: string): JsonSchema {
  const schema = (document.components['schemas'] as Record<string, JsonSchema>)[name];
  if (schema === undefined) throw new Error(`there is no schema ${name}`);
  return schema;
}

function parameterOf(document: OpenApiDocument, path: string, name: string) {
  const operation = pathsOf(document)[path]?.['get'] as { parameters: { name?: string; schema: JsonSchema }[] };
  return operation.parameters.find((parameter) => parameter.name === name);
}

const compiled = new WeakMap<OpenApiDocument, Ajv2020>();

function ajvOf(document: OpenApiDocument): Ajv2020 {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addVocabulary(['components']);
  ajv.addSchema({ $id: 'document', components: JSON.parse(JSON.stringify(document.components)) as object });
  compiled.set(document, ajv);
  return ajv;
}

function compile(document: OpenApiDocument, name: string) {
  return ajvOf(document).compile({ $ref: `document#/components/schemas/${encodeURIComponent(name)}` });
}

/** A schema of the document with its references made absolute. */
function inDocument(schema: JsonSchema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as object;
}

function nastyEntity(): fc.Arbitrary<EntityPlan> {
  return fc.record({
    alias: fc.stringMatching(/^[\w-]{1,12}$/),
    fields: fc.array(nastyField(), { minLength: 1, maxLength: 6 }),
    writable: fc.boolean(),
    deletable: fc.boolean(),
  });
}

function nastyField(): fc.Arbitrary<FieldPlan> {
  return fc.record({
    name: fc.oneof(
      fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
      fc.constantFrom('__proto__', 'constructor', 'a.b', 'a/b~c', '`x`', "';--", 'in'),
    ),
    nullable: fc.boolean(),
    required: fc.boolean(),
    creatable: fc.boolean(),
    editable: fc.boolean(),
    type: fc.constantFrom('string', 'integer', 'decimal', 'boolean', 'json', 'enum', 'other', 'datetime', 'binary'),
    jsonKind: fc.constantFrom('string', 'integer', 'integer-cast', 'float', 'decimal', 'boolean', 'json', 'base64'),
    rules: fc.record({
      precision: fc.option(fc.integer({ min: 0, max: 65 })),
      scale: fc.option(fc.integer({ min: 0, max: 30 })),
      minLength: fc.option(fc.nat(300)),
      maxLength: fc.option(fc.nat(300)),
      url: fc.boolean(),
    }),
    enumValues: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
    examples: fc.array(fc.string({ maxLength: 5 }), { maxLength: 2 }),
    description: fc.string(),
  });
}

function linksOf(plan: EntityPlan, all: readonly EntityPlan[], index: number): EntityPlan['relations'] {
  const child = all[(index + 1) % all.length] as EntityPlan;
  return ['plain', 'näme with / and ~ and .', '__proto__'].map((name) => ({
    name,
    child: child.alias,
    parentColumn: (plan.fields[0] as FieldPlan).name,
    childColumn: (child.fields[0] as FieldPlan).name,
  }));
}
