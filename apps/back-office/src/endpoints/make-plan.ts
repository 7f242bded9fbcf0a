import type { ConfigurationBody, RelationBody, TableDetailAnswer } from '../api/admin-api';

/** One endpoint that will be made. */
export interface PlannedEndpoint {
  readonly table: TableDetailAnswer;
  readonly alias: string;
  readonly readOnlyReason: string | null;
  readonly configuration: ConfigurationBody;
  readonly relations: readonly RelationBody[];
}

/**
 * Plans the endpoints of several tables: aliases that are different from each other, and the relations that foreign keys
 * make possible among them and to endpoints that exist already.
 */
export function makePlan(
  tables: readonly TableDetailAnswer[],
  chosenAliases: ReadonlyMap<string, string>,
): readonly PlannedEndpoint[] {
  const aliases = new Map<string, string>();
  const taken = new Set<string>(chosenAliases.values());
  for (const { name, suggestion } of tables) {
    if (suggestion === null) continue;
    const chosen = chosenAliases.get(name);
    const alias = chosen ?? freeAlias(suggestion.configuration.tableAlias, taken);
    taken.add(alias);
    aliases.set(name, alias);
  }
  return tables.flatMap((table): PlannedEndpoint[] => {
    const alias = aliases.get(table.name);
    if (table.suggestion === null || alias === undefined) return [];
    const { configuration, readOnlyReason, suggestedRelations } = table.suggestion;
    const relations = suggestedRelations.flatMap(({ relation, childTable, childConfigured }): RelationBody[] => {
      const child = aliases.get(childTable);
      if (child === undefined) return childConfigured ? [relation] : [];
      return [{ ...relation, childDynamicEntityConfiguration: { tableAlias: child } }];
    });
    return [{ table, alias, readOnlyReason, configuration, relations }];
  });
}

/** The installer entries of a plan. */
export function toEntries(plan: readonly PlannedEndpoint[], withRelations: boolean): ConfigurationBody[] {
  return plan.map(({ configuration, alias, relations }) => ({
    ...configuration,
    tableAlias: alias,
    childRelations: withRelations ? [...relations] : [],
  }));
}

function freeAlias(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
