import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPluginHarness } from '@dx/plugin-harness';
import { PLUGIN_OPTIONS } from '@dx/plugin-registry';
import type { PluginHooks } from '@dx/plugin-registry';
import type { DynamicModule } from '@nestjs/common';
import { loadPlugins } from '../../../apps/api/src/plugins/load-plugins.js';
import { runProgram } from '../../../apps/cli/src/run-program.js';
import type { Terminal } from '../../../apps/cli/src/terminal.js';
import { pluginConfigurations, pluginShop } from './plugin-shop.js';

describe('dx plugin new', () => {
  let folder: string;
  const lines: string[] = [];
  const terminal: Terminal = {
    out: (text) => void lines.push(text),
    note: (text) => void lines.push(text),
    read: () => Promise.reject(new Error('nothing to read')),
    env: {},
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dx-new-'));
    lines.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes a plugin that is loaded and works as it is', async () => {
    expect(await runProgram(['plugin', 'new', 'my-check', '--dir', folder], terminal)).toBe(0);
    const [module] = (await loadPlugins(folder)) as readonly DynamicModule[];
    const Plugin = module?.providers?.[0] as new () => PluginHooks<never>;
    expect(Reflect.getMetadata(PLUGIN_OPTIONS, Plugin)).toMatchObject({ name: 'my-check' });
    const harness = await createPluginHarness(new Plugin(), {
      tables: pluginShop('sqlite'),
      configuration: pluginConfigurations([]),
      settings: { field: 'sku' },
    });
    try {
      expect((await harness.create('products', [{ sku: ' a ' }])).data).toMatchObject([{ sku: 'a' }]);
      const { errors } = await harness.create('products', [{ sku: '  ' }]);
      expect(errors).toEqual([expect.objectContaining({ code: 'my-check-1', path: 'products[0].sku' })]);
    } finally {
      await harness.close();
    }
    expect(await readFile(join(folder, 'my-check', 'my-check.test.mjs'), 'utf8')).toContain(
      "from './my-check.plugin.mjs'",
    );
  });

  it('overwrites nothing and takes no other names', async () => {
    await runProgram(['plugin', 'new', 'twice', '--dir', folder], terminal);
    expect(await runProgram(['plugin', 'new', 'twice', '--dir', folder], terminal)).toBe(1);
    expect(lines.at(-1)).toContain('exists already');
    expect(await runProgram(['plugin', 'new', 'No_Name', '--dir', folder], terminal)).toBe(2);
  });
});
