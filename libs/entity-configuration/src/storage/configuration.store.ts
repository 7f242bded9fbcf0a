import { DatabaseError, METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { CodedException, serverErrors } from '@dx/kernel';
import { SchemaCatalogue } from '@dx/schema-catalogue';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KnownConfiguration } from '../checks/check-configuration.js';
import { DenyList } from '../checks/deny-list.js';
import type { EntityConfiguration, StoredConfiguration } from '../model/definition.js';
import { SnapshotService } from '../snapshot/snapshot.service.js';
import { checkBeforeSave } from './check-before-save.js';
import type { CheckedConfiguration } from './check-before-save.js';
import { RevisionTable } from './configuration-tables.js';
import type { RevisionRow } from './configuration-tables.js';
import { findConfigurations, readKnownConfigurations } from './find-configurations.js';
import type { ConfigurationFilter } from './find-configurations.js';
import { importConfigurations } from './import-configurations.js';
import type { ImportResult } from './import-problem.js';
import { PLUGIN_CHECK } from './plugin-check.js';
import type { PluginCheck } from './plugin-check.js';
import { lockAtRevision, readAtRevision, readConfiguration } from './read-at-revision.js';
import { readConfigurations, readParents } from './read-configurations.js';
import { replacePlugins } from './store-plugins.js';
import { REVISION_WITNESS } from './revision-witness.js';
import type { RevisionWitness } from './revision-witness.js';
import { relationsTo } from './removal.js';
import type { Removal } from './removal.js';
import { toInstallerFile } from './to-installer-file.js';
import type { ExportedConfigurations } from './to-installer-file.js';
import {
  deleteConfiguration,
  insertConfigurations,
  recordRevisions,
  replaceRelations,
  updateConfigurations,
} from './write-configuration.js';
import { writeOrRollBack } from './write-or-roll-back.js';

/** A page of stored configurations. */
export interface ConfigurationPage {
  readonly total: number;
  readonly items: readonly StoredConfiguration[];
}

/** How an import is carried out. */
export interface ImportOptions {
  /** Overwrite configurations whose alias is stored already; without it they are skipped, as the contract says. */
  readonly update?: boolean;
  /** Everything real, then rolled back. */
  readonly dryRun?: boolean;
  readonly author?: string;
}

const AUTHOR_UNKNOWN = 'system';

/**
 * The stored entity configurations. Whatever is saved here is in force on this instance before the call resolves.
 * Failures are `CodedException`s: 1920 for each broken rule, 1921 for a stale write, 1922 for an alias that somebody
 * else took in the meantime.
 */
@Injectable()
export class ConfigurationStore {
  private readonly logger = new Logger('EntityConfiguration');

  constructor(
    @Inject(METADATA_STORE) private readonly metadata: MetadataStore,
    private readonly catalogue: SchemaCatalogue,
    private readonly denyList: DenyList,
    private readonly snapshots: SnapshotService,
    @Optional() @Inject(PLUGIN_CHECK) private readonly checkPlugins: PluginCheck = () => [],
    @Optional() @Inject(REVISION_WITNESS) private readonly witness: RevisionWitness = async () => undefined,
  ) {}

  /** A page of configurations, active ones first, then by table. */
  async list(filter: ConfigurationFilter = {}): Promise<ConfigurationPage> {
    return this.metadata.read(async (manager) => {
      const { total, ids } = await findConfigurations(manager, filter);
      const byId = new Map((await readConfigurations(manager, ids)).map((it) => [it.id, it]));
      return { total, items: ids.flatMap((id) => byId.get(id) ?? []) };
    });
  }

  /** Id, alias and table of every stored configuration; of two with one alias the first. */
  async known(): Promise<readonly KnownConfiguration[]> {
    return this.metadata.read(async (manager) => [...(await readKnownConfigurations(manager, null)).values()]);
  }

  /** One configuration, or null. */
  async get(id: number): Promise<StoredConfiguration | null> {
    return this.metadata.read((manager) => readConfiguration(manager, id));
  }

  /**
   * Checks JSON of unknown origin as `create` (no id) or `update` would, without storing anything: all violations of the
   * whole configuration at once.
   */
  async check(value: unknown, id: number | null = null): Promise<CheckedConfiguration> {
    const { metadata, catalogue, denyList, checkPlugins } = this;
    return checkBeforeSave(value, id, { metadata, catalogue, denyList, checkPlugins });
  }

  /** Stores a new configuration. */
  async create(value: unknown, author: string = AUTHOR_UNKNOWN): Promise<StoredConfiguration> {
    const configuration = await this.accept(value, null);
    const stored = await this.save(configuration, async (manager) => {
      const others = await readKnownConfigurations(manager, null);
      refuseTakenAlias(configuration, others);
      await insertConfigurations(manager, [configuration]);
      const id = await idOfAlias(manager, configuration.tableAlias);
      await this.storeRelations(manager, id, configuration, others);
      await replacePlugins(manager, [{ configurationId: id, plugins: configuration.plugins ?? [] }]);
      return this.record(manager, { id, action: 'create', author, before: null });
    });
    await this.takeEffect();
    return stored;
  }

  /** Overwrites a configuration that is still at `baseRevision`; null when there is none with this id. */
  async update(
    id: number,
    value: unknown,
    baseRevision: string,
    author: string = AUTHOR_UNKNOWN,
  ): Promise<StoredConfiguration | null> {
    // Why before the checks: of a configuration that changed meanwhile, the caller would be told the mistakes first.
    if ((await this.metadata.read((manager) => readAtRevision(manager, id, baseRevision))) === null) return null;
    const configuration = await this.accept(value, id);
    const stored = await this.save(configuration, async (manager) => {
      const before = await lockAtRevision(manager, id, baseRevision);
      if (before === null) return null;
      const others = await readKnownConfigurations(manager, id);
      refuseTakenAlias(configuration, others);
      await updateConfigurations(manager, [{ id, configuration }]);
      await this.storeRelations(manager, id, configuration, others);
      await replacePlugins(manager, [{ configurationId: id, plugins: configuration.plugins ?? [] }]);
      return this.record(manager, { id, action: 'update', author, before });
    });
    if (stored !== null) await this.takeEffect();
    return stored;
  }

