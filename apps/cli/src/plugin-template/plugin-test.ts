/** The text of a new plugin's test. @param harness where it imports the harness from */
export function pluginTest(name: string, harness: string): string {
  return `// node --test (the server must be built: npm run build)
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { createPluginHarness, PLUGIN_KIT } from '${harness}';
import make from './${name}.plugin.mjs';

let harness;

beforeEach(async () => {
  const Plugin = make(PLUGIN_KIT);
  harness = await createPluginHarness(new Plugin(), {
    tables: 'CREATE TABLE product (id_product INTEGER PRIMARY KEY AUTOINCREMENT, sku VARCHAR(20) NOT NULL);',
    configuration: {
      tableName: 'product',
      tableAlias: 'products',
      isActive: true,
      definition: {
        identifier: 'id_product',
        fields: [
          { fieldName: 'id_product', fieldVisibleName: 'id_product', type: 'integer', validation: { isRequired: false } },
          { fieldName: 'sku', fieldVisibleName: 'sku', type: 'string', isCreatable: true, isEditable: true },
        ],
      },
    },
    settings: { field: 'sku' },
  });
});

afterEach(() => harness.close());

test('changes what comes in', async () => {
  const { status, data } = await harness.create('products', [{ sku: '  A1 ' }]);
  assert.equal(status, 201);
  assert.equal(data[0].sku, 'A1');
});

test('refuses what it must, and stores nothing', async () => {
  const { status, errors } = await harness.create('products', [{ sku: 'A1' }, { sku: '   ' }]);
  assert.equal(status, 400);
  assert.equal(errors[0].path, 'products[1].sku');
  assert.deepEqual(await harness.rows('SELECT * FROM product'), []);
});
`;
}
