import type { Column, Table } from '@dx/schema-catalogue';
import { KNOWN_TYPES, resolveFieldType } from '../compile/resolve-field-type.js';
import type { PinnedColumn } from '../model/column-pins.js';
import type { EntityDefinition, FieldDefinition } from '../model/definition.js';
import { fieldObstacle } from './field-obstacle.js';
import type { FieldObstacle } from './field-obstacle.js';
import type { Findings } from './findings.js';
import { nameObstacle } from './name-obstacle.js';

/** Names that no request may contain as a key. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Always accepted as a key and as a filter, whatever the fields are. */
const RESERVED_NAME = 'identifier';

/** The fields one by one and among themselves: keys, names, columns, types. */
export function checkFields(
  definition: EntityDefinition,
  table: Table | undefined,
  pinned: ReadonlyMap<string, PinnedColumn> | undefined,
  findings: Findings,
): void {
  if (definition.fields.length === 0 && definition.identifier !== '') {
    findings.error('no-fields', 'definition.fields', 'A configuration needs at least one field.');
  }
  definition.fields.forEach((field, index) => {
    const path = `definition.fields[${index}]`;
    checkKeys(field, path, findings);
    checkName(field, definition.identifier, path, findings);
    if (table === undefined) return;
    const column = table.columnsByName.get(field.fieldName);
    checkColumn(field, column, fieldObstacle(field, column, pinned?.get(field.fieldName)), path, findings);
  });
  checkDuplicates(definition.fields, findings);
}

function checkKeys(field: FieldDefinition, path: string, findings: Findings): void {
  const missing = (key: string): void =>
    findings.doubt(
      'missing-key',
      `${path}.${key}`,
      `Field definition \`${key}\` is required for dynamic entity configuration.`,
    );
  if (field.type === '') missing('type');
  if (field.fieldName === '') missing('fieldName');
  if (field.fieldVisibleName === '') missing('fieldVisibleName');
  // Why only here: absent flags are false at request time, so a stored row without them works.
  if (findings.purpose === 'load') return;
  if (typeof field.isCreatable !== 'boolean') missing('isCreatable');
  if (typeof field.isEditable !== 'boolean') missing('isEditable');
}

function checkName(field: FieldDefinition, identifier: string, path: string, findings: Findings): void {
  const { fieldVisibleName: name } = field;
  const at = `${path}.fieldVisibleName`;
  if (FORBIDDEN_NAMES.has(name)) findings.doubt('invalid-name', at, `No request may contain the key \`${name}\`.`);
  const obstacle = nameObstacle(name);
  if (obstacle !== null) findings.doubt('invalid-name', at, obstacle);
  if (name === RESERVED_NAME && field.fieldName !== identifier) {
    const message = '`identifier` always means the identifier field in filters and is accepted in every record.';
    findings.warning('reserved-name', at, message);
  }
}

function checkColumn(
  field: FieldDefinition,
  column: Column | undefined,
  obstacle: FieldObstacle | null,
  path: string,
  findings: Findings,
): void {
  if (obstacle !== null) {
    const leftOut = findings.purpose === 'load' ? ' The field is left out.' : '';
    if (obstacle.rule !== 'missing-key') {
      findings.doubt(obstacle.rule, `${path}.${obstacle.member}`, obstacle.message + leftOut);
    }
    return;
  }
  if (column === undefined) return;
  if (column.generated !== null && (field.isCreatable === true || field.isEditable === true)) {
    const member = field.isCreatable === true ? 'isCreatable' : 'isEditable';
    const message = `Column \`${column.name}\` is computed by the database and can only be read.`;
    findings.doubt('generated-column', `${path}.${member}`, message);
  }
  if (field.type === '') return;
  if (!KNOWN_TYPES.has(field.type)) {
    const message = `Type \`${field.type}\` is unknown; values are checked as the column's \`${column.declaredType}\`.`;
    findings.warning('unknown-type', `${path}.type`, message);
  } else if (resolveFieldType(field.type, column.type) === 'other') {
    const message = `Column \`${column.name}\` is no \`${field.type}\`; values are checked as its \`${column.declaredType}\`.`;
    findings.warning('type-mismatch', `${path}.type`, message);
  }
}

function checkDuplicates(fields: readonly FieldDefinition[], findings: Findings): void {
  const columns = new Set<string>();
  const names = new Set<string>();
  fields.forEach(({ fieldName, fieldVisibleName }, index) => {
    const path = `definition.fields[${index}]`;
    if (fieldName !== '' && columns.has(fieldName)) {
      const message = `Column \`${fieldName}\` is configured more than once; the last one counts.`;
      findings.doubt('duplicate-column', `${path}.fieldName`, message);
    } else if (fieldVisibleName !== '' && names.has(fieldVisibleName)) {
      const message = `The visible name \`${fieldVisibleName}\` is used more than once; the later column counts.`;
      findings.doubt('duplicate-name', `${path}.fieldVisibleName`, message);
    }
    columns.add(fieldName);
    names.add(fieldVisibleName);
  });
}