  /**
   * Removes a configuration, with the relations of others that point at it, which are told; null when there is none with
   * this id.
   */
  async remove(
    id: number,
    baseRevision: string | null = null,
    author: string = AUTHOR_UNKNOWN,
  ): Promise<Removal | null> {
    const removal = await this.metadata.write(async (manager): Promise<Removal | null> => {
      const before = await lockAtRevision(manager, id, baseRevision);
      if (before === null) return null;
      const parents = await readParents(manager, id);
      await deleteConfiguration(manager, id);
      const { tableAlias: alias } = before;
      const record = { configurationId: id, alias, action: 'remove', author, before, after: null } as const;
      await recordRevisions(manager, [record], this.witness);
      for (const parent of parents)
        await this.record(manager, { id: parent.id, action: 'update', author, before: parent });
      return { droppedRelations: relationsTo(alias, parents) };
    });
    if (removal !== null) await this.takeEffect();
    return removal;
  }

  /**
   * Imports the contract's installer JSON (a list of configurations) in one transaction. Nothing that can be stored is
   * refused: what will not work is reported by path and stays inactive.
   */
  async importAll(entries: unknown, options: ImportOptions = {}): Promise<ImportResult> {
    if (!Array.isArray(entries)) {
      throw new CodedException(serverErrors.invalidInput({ path: 'body', reason: 'must be a list of configurations' }));
    }
    const catalogue = await this.catalogue.reload();
    const { denyList, checkPlugins, witness } = this;
    const { update = false, dryRun = false, author = AUTHOR_UNKNOWN } = options;
    const result = await writeOrRollBack(this.metadata, dryRun, (manager) =>
      importConfigurations(entries as readonly unknown[], {
        manager,
        catalogue,
        denyList,
        checkPlugins,
        witness,
        update,
        author,
      }),
    );
    if (!dryRun && result.created.length + result.updated.length > 0) await this.takeEffect();
    return result;
  }

  /**
   * All configurations as installer JSON; importing them into an empty installation gives the same export again. Rows
   * that cannot be read are left out, and told.
   */
  async exportAll(): Promise<ExportedConfigurations> {
    return toInstallerFile(await this.metadata.read((manager) => readConfigurations(manager)));
  }

  /** The saves of one configuration made through this server, the latest first. */
  async history(id: number, limit = 50): Promise<readonly RevisionRow[]> {
    return this.metadata.read((manager) =>
      manager.find(RevisionTable, { where: { configurationId: id }, order: { id: 'DESC' }, take: limit }),
    );
  }

  private async accept(value: unknown, id: number | null): Promise<EntityConfiguration> {
    const { configuration, violations } = await this.check(value, id);
    const errors = violations.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) return configuration;
    throw new CodedException(errors.map(({ path, message }) => serverErrors.invalidInput({ path, reason: message })));
  }

  /** Writes, and says what a refusal of the configuration tables means. */
  private async save<T>({ tableAlias }: EntityConfiguration, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.metadata.write(work);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.kind === 'duplicate') throw aliasTaken(tableAlias, error);
      if (error.kind !== 'too-long') throw error;
      const reason = 'The definition is too large for the configuration table.';
      throw new CodedException(serverErrors.invalidInput({ path: 'definition', reason }), { cause: error });
    }
  }

  private async storeRelations(
    manager: EntityManager,
    id: number,
    configuration: EntityConfiguration,
    others: ReadonlyMap<string, KnownConfiguration>,
  ): Promise<void> {
    const idOf = (alias: string): number | undefined =>
      alias === configuration.tableAlias ? id : others.get(alias)?.id;
    await replaceRelations(manager, [{ parentId: id, relations: configuration.childRelations }], idOf);
  }

  private async record(
    manager: EntityManager,
    save: {
      readonly id: number;
      readonly action: 'create' | 'update';
      readonly author: string;
      readonly before: StoredConfiguration | null;
    },
  ): Promise<StoredConfiguration> {
    const after = await readConfiguration(manager, save.id);
    if (after === null) throw new Error(`configuration ${save.id} is gone inside its own transaction`);
    const { action, author, before } = save;
    const { tableAlias: alias } = after;
    await recordRevisions(manager, [{ configurationId: save.id, alias, action, author, before, after }], this.witness);
    return after;
  }

  /** Why a failure is only logged: the save is a fact by now, and the poll makes it effective as soon as it can. */
  private async takeEffect(): Promise<void> {
    try {
      await this.snapshots.refresh();
    } catch (error) {
      this.logger.error('a saved configuration is not in force yet', error);
    }
  }
}

async function idOfAlias(manager: EntityManager, alias: string): Promise<number> {
  const known = (await readKnownConfigurations(manager, null)).get(alias);
  if (known === undefined) throw new Error(`configuration ${alias} was not stored`);
  return known.id;
}

function refuseTakenAlias({ tableAlias }: EntityConfiguration, others: ReadonlyMap<string, KnownConfiguration>): void {
  if (!others.has(tableAlias)) return;
  throw aliasTaken(tableAlias);
}

function aliasTaken(value: string, cause?: unknown): CodedException {
  return new CodedException(serverErrors.nameTaken({ path: 'tableAlias', value }), { cause });
}
