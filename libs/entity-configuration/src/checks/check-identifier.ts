import type { Table } from '@dx/schema-catalogue';
import { findKeyColumns, isUnique } from '../compile/find-key-columns.js';
import type { PinnedColumn } from '../model/column-pins.js';
import type { EntityConfiguration, EntityDefinition } from '../model/definition.js';
import { fieldObstacle } from './field-obstacle.js';
import type { Findings } from './findings.js';

const PATH = 'definition.identifier';

/** The identifier: given, among the fields, on a column that works. */
export function checkIdentifier(
  { definition, isActive }: EntityConfiguration,
  table: Table | undefined,
  pinned: ReadonlyMap<string, PinnedColumn> | undefined,
  findings: Findings,
): void {
  if (definition.identifier === '') {
    const message = 'The identifier is missing: name the column that identifies a record.';
    // Why: the contract lets an admin create a draft first and choose the identifier later.
    if (isActive) findings.error('missing-identifier', PATH, message);
    else findings.warning('missing-identifier', PATH, message);
    return;
  }
  const field = definition.fields.findLast((it) => it.fieldName === definition.identifier);
  if (field === undefined) {
    findings.error('identifier-not-a-field', PATH, 'Identifier is not defined in field definitions.');
    return;
  }
  if (table === undefined) return;
  const obstacle = fieldObstacle(field, table.columnsByName.get(field.fieldName), pinned?.get(field.fieldName));
  if (obstacle !== null) {
    findings.error(obstacle.rule, PATH, obstacle.message);
  } else if (!namesOneRecord(definition, table)) {
    const message = `Column \`${definition.identifier}\` is not unique: one identifier may name several records.`;
    findings.warning('identifier-not-unique', PATH, message);
  }
}

/**
 * Whether a request can name one record: by the identifier alone, or beside it by the other columns of the key, which must
 * be fields that are not editable. Of a view nothing is known, and nothing of it can be written.
 */
function namesOneRecord({ identifier, fields }: EntityDefinition, table: Table): boolean {
  if (table.kind === 'view' || isUnique(table, [identifier])) return true;
  const key = findKeyColumns(table);
  return (
    key.some(({ name }) => name === identifier) &&
    key.every(({ name }) => {
      const field = fields.findLast(({ fieldName }) => fieldName === name);
      return name === identifier || (field !== undefined && field.isEditable !== true);
    })
  );
}
