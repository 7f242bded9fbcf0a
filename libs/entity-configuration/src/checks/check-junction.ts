import type { Column, Table } from '@dx/schema-catalogue';
import type { ChildRelation, RelationThrough } from '../model/definition.js';
import type { CheckContext } from './check-configuration.js';
import type { Findings } from './findings.js';

/** The tables on the two sides of a relation, as far as they are known. */
export interface RelationSides {
  readonly parent: Table | undefined;
  readonly child: Table | undefined;
}

/**
 * The junction of a many-to-many relation: a table that exists and is allowed, tied to both sides, and able to take new
 * rows when the relation is editable.
 */
export function checkJunction(
  relation: ChildRelation & { readonly through: RelationThrough },
  { parent, child }: RelationSides,
  { catalogue, denyList }: CheckContext,
  at: string,
  findings: Findings,
): void {
  const { through, name } = relation;
  const path = `${at}.through`;
  if (relation.relationFieldMappings.length > 0) {
    const message = `Relation \`${name}\` has a junction table; its pairs of fields stand in \`through\`, others are ignored.`;
    findings.doubt('junction-and-mappings', `${at}.relationFieldMappings`, message);
  }
  const table = catalogue.tables.get(through.tableName);
  if (denyList.denyReason(through.tableName, catalogue) !== null) {
    const message = `Table name is not allowed for dynamic entity. Table: ${through.tableName}`;
    findings.error('denied-table', `${path}.tableName`, message);
    return;
  }
  if (table === undefined) {
    const message = `Table with name \`${through.tableName}\` does not exist`;
    findings.error('unknown-table', `${path}.tableName`, message);
  }
  const { parentMappings, childMappings } = through;
  const toParent = parentMappings.map((pair) => ({ end: pair.parentFieldName, junction: pair.junctionFieldName }));
  const toChild = childMappings.map((pair) => ({ end: pair.childFieldName, junction: pair.junctionFieldName }));
  checkPairs(toParent, { side: 'parent', end: parent, table, path, name }, findings);
  checkPairs(toChild, { side: 'child', end: child, table, path, name }, findings);
  const linked = [...toParent, ...toChild].map(({ junction }) => junction);
  const isTied = toParent.length > 0 && toChild.length > 0 && linked.every((name) => table?.columnsByName.has(name));
  // Why only then: without its pairs every column would be one that nothing fills.
  if (table !== undefined && isTied && relation.isEditable) checkWritable(table, new Set(linked), path, findings);
}

interface Side {
  readonly side: 'parent' | 'child';
  readonly end: Table | undefined;
  readonly table: Table | undefined;
  readonly path: string;
  readonly name: string;
}

function checkPairs(
  pairs: readonly { readonly end: string; readonly junction: string }[],
  { side, end, table, path, name }: Side,
  findings: Findings,
): void {
  const at = `${path}.${side}Mappings`;
  if (pairs.length === 0) {
    findings.error('no-mapping', at, `The junction of relation \`${name}\` is not tied to the ${side}.`);
  }
  pairs.forEach((pair, index) => {
    checkColumn(end, pair.end, `${at}[${index}].${side}FieldName`, findings);
    checkColumn(table, pair.junction, `${at}[${index}].junctionFieldName`, findings);
  });
}

/** Reports a column that the table does not have; an unknown table is reported elsewhere. */
export function checkColumn(table: Table | undefined, column: string, path: string, findings: Findings): void {
  if (table === undefined || table.columnsByName.has(column)) return;
  findings.error('unknown-mapped-column', path, `Field \`${column}\` not found in table \`${table.name}\``);
}

function checkWritable(table: Table, linked: ReadonlySet<string>, path: string, findings: Findings): void {
  if (table.kind === 'view') {
    findings.doubt('junction-is-a-view', `${path}.tableName`, `\`${table.name}\` is a view: links cannot be written.`);
    return;
  }
  const unfilled = columnsWithoutValue(table, linked).map(({ name }) => `\`${name}\``);
  if (unfilled.length === 0) return;
  const message = `Links cannot be written: nothing fills ${unfilled.join(', ')} of \`${table.name}\`.`;
  findings.doubt('junction-needs-values', `${path}.tableName`, message);
}

/** The columns of a table that an INSERT must fill and that are not among those which it sets. */
export function columnsWithoutValue(table: Table, set: ReadonlySet<string>): readonly Column[] {
  return table.columns.filter(
    (column) =>
      !set.has(column.name) &&
      !column.nullable &&
      !column.autoIncrement &&
      column.generated === null &&
      (column.default.kind === 'none' || column.default.kind === 'null'),
  );
}
