import {
  type ConfigurationProblem,
  ConfigurationStore,
  DenyList,
  DRIFT_RULES,
  type EntityConfiguration,
  SnapshotService,
  type StoredConfiguration,
  suggestConfiguration,
} from '@dx/entity-configuration';
import { type Catalogue, SchemaCatalogue } from '@dx/schema-catalogue';
import { Injectable } from '@nestjs/common';
import type { DriftAnswer, DriftedEndpointAnswer } from './drift.dto.js';
import { proposeFix } from './propose-fix.js';

/** Finds endpoints that no longer fit their tables, and proposes what to do; does nothing itself. */
@Injectable()
export class DriftService {
  constructor(
    private readonly snapshots: SnapshotService,
    private readonly configurations: ConfigurationStore,
    private readonly catalogue: SchemaCatalogue,
    private readonly denyList: DenyList,
  ) {}

  /** The endpoints in force whose tables changed, as far as the last look at the tables tells. */
  async find(): Promise<DriftAnswer> {
    const catalogue = await this.catalogue.current();
    const known = await this.configurations.known();
    const data: DriftedEndpointAnswer[] = [];
    for (const [id, problems] of this.problemsById()) {
      const stored = await this.configurations.get(id);
      if (stored !== null) data.push(await this.describe(stored, problems, catalogue, known));
    }
    return { data, checkedAt: catalogue.readAt };
  }

  private problemsById(): ReadonlyMap<number, readonly ConfigurationProblem[]> {
    const byId = new Map<number, ConfigurationProblem[]>();
    for (const problem of this.snapshots.current().problems) {
      if (!DRIFT_RULES.has(problem.rule)) continue;
      byId.set(problem.configurationId, [...(byId.get(problem.configurationId) ?? []), problem]);
    }
    return byId;
  }

  private async describe(
    stored: StoredConfiguration,
    problems: readonly ConfigurationProblem[],
    catalogue: Catalogue,
    known: Awaited<ReturnType<ConfigurationStore['known']>>,
  ): Promise<DriftedEndpointAnswer> {
    const { tables } = catalogue;
    const taken = new Set(known.map(({ tableName }) => tableName));
    const { configuration, changes } = proposeFix({
      configuration: toBody(stored),
      problems,
      tables,
      freeTables: [...tables.values()].filter(
        ({ name }) => !taken.has(name) && this.denyList.denyReason(name, catalogue) === null,
      ),
      tableOf: (alias) => tables.get(known.find(({ tableAlias }) => tableAlias === alias)?.tableName ?? ''),
      suggestFields: (table) =>
        suggestConfiguration(table, { tables, takenAliases: new Set() }).configuration.definition.fields,
    });
    const { violations } = await this.configurations.check(configuration, stored.id);
    return {
      id: stored.id,
      alias: stored.tableAlias,
      table: stored.tableName,
      revision: stored.revision,
      served: this.snapshots.current().entities.get(stored.tableAlias)?.configurationId === stored.id,
      problems: problems.map(({ severity, rule, path, message }) => ({ severity, rule, path, message })),
      proposal: {
        changes,
        configuration,
        valid: violations.every(({ severity }) => severity === 'warning'),
        violations,
      },
    };
  }
}

function toBody({
  tableName,
  tableAlias,
  isActive,
  definition,
  childRelations,
  plugins,
}: StoredConfiguration): EntityConfiguration {
  return { tableName, tableAlias, isActive, definition, childRelations, ...(plugins === undefined ? {} : { plugins }) };
}
