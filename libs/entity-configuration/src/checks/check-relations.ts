import type { Table } from '@dx/schema-catalogue';
import type { ChildRelation, EntityConfiguration } from '../model/definition.js';
import type { CheckContext } from './check-configuration.js';
import { checkColumn, checkJunction } from './check-junction.js';
import type { Findings } from './findings.js';
import { nameObstacle } from './name-obstacle.js';

/** The relations: well named, to a child that exists, over columns that exist. An error here only stops the relation. */
export function checkRelations(
  configuration: EntityConfiguration,
  parent: Table | undefined,
  context: CheckContext,
  findings: Findings,
): void {
  const names = new Set<string>();
  const fieldNames = new Set(configuration.definition.fields.map((field) => field.fieldVisibleName));
  configuration.childRelations.forEach((relation, index) => {
    const path = `childRelations[${index}]`;
    checkName(relation.name, path, names, fieldNames, findings);
    names.add(relation.name);
    const child = checkChild(relation, configuration, context, path, findings);
    const { through } = relation;
    if (through === undefined) checkMappings(relation, parent, child, path, findings);
    else checkJunction({ ...relation, through }, { parent, child }, context, path, findings);
  });
}

function checkName(
  name: string,
  path: string,
  names: ReadonlySet<string>,
  fieldNames: ReadonlySet<string>,
  findings: Findings,
): void {
  const at = `${path}.name`;
  if (name === '') {
    findings.error('invalid-relation-name', at, 'A relation needs a name.');
  } else {
    const obstacle = nameObstacle(name);
    if (obstacle !== null) findings.doubt('invalid-relation-name', at, obstacle);
  }
  if (names.has(name)) {
    findings.doubt('duplicate-relation', at, `Relation \`${name}\` is listed more than once; the last one counts.`);
  }
  if (fieldNames.has(name)) {
    const message = `\`${name}\` is also a visible name of a field; a list or an object under it means the relation.`;
    findings.doubt('relation-shadows-field', at, message);
  }
}

/** Reports what is wrong with the child and returns its table when it is known. */
function checkChild(
  relation: ChildRelation,
  configuration: EntityConfiguration,
  context: CheckContext,
  path: string,
  findings: Findings,
): Table | undefined {
  const alias = relation.childDynamicEntityConfiguration.tableAlias;
  const at = `${path}.childDynamicEntityConfiguration.tableAlias`;
  const child = alias === configuration.tableAlias ? configuration : context.others.get(alias);
  if (child === undefined) {
    findings.error('unknown-child', at, `There is no configuration with the resource name \`${alias}\`.`);
    return undefined;
  }
  if (!child.isActive) {
    const message = `The configuration \`${alias}\` is inactive, so relation \`${relation.name}\` is not offered.`;
    findings.warning('inactive-child', at, message);
  }
  return context.catalogue.tables.get(child.tableName);
}

function checkMappings(
  relation: ChildRelation,
  parent: Table | undefined,
  child: Table | undefined,
  path: string,
  findings: Findings,
): void {
  if (relation.relationFieldMappings.length === 0) {
    const message = `Relation \`${relation.name}\` names no pair of fields.`;
    findings.error('no-mapping', `${path}.relationFieldMappings`, message);
  }
  relation.relationFieldMappings.forEach(({ parentFieldName, childFieldName }, index) => {
    const at = `${path}.relationFieldMappings[${index}]`;
    checkColumn(parent, parentFieldName, `${at}.parentFieldName`, findings);
    checkColumn(child, childFieldName, `${at}.childFieldName`, findings);
  });
}
