import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, openMetadataStore } from '@dx/database';
import type { Database, MetadataStore, MigrationList, Transaction } from '@dx/database';
import { compileSnapshot, DenyList, parseConfiguration } from '@dx/entity-configuration';
import type { PluginActivation, Snapshot, SnapshotService, StoredConfiguration } from '@dx/entity-configuration';
import { CodedException, SYSTEM_CALLER } from '@dx/kernel';
import type { JsonValue, RequestContext } from '@dx/kernel';
import { PluginRegistry, pluginCheckOf } from '@dx/plugin-registry';
import type { PluginHooks } from '@dx/plugin-registry';
import { DEFAULT_ENGINE_LIMITS, QueryEngine } from '@dx/query-engine';
import type { EngineAnswer, RawQuery } from '@dx/query-engine';
import { queryThrough, SchemaCatalogue } from '@dx/schema-catalogue';
import type { HarnessAnswer, HarnessRow, HarnessValue, PluginHarness, PluginHarnessOptions } from './plugin-harness.js';

interface Parts {
  readonly database: Database;
  readonly metadata: MetadataStore;
  readonly engine: QueryEngine;
  readonly folder: string;
}

/**
 * Runs a plugin in the real pipeline without HTTP: tables in a SQLite file of its own, the real checks, transactions and
 * statements. Call `close` at the end. Throws a sentence when the configuration or the plugin's settings are wrong.
 */
export async function createPluginHarness(
  plugin: PluginHooks<never> | readonly PluginHooks<never>[],
  options: PluginHarnessOptions,
): Promise<PluginHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'dx-plugin-'));
  const parts: { database?: Database; metadata?: MetadataStore } = {};
  try {
    const url = `sqlite:${join(folder, 'shop.sqlite')}`;
    parts.database = await openDatabase({ url });
    const migrations = (options.migrations ?? []) as MigrationList;
    parts.metadata = await openMetadataStore({ url, entities: [], migrations });
    await fillTables(parts.database, options);
    const registry = new PluginRegistry();
    for (const one of [plugin].flat() as readonly PluginHooks[]) registry.register(one);
    const { database, metadata } = parts;
    const engine = await openEngine(database, metadata, registry, options);
    return handleOf({ database, metadata, folder, engine }, options.atomic ?? true);
  } catch (error) {
    await parts.metadata?.close();
    await parts.database?.close();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function fillTables(database: Database, { tables, rows = {} }: PluginHarnessOptions): Promise<void> {
  for (const sql of [tables].flat() as readonly string[]) {
    for (const statement of sql.split(/;\s*(?:\n|$)/).filter((text) => text.trim() !== '')) {
      await database.run({ sql: statement, params: [] });
    }
  }
  for (const [table, entries] of Object.entries(rows)) {
    for (const row of entries) {
      const columns = Object.keys(row).map((name) => database.dialect.quote(name));
      const sql = `INSERT INTO ${database.dialect.quote(table)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      await database.run({ sql, params: Object.values(row) });
    }
  }
}

async function openEngine(
  database: Database,
  metadata: MetadataStore,
  registry: PluginRegistry,
  options: PluginHarnessOptions,
): Promise<QueryEngine> {
  const catalogue = new SchemaCatalogue(queryThrough(metadata), database.dialect.name);
  const denyList = new DenyList();
  const stored = storedConfigurations(registry, options);
  const snapshot = compileSnapshot(stored, await catalogue.current(), denyList, database.dialect);
  const errors = snapshot.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(`configuration: ${errors.map(({ path, message }) => `${path}: ${message}`).join('; ')}`);
  return new QueryEngine(database, snapshotsOf(snapshot), registry, catalogue, DEFAULT_ENGINE_LIMITS, denyList);
}

/** Every configuration with the plugins that it names, or with all of them and the settings of the options. */
function storedConfigurations(registry: PluginRegistry, options: PluginHarnessOptions): readonly StoredConfiguration[] {
  const check = pluginCheckOf(registry);
  const byDefault = registry
    .list()
    .filter(({ activation }) => activation === 'endpoint')
    .map(({ name }): PluginActivation => ({ name, settings: options.settings ?? {} }));
  return ([options.configuration].flat() as readonly unknown[]).map((entry, index) => {
    const { configuration } = parseConfiguration(entry);
    const plugins = configuration.plugins ?? byDefault;
    const problems = check({ ...configuration, plugins });
    if (problems.length > 0) {
      throw new Error(`configuration: ${problems.map(({ path, message }) => `${path}: ${message}`).join('; ')}`);
    }
    const stamps = { id: index + 1, revision: String(index + 1), createdAt: null, updatedAt: null };
    return { ...configuration, ...stamps, isActive: true, plugins };
  });
}

function snapshotsOf(snapshot: Snapshot): SnapshotService {
  const service: Pick<SnapshotService, 'current' | 'reportDrift'> = {
    current: () => snapshot,
    reportDrift: async () => undefined,
  };
  return service as SnapshotService;
}

function handleOf({ database, metadata, engine, folder }: Parts, atomic: boolean): PluginHarness {
  const run = (status: number, work: (ctx: RequestContext) => Promise<EngineAnswer>): Promise<HarnessAnswer> =>
    toAnswer(status, () => work({ requestId: randomUUID(), caller: SYSTEM_CALLER, now: new Date() }));
  const body = (data: unknown): JsonValue => ({ data }) as JsonValue;
  const mode = { atomic };
  return {
    create: (alias, data) => run(CREATED, (ctx) => engine.create(ctx, alias, body(data), mode)),
    update: (alias, data, id = null) => run(OK, (ctx) => engine.update(ctx, alias, id, body(data), mode)),
    replace: (alias, data, id = null) => run(OK, (ctx) => engine.replace(ctx, alias, id, body(data), mode)),
    remove: (alias, id) => run(NO_CONTENT, (ctx) => engine.remove(ctx, alias, id, EMPTY_QUERY, mode)),
    get: (alias, id) => run(OK, (ctx) => engine.get(ctx, alias, id, EMPTY_QUERY)),
    list: (alias) => run(OK, (ctx) => engine.list(ctx, alias, EMPTY_QUERY)),
    rows: (sql, params = []) => database.transaction((tx) => namedRows(tx, sql, params)),
    close: async () => {
      await metadata.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const EMPTY_QUERY: RawQuery = [];
const OK = 200;
const CREATED = 201;
const NO_CONTENT = 204;

async function toAnswer(status: number, work: () => Promise<EngineAnswer>): Promise<HarnessAnswer> {
  try {
    const answer = await work();
    if (answer.kind === 'deleted') return { status, data: null, errors: [] };
    const data: unknown = JSON.parse(answer.data.toString('utf8'));
    if (answer.kind === 'records' || answer.errors.length === 0) return { status, data, errors: [] };
    return { status: answer.stored ? status : (answer.errors[0]?.status ?? status), data, errors: answer.errors };
  } catch (error) {
    if (!(error instanceof CodedException)) throw error;
    return { status: error.errors[0].status, data: null, errors: error.errors };
  }
}

async function namedRows(
  tx: Transaction,
  sql: string,
  params: readonly HarnessValue[],
): Promise<readonly HarnessRow[]> {
  const { names, rows } = await tx.namedRows({ sql, params: params });
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
}
