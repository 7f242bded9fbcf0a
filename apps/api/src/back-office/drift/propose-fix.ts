import type {
  ConfigurationRule,
  ConfigurationViolation,
  EntityConfiguration,
  FieldDefinition,
} from '@dx/entity-configuration';
import type { Table } from '@dx/schema-catalogue';
import type { ConfigurationFix, ProposedChange } from './configuration-fix.js';
import { findRenamedTable } from './find-renamed.js';
import { fitFields } from './fit-fields.js';
import { fitRelations } from './fit-relations.js';

/** What a proposal is made from. */
export interface FixInput {
  readonly configuration: EntityConfiguration;
  /** Those that come from changed tables. */
  readonly problems: readonly Pick<ConfigurationViolation, 'rule' | 'path'>[];
  readonly tables: ReadonlyMap<string, Table>;
  /** Tables that could take the place of one that is gone: allowed, and without an endpoint. */
  readonly freeTables: readonly Table[];
  readonly tableOf: (alias: string) => Table | undefined;
  /** The fields that would be suggested for a table. */
  readonly suggestFields: (table: Table) => readonly FieldDefinition[];
}

/**
 * Proposes a configuration that fits the tables as they are now. Nothing is deleted by it: what cannot be mended is left
 * out of the configuration, or the endpoint is switched off; an admin decides. Pure.
 */
export function proposeFix(input: FixInput): ConfigurationFix {
  const { configuration, tables } = input;
  const known = tables.get(configuration.tableName);
  const table = known ?? findReplacement(input);
  if (table === null)
    return deactivate(configuration, `Table \`${configuration.tableName}\` is gone, and none is like it.`);
  const changes: ProposedChange[] = known === undefined ? [useTable(configuration.tableName, table)] : [];
  const broken = known === undefined ? new Map<number, ConfigurationRule>() : brokenFields(input.problems);
  const fields = fitFields(configuration.definition, { table, suggested: input.suggestFields(table), broken });
  const { renamed } = fields;
  const relations = fitRelations(configuration.childRelations, { table, tables, tableOf: input.tableOf, renamed });
  changes.push(...fields.changes, ...relations.changes);
  const { identifier } = fields.definition;
  if (identifier === null) {
    return deactivate(configuration, 'No column is left that could name a record.');
  }
  return {
    configuration: {
      ...configuration,
      tableName: table.name,
      definition: { ...fields.definition, identifier },
      childRelations: relations.relations,
    },
    changes,
  };
}

function findReplacement({ configuration, freeTables }: FixInput): Table | null {
  const columns = configuration.definition.fields.map(({ fieldName }) => fieldName);
  return findRenamedTable(configuration.tableName, columns, freeTables);
}

function useTable(from: string, table: Table): ProposedChange {
  const reason = `\`${from}\` is gone; \`${table.name}\` has its columns, a name like it, and no endpoint yet.`;
  return { kind: 'use-table', path: 'tableName', from, to: table.name, reason };
}

/** Why the other changes are dropped: fields that are left out now would be missed when the endpoint is mended later. */
function deactivate(configuration: EntityConfiguration, reason: string): ConfigurationFix {
  const change: ProposedChange = { kind: 'deactivate', path: 'isActive', from: 'true', to: 'false', reason };
  return { configuration: { ...configuration, isActive: false }, changes: [change] };
}

function brokenFields(problems: FixInput['problems']): ReadonlyMap<number, ConfigurationRule> {
  return new Map(
    problems.flatMap(({ rule, path }): [number, ConfigurationRule][] => {
      const place = /^definition\.fields\[(\d+)\]/.exec(path)?.[1];
      return place === undefined ? [] : [[Number(place), rule]];
    }),
  );
}
