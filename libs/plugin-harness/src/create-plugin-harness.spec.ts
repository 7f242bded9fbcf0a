import { DataExchangePlugin } from '@dx/plugin-registry';
import type { InputRecord, PluginContext, PluginHooks, PluginViolation, WrittenRow } from '@dx/plugin-registry';
import { createPluginHarness } from './create-plugin-harness.js';
import type { PluginHarness } from './plugin-harness.js';

interface Settings {
  readonly prefix: string;
}

@DataExchangePlugin({
  name: 'prefix',
  description: 'Puts a text in front of the SKU; refuses the SKU `bad`.',
  settingsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['prefix'],
    properties: { prefix: { type: 'string' } },
  },
})
class PrefixPlugin implements PluginHooks<Settings> {
  transformInput({ settings }: PluginContext<Settings>, records: readonly InputRecord[]): void {
    for (const { fields } of records) fields['sku'] = `${settings.prefix}${fields['sku'] as string}`;
  }

  afterWrite(_ctx: PluginContext<Settings>, rows: readonly WrittenRow[]): readonly PluginViolation[] {
    const bad = rows.filter(({ fields }) => fields['sku'] === 'x-bad');
    return bad.map(({ path }) => ({ status: 400, code: '4242', message: 'No bad ones.', path: `${path}.sku` }));
  }
}

const SHOP = {
  tables: 'CREATE TABLE product (id_product INTEGER PRIMARY KEY AUTOINCREMENT, sku VARCHAR(20) NOT NULL);',
  configuration: {
    tableName: 'product',
    tableAlias: 'products',
    isActive: true,
    definition: {
      identifier: 'id_product',
      isDeletable: true,
      fields: [
        { fieldName: 'id_product', fieldVisibleName: 'id_product', type: 'integer', validation: { isRequired: false } },
        { fieldName: 'sku', fieldVisibleName: 'sku', type: 'string', isCreatable: true, isEditable: true },
      ],
    },
  },
  rows: { product: [{ sku: 'old' }] },
};

describe('the plugin harness', () => {
  let harness: PluginHarness;
  beforeEach(async () => {
    harness = await createPluginHarness(new PrefixPlugin(), { ...SHOP, settings: { prefix: 'x-' } });
  });
  afterEach(() => harness.close());

  it('runs a plugin in the real pipeline', async () => {
    expect(await harness.create('products', [{ sku: 'A1' }])).toMatchObject({
      status: 201,
      data: [{ id_product: 2, sku: 'x-A1' }],
    });
    expect(await harness.get('products', '1')).toMatchObject({ status: 200, data: { sku: 'old' } });
    expect(await harness.remove('products', '1')).toEqual({ status: 204, data: null, errors: [] });
    expect(await harness.rows('SELECT sku FROM product')).toEqual([{ sku: 'x-A1' }]);
  });

  it('undoes what a plugin refuses', async () => {
    const answer = await harness.create('products', [{ sku: 'good' }, { sku: 'bad' }]);
    expect(answer).toMatchObject({ status: 400, data: null, errors: [{ code: '4242', path: 'products[1].sku' }] });
    expect(await harness.rows('SELECT sku FROM product')).toHaveLength(1);
  });

  it('names what is wrong with settings and configuration', async () => {
    await expect(createPluginHarness(new PrefixPlugin(), SHOP)).rejects.toThrow(
      'plugins[0].settings.prefix: Is missing.',
    );
    const configuration = { ...SHOP.configuration, tableName: 'gone' };
    await expect(
      createPluginHarness(new PrefixPlugin(), { ...SHOP, configuration, settings: { prefix: '' } }),
    ).rejects.toThrow('tableName');
  });
});
