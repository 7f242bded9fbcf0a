import { DatabaseError } from '@dx/database';
import type { SqlRunner } from '@dx/database';
import type { ChildRelation, StoredConfiguration } from '../model/definition.js';
import { DRIFT_RULES } from '../model/configuration-rule.js';
import type { ConfigurationProblem } from '../model/snapshot.js';

/** A table, or a column of it, that a configuration needs and the database did not have. */
export interface MissingName {
  readonly table: string;
  readonly column: string | null;
}

/** Why limited: probes run every few seconds for as long as something is missing. */
const PROBES_MAX = 50;

/** What is missing according to the problems of a snapshot. */
export function listMissing(
  problems: readonly ConfigurationProblem[],
  stored: readonly StoredConfiguration[],
): readonly MissingName[] {
  const byId = new Map(stored.map((configuration) => [configuration.id, configuration]));
  const missing = new Map<string, MissingName>();
  for (const { configurationId, rule, path } of problems) {
    const configuration = byId.get(configurationId);
    if (configuration === undefined) continue;
    const name = missingName(configuration, rule, path, stored);
    if (name !== null) missing.set(JSON.stringify(name), name);
  }
  return [...missing.values()].slice(0, PROBES_MAX);
}

/**
 * Whether one of the missing names is there (again). One statement per name that returns no rows.
 * Why qualified: SQLite takes a bare unknown name in quotes for a text.
 */
export async function probeMissing(database: SqlRunner, missing: readonly MissingName[]): Promise<boolean> {
  const quote = (name: string): string => database.dialect.quote(name);
  for (const { table, column } of missing) {
    const from = quote(table);
    const what = column === null ? '1' : `${from}.${quote(column)}`;
    if (await succeeds(database, `SELECT ${what} FROM ${from} WHERE 1 = 0`)) return true;
  }
  return false;
}

async function succeeds(database: SqlRunner, sql: string): Promise<boolean> {
  try {
    await database.rows({ sql, params: [] });
    return true;
  } catch (error) {
    if (error instanceof DatabaseError) return false;
    throw error;
  }
}

function missingName(
  configuration: StoredConfiguration,
  rule: ConfigurationProblem['rule'],
  path: string,
  stored: readonly StoredConfiguration[],
): MissingName | null {
  const { tableName: table, definition, childRelations } = configuration;
  if (!DRIFT_RULES.has(rule)) return null;
  if (path.includes('.through.')) return missingInJunction(configuration, path, stored);
  if (rule === 'unknown-table') return { table, column: null };
  if (rule === 'unknown-column') {
    const index = /^definition\.fields\[(\d+)\]/.exec(path)?.[1];
    const column = index === undefined ? definition.identifier : definition.fields[Number(index)]?.fieldName;
    return column === undefined ? null : { table, column };
  }
  if (rule !== 'unknown-mapped-column') return null;
  const match = /^childRelations\[(\d+)\]\.relationFieldMappings\[(\d+)\]\.(parent|child)FieldName$/.exec(path);
  const relation = childRelations[Number(match?.[1])];
  const mapping = relation?.relationFieldMappings[Number(match?.[2])];
  if (relation === undefined || mapping === undefined) return null;
  if (match?.[3] === 'parent') return { table, column: mapping.parentFieldName };
  return inChild(relation, mapping.childFieldName, stored);
}

function inChild(
  { childDynamicEntityConfiguration: { tableAlias } }: ChildRelation,
  column: string,
  stored: readonly StoredConfiguration[],
): MissingName | null {
  const child = stored.find((it) => it.tableAlias === tableAlias);
  return child === undefined ? null : { table: child.tableName, column };
}

/** What is missing for a many-to-many relation: its junction, or a column of the junction or of one of the sides. */
function missingInJunction(
  { tableName, childRelations }: StoredConfiguration,
  path: string,
  stored: readonly StoredConfiguration[],
): MissingName | null {
  const match =
    /^childRelations\[(\d+)\]\.through\.(?:(tableName)|(parent|child)Mappings\[(\d+)\]\.(junction|parent|child)FieldName)$/.exec(
      path,
    );
  const relation = childRelations[Number(match?.[1])];
  const through = relation?.through;
  if (match === null || relation === undefined || through === undefined) return null;
  if (match[2] !== undefined) return { table: through.tableName, column: null };
  const index = Number(match[4]);
  if (match[3] === 'parent') {
    const pair = through.parentMappings[index];
    if (pair === undefined) return null;
    return match[5] === 'junction'
      ? { table: through.tableName, column: pair.junctionFieldName }
      : { table: tableName, column: pair.parentFieldName };
  }
  const pair = through.childMappings[index];
  if (pair === undefined) return null;
  return match[5] === 'junction'
    ? { table: through.tableName, column: pair.junctionFieldName }
    : inChild(relation, pair.childFieldName, stored);
}
