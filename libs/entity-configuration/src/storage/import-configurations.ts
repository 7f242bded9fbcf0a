import type { Catalogue } from '@dx/schema-catalogue';
import type { EntityManager } from 'typeorm';
import { checkConfiguration } from '../checks/check-configuration.js';
import type { KnownConfiguration } from '../checks/check-configuration.js';
import type { DenyList } from '../checks/deny-list.js';
import type { ConfigurationViolation } from '../model/configuration-violation.js';
import type { EntityConfiguration, StoredConfiguration } from '../model/definition.js';
import type { PluginActivation } from '../model/plugin-activation.js';
import { parseConfiguration } from '../model/parse-configuration.js';
import { readKnownConfigurations } from './find-configurations.js';
import type { ImportProblem, ImportResult } from './import-problem.js';
import type { PluginCheck } from './plugin-check.js';
import { readConfigurations } from './read-configurations.js';
import type { RevisionWitness } from './revision-witness.js';
import { replacePlugins } from './store-plugins.js';
import { toInstallerEntry } from './to-installer-entry.js';
import {
  insertConfigurations,
  recordRevisions,
  replaceRelations,
  updateConfigurations,
} from './write-configuration.js';
import type { RevisionRecord } from './write-configuration.js';

/** What an import needs beside its file. */
export interface ImportContext {
  readonly manager: EntityManager;
  readonly catalogue: Catalogue;
  readonly denyList: DenyList;
  /** Overwrite configurations that are stored already. */
  readonly update: boolean;
  readonly author: string;
  readonly checkPlugins: PluginCheck;
  readonly witness: RevisionWitness;
}

/** An entry on its way into the tables. */
interface Entry {
  readonly path: string;
  readonly configuration: EntityConfiguration;
  readonly namesRelations: boolean;
  readonly namesPlugins: boolean;
  readonly stored: StoredConfiguration | undefined;
}

/**
 * Imports installer entries in one transaction: first all configurations, then their relations, so that a relation may
 * point anywhere in the file or at what is stored. Keeps what the file says, also when it cannot work; only entries
 * without a usable alias or on a denied table are skipped. Importing the same file again changes nothing.
 */
export async function importConfigurations(entries: readonly unknown[], context: ImportContext): Promise<ImportResult> {
  const run = new ImportRun(context);
  return run.execute(entries);
}

class ImportRun {
  private readonly created: string[] = [];
  private readonly updated: string[] = [];
  private readonly unchanged: string[] = [];
  private readonly skipped: string[] = [];
  private readonly problems: ImportProblem[] = [];
  /** Everything that will be stored, by alias. */
  private readonly known = new Map<string, KnownConfiguration>();

  constructor(private readonly context: ImportContext) {}

  async execute(values: readonly unknown[]): Promise<ImportResult> {
    const before = await readConfigurations(this.context.manager);
    for (const it of before) if (!this.known.has(it.tableAlias)) this.known.set(it.tableAlias, it);
    const byAlias = new Map(before.map((it) => [it.id, it]));
    const storedOf = (alias: string): StoredConfiguration | undefined => {
      const known = this.known.get(alias);
      return known === undefined ? undefined : byAlias.get(known.id);
    };
    const entries = this.accept(values, storedOf);
    const inFile = new Set(entries.map((it) => it.configuration.tableAlias));
    const exists = (alias: string): boolean => inFile.has(alias) || this.known.has(alias);
    const chosen = entries.filter((entry) => this.choose(entry, exists));
    await this.storeRows(chosen);
    await this.storeRelations(chosen.filter((entry) => entry.namesRelations));
    await this.storePlugins(chosen.filter((entry) => entry.namesPlugins));
    await this.record(chosen);
    for (const entry of entries) this.check(entry);
    const { created, updated, unchanged, skipped, problems } = this;
    return { created, updated, unchanged, skipped, problems };
  }

  /** Reads the entries and drops those that cannot be stored at all. */
  private accept(
    values: readonly unknown[],
    storedOf: (alias: string) => StoredConfiguration | undefined,
  ): readonly Entry[] {
    const seen = new Set<string>();
    return values.flatMap((value, index) => {
      const path = `[${index}]`;
      const { configuration, namesRelations, namesPlugins, oddities } = parseConfiguration(value);
      const alias = configuration.tableAlias;
      this.note(path, alias, oddities);
      const refusal = this.refuse(configuration, seen.has(alias));
      if (refusal !== null) {
        this.note(path, alias, [refusal]);
        if (alias !== '') this.skipped.push(alias);
        return [];
      }
      seen.add(alias);
      return [{ path, configuration, namesRelations, namesPlugins, stored: storedOf(alias) }];
    });
  }

