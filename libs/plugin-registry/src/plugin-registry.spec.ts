import type { Entity, PluginActivation } from '@dx/entity-configuration';
import { CodedException, SYSTEM_CALLER } from '@dx/kernel';
import { Logger } from '@nestjs/common';
import type { HookContext, InputRecord, PluginContext, PluginHooks } from './contract.js';
import { DataExchangePlugin } from './plugin.decorator.js';
import { PluginRegistry } from './plugin-registry.js';

Logger.overrideLogger(false);

/** Only what the registry reads of an endpoint. */
function endpoint(alias: string, tableName: string, plugins: readonly PluginActivation[] = []): Entity {
  return { alias, table: { name: tableName }, plugins } as unknown as Entity;
}

function contextOf(entity: Entity): HookContext {
  return { requestId: 'r', caller: SYSTEM_CALLER, now: new Date(0), entity, operation: 'create' };
}

function registryWith(...plugins: readonly PluginHooks[]): PluginRegistry {
  const registry = new PluginRegistry();
  for (const plugin of plugins) registry.register(plugin);
  return registry;
}

const SUFFIX_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['suffix'],
  properties: { suffix: { type: 'string', minLength: 1 }, times: { type: 'integer', default: 1 } },
};

@DataExchangePlugin({ name: 'suffix', description: 'Appends a text to names.', settingsSchema: SUFFIX_SCHEMA })
class SuffixPlugin implements PluginHooks<{ suffix: string; times: number }> {
  transformInput(ctx: PluginContext<{ suffix: string; times: number }>, records: readonly InputRecord[]): void {
    for (const record of records)
      record.fields['name'] = `${record.fields['name'] as string}${ctx.settings.suffix.repeat(ctx.settings.times)}`;
  }
}

@DataExchangePlugin({
  name: 'early',
  description: 'Runs first.',
  order: 1,
  activation: 'always',
  tables: ['spy_store'],
})
class EarlyPlugin implements PluginHooks {
  transformInput(_ctx: PluginContext, records: readonly InputRecord[]): void {
    for (const record of records) record.fields['name'] = `early-${record.fields['name'] as string}`;
  }
}

@DataExchangePlugin({ name: 'slow', description: 'Never ends.', activation: 'always', timeLimitMs: 5 })
class SlowPlugin implements PluginHooks {
  transformInput(): Promise<void> {
    return new Promise(() => undefined);
  }
}

@DataExchangePlugin({ name: 'fragile', description: 'Fails.', activation: 'always', failure: 'continue' })
class FragilePlugin implements PluginHooks {
  transformInput(): void {
    throw new Error('broken');
  }
}

async function runTransformInput(registry: PluginRegistry, entity: Entity, name: string): Promise<unknown> {
  const record: InputRecord = { path: 'x[0]', fields: { name } };
  for (const hook of registry.hooksOf(entity).transformInput) await hook(contextOf(entity), [record]);
  return record.fields['name'];
}

describe('the plugin registry', () => {
  it('runs a plugin only where it is switched on, with the settings and defaults of that endpoint', async () => {
    const registry = registryWith(new SuffixPlugin());
    const on = endpoint('stores', 'spy_store', [{ name: 'suffix', settings: { suffix: '!' } }]);
    expect(await runTransformInput(registry, on, 'DE')).toBe('DE!');
    expect(registry.hooksOf(endpoint('other', 'spy_store')).transformInput).toHaveLength(0);
  });

  it('runs plugins by order, and those that are always on only on their tables', async () => {
    const registry = registryWith(new SuffixPlugin(), new EarlyPlugin());
    const activation = [{ name: 'suffix', settings: { suffix: '!' } }];
    expect(await runTransformInput(registry, endpoint('stores', 'spy_store', activation), 'DE')).toBe('early-DE!');
    expect(await runTransformInput(registry, endpoint('countries', 'spy_country', activation), 'DE')).toBe('DE!');
    expect(registry.list().map(({ name }) => name)).toEqual(['early', 'suffix']);
  });

  it('answers a coded error when a hook takes too long, and counts it', async () => {
    const registry = registryWith(new SlowPlugin());
    await expect(runTransformInput(registry, endpoint('stores', 'spy_store'), 'DE')).rejects.toMatchObject({
      errors: [{ code: '1980', status: 500 }],
    });
    expect(registry.list()[0]?.statistics).toMatchObject({
      calls: 1,
      failures: 1,
      lastError: { hook: 'transformInput' },
    });
  });

  it('goes on after a failure of a plugin whose failures do not count', async () => {
    const registry = registryWith(new FragilePlugin());
    expect(await runTransformInput(registry, endpoint('stores', 'spy_store'), 'DE')).toBe('DE');
    expect(registry.list()[0]?.statistics.lastError?.message).toBe('broken');
  });

  it('refuses to work without a plugin that the endpoint asks for', () => {
    const registry = registryWith();
    const entity = endpoint('stores', 'spy_store', [{ name: 'gone', settings: {} }]);
    expect(() => registry.hooksOf(entity)).toThrow(CodedException);
  });

  it('names everything that is wrong with the plugins of a configuration', () => {
    const problems = registryWith(new SuffixPlugin()).check([
      { name: 'suffix', settings: { suffix: '', colour: 1 } },
      { name: 'gone', settings: {} },
      { name: 'suffix', settings: { suffix: 'x' } },
    ]);
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'plugins[0].settings.colour',
      'plugins[0].settings.suffix',
      'plugins[1].name',
      'plugins[2].name',
    ]);
  });

  it('refuses two plugins of one name', () => {
    expect(() => registryWith(new SuffixPlugin(), new SuffixPlugin())).toThrow('Two plugins are named `suffix`');
  });
});
