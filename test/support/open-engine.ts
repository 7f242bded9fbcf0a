import { openDatabase, openMetadataStore, type Database, type Statement } from '@dx/database';
import {
  compileSnapshot,
  DenyList,
  type Entity,
  type SnapshotService,
  type StoredConfiguration,
} from '@dx/entity-configuration';
import { SYSTEM_CALLER, type RequestContext } from '@dx/kernel';
import { NO_HOOKS, type HooksOfEntity, type PluginRegistry } from '@dx/plugin-registry';
import { DEFAULT_ENGINE_LIMITS, QueryEngine, type EngineLimits } from '@dx/query-engine';
import { queryThrough, SchemaCatalogue } from '@dx/schema-catalogue';
import { countStatements } from './count-statements.js';
import { createTestDatabase, type DatabaseKind } from './test-database.js';

/** The engine on a database of its own: real tables, the real catalogue, a compiled snapshot; only HTTP is missing. */
export interface OpenEngine {
  readonly engine: QueryEngine;
  /** Runs a statement of the test itself; it is not counted. */
  run(sql: string, params?: Statement['params']): Promise<void>;
  /** Runs a statement of the test itself and keeps its locks until the answer is called; not counted either. */
  hold(sql: string): Promise<() => Promise<void>>;
  /** The statements that the engine gave to the database. */
  readonly statements: Statement[];
  /** Aliases reported as out of date. */
  readonly drifts: string[];
  close(): Promise<void>;
}

export interface OpenEngineOptions {
  /** Statements that make and fill the tables. */
  readonly setUp: readonly string[];
  readonly endpoints: readonly StoredConfiguration[];
  readonly limits?: Partial<EngineLimits>;
  /** Hooks at work for an endpoint. */
  readonly hooks?: (entity: Entity) => Partial<HooksOfEntity>;
  /** Puts something between the engine and the database. */
  readonly wrap?: (database: Database) => Database;
}

/** Opens it. Throws when a configuration has a problem that would leave its endpoint or a relation out. */
export async function openEngine(kind: DatabaseKind, options: OpenEngineOptions): Promise<OpenEngine> {
  const home = await createTestDatabase(kind);
  const database = await openDatabase({ url: home.url });
  for (const sql of options.setUp) await database.run({ sql, params: [] });
  const metadata = await openMetadataStore({ url: home.url, entities: [], migrations: [] });
  const catalogue = new SchemaCatalogue(queryThrough(metadata), database.dialect.name);
  const snapshot = compileSnapshot(
    options.endpoints,
    await catalogue.current(),
    new DenyList({ allow: ['spy_customer'] }),
    database.dialect,
  );
  const errors = snapshot.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the test's configuration is wrong: ${JSON.stringify(errors)}`);
  const drifts: string[] = [];
  const snapshots: Pick<SnapshotService, 'current' | 'reportDrift'> = {
    current: () => snapshot,
    reportDrift: async (alias: string) => void drifts.push(alias),
  };
  const counted = countStatements(options.wrap?.(database) ?? database);
  const engine = new QueryEngine(counted.database, snapshots as SnapshotService, registryOf(options.hooks), catalogue, {
    ...DEFAULT_ENGINE_LIMITS,
    ...options.limits,
  });
  return {
    engine,
    statements: counted.statements,
    drifts,
    run: async (sql, params = []) => void (await database.run({ sql, params })),
    hold: (sql) => holdLocks(database, sql),
    close: async () => {
      await metadata.dataSource.destroy();
      await database.close();
      await home.drop();
    },
  };
}

function holdLocks(database: Database, sql: string): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(async (tx) => {
      await tx.run({ sql, params: [] });
      await new Promise<void>((end) => {
        resolve(async () => {
          end();
          await transaction;
        });
      });
    });
    transaction.catch(reject);
  });
}

/** The context of a request by a caller who may do everything, unless `change` says otherwise. */
export function testContext(change: Partial<RequestContext> = {}): RequestContext {
  return { requestId: 'test', caller: SYSTEM_CALLER, now: new Date(), ...change };
}

function registryOf(hooks: OpenEngineOptions['hooks']): PluginRegistry {
  const registry: Pick<PluginRegistry, 'hooksOf'> = { hooksOf: (entity) => ({ ...NO_HOOKS, ...hooks?.(entity) }) };
  return registry as PluginRegistry;
}