  private refuse({ tableAlias, tableName }: EntityConfiguration, isRepeated: boolean): ConfigurationViolation | null {
    const error = (rule: ConfigurationViolation['rule'], path: string, message: string): ConfigurationViolation => ({
      severity: 'error',
      rule,
      path,
      message,
    });
    if (tableAlias === '') return error('missing-key', 'tableAlias', 'An entry without `tableAlias` is skipped.');
    if (isRepeated) return error('duplicate-alias', 'tableAlias', 'The alias stands in the file already; skipped.');
    if (tableName === '') return error('missing-key', 'tableName', 'An entry without `tableName` is skipped.');
    const { catalogue, denyList } = this.context;
    if (denyList.denyReason(tableName, catalogue) === null) return null;
    return error('denied-table', 'tableName', `Table name is not allowed for dynamic entity. Table: ${tableName}`);
  }

  /** Decides what becomes of an entry; true when it is to be stored. */
  private choose(entry: Entry, exists: (alias: string) => boolean): boolean {
    const { configuration, stored } = entry;
    const alias = configuration.tableAlias;
    if (stored === undefined) {
      this.created.push(alias);
      return true;
    }
    if (this.isSame(entry, stored, exists)) {
      this.unchanged.push(alias);
      return false;
    }
    (this.context.update ? this.updated : this.skipped).push(alias);
    return this.context.update;
  }

  private isSame(entry: Entry, stored: StoredConfiguration, exists: (alias: string) => boolean): boolean {
    const childRelations = entry.namesRelations
      ? entry.configuration.childRelations.filter((it) => exists(it.childDynamicEntityConfiguration.tableAlias))
      : stored.childRelations;
    const wanted = toInstallerEntry({ ...entry.configuration, childRelations, plugins: pluginsOf(entry) });
    return JSON.stringify(wanted) === JSON.stringify(toInstallerEntry(stored));
  }

  private async storeRows(entries: readonly Entry[]): Promise<void> {
    const { manager } = this.context;
    const changed = entries.flatMap(({ stored, configuration }) =>
      stored === undefined ? [] : [{ id: stored.id, configuration }],
    );
    await updateConfigurations(manager, changed);
    const added = entries.filter(({ stored }) => stored === undefined).map(({ configuration }) => configuration);
    await insertConfigurations(manager, added);
    for (const [alias, known] of await readKnownConfigurations(manager, null)) this.known.set(alias, known);
  }

  private async storeRelations(entries: readonly Entry[]): Promise<void> {
    const wanted = entries.map(({ configuration }) => ({
      parentId: this.idOf(configuration.tableAlias),
      relations: configuration.childRelations,
    }));
    await replaceRelations(this.context.manager, wanted, (alias) => this.known.get(alias)?.id);
  }

  private async storePlugins(entries: readonly Entry[]): Promise<void> {
    const wanted = entries.map(({ configuration: { tableAlias, plugins = [] } }) => ({
      configurationId: this.idOf(tableAlias),
      plugins,
    }));
    await replacePlugins(this.context.manager, wanted);
  }

  private async record(entries: readonly Entry[]): Promise<void> {
    const { manager, author } = this.context;
    const records = entries.map((entry): RevisionRecord => {
      const { configuration, namesRelations, stored } = entry;
      const childRelations = namesRelations ? configuration.childRelations : (stored?.childRelations ?? []);
      return {
        configurationId: this.idOf(configuration.tableAlias),
        alias: configuration.tableAlias,
        action: 'import',
        author,
        before: stored ?? null,
        after: { ...configuration, childRelations, plugins: pluginsOf(entry) },
      };
    });
    await recordRevisions(manager, records, this.context.witness);
  }

  /** Reports what will not work as the file says it. */
  private check({ path, configuration }: Entry): void {
    const { catalogue, denyList } = this.context;
    const context = { catalogue, denyList, others: this.known, purpose: 'load' } as const;
    this.note(path, configuration.tableAlias, checkConfiguration(configuration, context));
    this.note(path, configuration.tableAlias, this.context.checkPlugins(configuration));
  }

  private idOf(alias: string): number {
    const id = this.known.get(alias)?.id;
    if (id === undefined) throw new Error(`configuration ${alias} was not stored`);
    return id;
  }

  private note(entryPath: string, alias: string, violations: readonly ConfigurationViolation[]): void {
    for (const violation of violations) {
      const path = violation.path === '' ? entryPath : `${entryPath}.${violation.path}`;
      this.problems.push({ ...violation, path, alias: alias === '' ? null : alias });
    }
  }
}

/** An entry that says nothing of plugins keeps those that are stored. */
function pluginsOf({ configuration, namesPlugins, stored }: Entry): readonly PluginActivation[] {
  return (namesPlugins ? configuration.plugins : stored?.plugins) ?? [];
}
