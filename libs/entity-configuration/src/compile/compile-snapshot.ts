import { createHash } from 'node:crypto';
import type { Dialect } from '@dx/database';
import type { Catalogue } from '@dx/schema-catalogue';
import { checkConfiguration } from '../checks/check-configuration.js';
import type { KnownConfiguration } from '../checks/check-configuration.js';
import type { DenyList } from '../checks/deny-list.js';
import { DRIFT_RULES } from '../model/configuration-rule.js';
import type { ColumnPins, PinsById } from '../model/column-pins.js';
import type { ConfigurationViolation } from '../model/configuration-violation.js';
import type { StoredConfiguration } from '../model/definition.js';
import type { ConfigurationProblem, Entity, Snapshot } from '../model/snapshot.js';
import { compileEntity } from './compile-entity.js';
import type { EntityDraft } from './compile-entity.js';
import { compileRelations } from './compile-relations.js';
import { hashTable } from './hash-table.js';

/**
 * Compiles all active configurations against the live catalogue. Never fails: what cannot work is left out and told in
 * `problems`, one broken configuration never touches another. The same input gives the same revision. A column that is
 * not what it was when its configuration was first served (`pins`) is left out until an admin saves the configuration.
 */
export function compileSnapshot(
  stored: readonly StoredConfiguration[],
  catalogue: Catalogue,
  denyList: DenyList,
  dialect: Pick<Dialect, 'quote'>,
  pins: PinsById = new Map(),
): Snapshot {
  const compilation = new Compilation(stored, catalogue, denyList, dialect, pins);
  const entities = compilation.run();
  return Object.freeze({
    revision: compilation.revision(),
    entities,
    outOfDate: compilation.outOfDate,
    problems: Object.freeze(compilation.problems),
  });
}

/** Whether an error at this path concerns one relation only and not its whole endpoint. */
export function isRelationPath(path: string): boolean {
  return path.startsWith('childRelations');
}

/** The tables that a configuration is about: its own, and junctions of its relations. */
function tablesOf({ tableName, childRelations }: StoredConfiguration): readonly string[] {
  return [tableName, ...childRelations.flatMap(({ through }) => through?.tableName ?? [])];
}

/** One run of the compiler; in two passes, because relations may form cycles. */
class Compilation {
  readonly problems: ConfigurationProblem[] = [];
  readonly outOfDate = new Set<string>();
  private readonly known = new Map<string, KnownConfiguration>();
  readonly drafts = new Map<string, EntityDraft>();

  constructor(
    private readonly stored: readonly StoredConfiguration[],
    readonly catalogue: Catalogue,
    readonly denyList: DenyList,
    readonly dialect: Pick<Dialect, 'quote'>,
    private readonly pins: PinsById,
  ) {}

  run(): ReadonlyMap<string, Entity> {
    const first = this.withoutDuplicates();
    const active = first.filter((it) => it.isActive);
    for (const configuration of active) this.compile(configuration);
    for (const configuration of active) {
      const draft = this.drafts.get(configuration.tableAlias);
      if (draft === undefined) continue;
      compileRelations(configuration, draft, this);
      this.reportBrokenChildren(configuration);
    }
    return new Map([...this.drafts].map(([alias, draft]) => [alias, Object.freeze(draft.entity)]));
  }

  /** A hash of what went in, as far as a client could notice it. */
  revision(): string {
    const hash = createHash('sha256').update(this.denyList.fingerprint);
    for (const { id, revision } of this.stored) hash.update(`\n${id}:${revision}`);
    for (const name of new Set(this.stored.flatMap(tablesOf))) {
      const table = this.catalogue.tables.get(name);
      hash.update(`\n${table === undefined ? '-' : hashTable(table)}`);
    }
    // Why: what is withheld depends on what columns were once, which is in none of the above.
    hash.update(JSON.stringify(this.problems));
    return hash.digest('hex').slice(0, 20);
  }

  private withoutDuplicates(): readonly StoredConfiguration[] {
    return this.stored.filter((configuration) => {
      const { id, tableAlias, tableName, isActive } = configuration;
      const first = this.known.get(tableAlias);
      if (first === undefined) {
        this.known.set(tableAlias, { id, tableAlias, tableName, isActive });
        return true;
      }
      this.report(configuration, {
        severity: 'error',
        rule: 'duplicate-alias',
        path: 'tableAlias',
        message: `Table alias is not unique for dynamic entity. Table: ${first.tableName}. The configuration with the lower id (${first.id}) is served.`,
      });
      return false;
    });
  }

  private compile(configuration: StoredConfiguration): void {
    const found = [...(configuration.oddities ?? []), ...this.check(configuration)];
    for (const violation of found) this.report(configuration, violation);
    const fatal = found.filter(({ severity, path }) => severity === 'error' && !isRelationPath(path));
    if (fatal.length > 0) {
      if (fatal.every(({ rule }) => DRIFT_RULES.has(rule))) this.outOfDate.add(configuration.tableAlias);
      return;
    }
    const table = this.catalogue.tables.get(configuration.tableName);
    const draft =
      table === undefined ? null : compileEntity(configuration, table, this.dialect, this.pinnedOf(configuration));
    if (draft !== null) this.drafts.set(configuration.tableAlias, draft);
  }

  private check(configuration: StoredConfiguration): readonly ConfigurationViolation[] {
    // Why: an unreadable definition has nothing that could be checked; its one problem is enough.
    if (configuration.oddities?.some(({ rule }) => rule === 'unreadable-definition') === true) return [];
    const { catalogue, denyList, known: others } = this;
    return checkConfiguration(configuration, {
      catalogue,
      denyList,
      others,
      purpose: 'load',
      pinned: this.pinnedOf(configuration),
    });
  }

  private pinnedOf({ id, revision }: StoredConfiguration): ColumnPins['columns'] | undefined {
    const pins = this.pins.get(id);
    return pins?.revision === revision ? pins.columns : undefined;
  }

  /** The child's own problem is told at the child; here an admin reads why the relation is gone. */
  private reportBrokenChildren(configuration: StoredConfiguration): void {
    configuration.childRelations.forEach((relation, index) => {
      const alias = relation.childDynamicEntityConfiguration.tableAlias;
      if (this.known.get(alias)?.isActive !== true || this.drafts.has(alias)) return;
      this.report(configuration, {
        severity: 'warning',
        rule: 'inactive-child',
        path: `childRelations[${index}].childDynamicEntityConfiguration.tableAlias`,
        message: `The configuration \`${alias}\` cannot work, so relation \`${relation.name}\` is not offered.`,
      });
    });
  }

  private report(configuration: StoredConfiguration, violation: ConfigurationViolation): void {
    this.problems.push({ alias: configuration.tableAlias, configurationId: configuration.id, ...violation });
  }
}
