// A plugin in plain JavaScript, outside of the server: `PLUGINS_DIR=examples/plugins npm start` loads it.
// It puts a prefix in front of every SKU that comes in, and refuses SKUs that are reserved.

/** @param {import('../../../libs/plugin-registry/src/index.js').PluginKit} kit */
export default function skuPrefix({ definePlugin }) {
  class SkuPrefixPlugin {
    /** Before any check: change what came in. */
    transformInput({ settings }, records) {
      for (const { fields } of records) {
        const sku = fields[settings.field];
        if (typeof sku === 'string' && !sku.startsWith(settings.prefix)) {
          fields[settings.field] = `${settings.prefix}${sku}`;
        }
      }
    }

    /** Together with the built-in checks: report what is wrong, with its path. */
    validate({ settings }, records) {
      const reserved = new Set(settings.reserved.map((sku) => `${settings.prefix}${sku}`));
      return records
        .filter(({ fields }) => reserved.has(fields[settings.field]))
        .map(({ path, fields }) => ({
          status: 400,
          code: 'SKU-1',
          message: `The SKU \`${fields[settings.field]}\` is reserved.`,
          path: `${path}.${settings.field}`,
        }));
    }
  }

  return definePlugin(
    {
      name: 'sku-prefix',
      description: 'Puts a prefix in front of every SKU and refuses reserved ones.',
      order: 20,
      settingsSchema: {
        type: 'object',
        additionalProperties: false,
        required: ['prefix'],
        properties: {
          prefix: { type: 'string', minLength: 1, title: 'Prefix' },
          field: { type: 'string', default: 'sku', title: 'Field' },
          reserved: { type: 'array', items: { type: 'string' }, default: [], title: 'Reserved SKUs' },
        },
      },
    },
    SkuPrefixPlugin,
  );
}
