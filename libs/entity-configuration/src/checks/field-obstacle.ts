import type { Column } from '@dx/schema-catalogue';
import { canCarry } from '../compile/resolve-field-type.js';
import { isRetyped } from '../model/column-pins.js';
import type { PinnedColumn } from '../model/column-pins.js';
import type { ConfigurationRule } from '../model/configuration-rule.js';
import type { FieldDefinition } from '../model/definition.js';

/** Why a field cannot be offered. */
export interface FieldObstacle {
  readonly rule: ConfigurationRule;
  /** The member of the field's JSON that is to blame. */
  readonly member: 'fieldName' | 'fieldVisibleName' | 'type';
  readonly message: string;
}

/** What keeps a field from working over the column that it names (undefined = there is no such column), or null.
 * A column that is not what it was when the configuration was first served (`pinned`) has to be accepted by an admin. */
export function fieldObstacle(
  field: FieldDefinition,
  column: Column | undefined,
  pinned?: PinnedColumn,
): FieldObstacle | null {
  if (field.fieldName === '') return missing('fieldName');
  if (column === undefined) {
    return { rule: 'unknown-column', member: 'fieldName', message: `The table has no column \`${field.fieldName}\`.` };
  }
  if (field.fieldVisibleName === '') return missing('fieldVisibleName');
  if (column.type.kind === 'unsupported') {
    return {
      rule: 'unsupported-column',
      member: 'fieldName',
      message: `Column \`${column.name}\` has the type \`${column.declaredType}\`, which cannot be offered.`,
    };
  }
  if (!canCarry(field.type, column.type)) {
    return {
      rule: 'retyped-column',
      member: 'type',
      message: `A field of type \`${field.type}\` cannot lie on column \`${column.name}\` of type \`${column.declaredType}\`.`,
    };
  }
  if (isRetyped(pinned, { kind: column.type.kind, declaredType: column.declaredType })) {
    return {
      rule: 'retyped-column',
      member: 'fieldName',
      message: `Column \`${column.name}\` was \`${pinned?.declaredType}\` and is \`${column.declaredType}\` now; save the configuration again to offer it.`,
    };
  }
  return null;
}

function missing(member: 'fieldName' | 'fieldVisibleName'): FieldObstacle {
  return {
    rule: 'missing-key',
    member,
    message: `Field definition \`${member}\` is required for dynamic entity configuration.`,
  };
}
