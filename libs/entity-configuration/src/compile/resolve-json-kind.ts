import type { JsonKind } from '@dx/database';
import type { ColumnType } from '@dx/schema-catalogue';
import type { FieldType } from '../model/snapshot.js';

/**
 * How a field's values look in JSON. It depends on the configuration and the column only, never on a value, so that a
 * field has one JSON type in all its records.
 */
export function resolveJsonKind(type: FieldType, column: ColumnType): JsonKind {
  switch (column.kind) {
    case 'boolean':
      return 'boolean';
    case 'bit':
      return column.width === 1 ? 'boolean' : 'base64';
    case 'binary':
      return 'base64';
    case 'integer':
      return type === 'integer' || column.bits !== 64 ? 'integer' : 'string';
    case 'year':
      return 'integer';
    case 'decimal':
      return type === 'integer' ? 'integer-cast' : 'decimal';
    case 'float':
      if (type === 'integer') return 'integer-cast';
      return column.double ? 'float' : 'float32';
    case 'datetime':
      return 'datetime';
    case 'json':
      return type === 'json' ? 'json' : 'string';
    case 'text':
      return type === 'integer' ? 'integer-cast' : 'string';
    case 'enum':
    case 'set':
    case 'date':
    case 'time':
    case 'uuid':
    case 'unsupported':
      return 'string';
  }
}
