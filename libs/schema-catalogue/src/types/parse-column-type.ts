import type { ColumnType } from '../model.js';
import { parseTypeText } from './parse-type-text.js';
import type { TypeText } from './parse-type-text.js';

/** Reads a column type as MySQL and MariaDB print it (`COLUMN_TYPE`), or as SQL declares it. Never throws. */
export function parseColumnType(declared: string): ColumnType {
  const text = parseTypeText(declared, { backslash: true });
  return columnTypeOf(text) ?? { kind: 'unsupported', name: text.name };
}

/** The type that a type's words mean in MySQL's vocabulary; null for a word it does not have. */
export function columnTypeOf(text: TypeText): ColumnType | null {
  return (
    integerType(text) ??
    fractionType(text) ??
    textType(text) ??
    binaryType(text) ??
    temporalType(text) ??
    specialType(text)
  );
}

const INTEGER_BITS: ReadonlyMap<string, 8 | 16 | 24 | 32 | 64> = new Map([
  ['tinyint', 8],
  ['int1', 8],
  ['smallint', 16],
  ['int2', 16],
  ['mediumint', 24],
  ['middleint', 24],
  ['int3', 24],
  ['int', 32],
  ['integer', 32],
  ['int4', 32],
  ['bigint', 64],
  ['int8', 64],
]);

function integerType({ name, args, unsigned }: TypeText): ColumnType | null {
  if (name === 'bool' || name === 'boolean') return { kind: 'boolean' };
  // Why not unsigned: MySQL 8 keeps the width of the signed TINYINT(1) alone, so only that one means a boolean everywhere.
  if (name === 'tinyint' && args[0] === '1' && !unsigned) return { kind: 'boolean' };
  if (name === 'bit') return bitType(numberOr(args[0], 1));
  if (name === 'serial') return { kind: 'integer', bits: 64, unsigned: true };
  const bits = INTEGER_BITS.get(name);
  return bits === undefined ? null : { kind: 'integer', bits, unsigned };
}

function bitType(width: number): ColumnType {
  return width === 1 ? { kind: 'boolean' } : { kind: 'bit', width };
}

function fractionType({ name, args, unsigned }: TypeText): ColumnType | null {
  switch (name) {
    case 'decimal':
    case 'numeric':
    case 'dec':
    case 'fixed':
      return { kind: 'decimal', precision: numberOr(args[0], 10), scale: numberOr(args[1], 0), unsigned };
    case 'float':
    case 'float4':
      // Why 24: FLOAT(p) with more bits is a DOUBLE; FLOAT(m,d) stays a FLOAT.
      return { kind: 'float', double: args.length === 1 && numberOr(args[0], 0) > 24, unsigned };
    case 'double':
    case 'double precision':
    case 'real':
    case 'float8':
      return { kind: 'float', double: true, unsigned };
    default:
      return null;
  }
}

function textType({ name, args }: TypeText): ColumnType | null {
  switch (name) {
    case 'char':
    case 'character':
    case 'nchar':
    case 'national char':
    case 'national character':
      return { kind: 'text', length: numberOr(args[0], 1), maxBytes: null };
    case 'varchar':
    case 'varchar2':
    case 'character varying':
    case 'varying character':
    case 'native character':
    case 'nvarchar':
    case 'national varchar':
      return { kind: 'text', length: args[0] === undefined ? null : numberOr(args[0], 0), maxBytes: null };
    case 'inet4':
      return { kind: 'text', length: 15, maxBytes: null };
    case 'inet6':
      return { kind: 'text', length: 45, maxBytes: null };
  }
  const size = familySize(name, 'text');
  return size === null ? null : { kind: 'text', length: null, maxBytes: size };
}

function binaryType({ name, args }: TypeText): ColumnType | null {
  switch (name) {
    case 'binary':
      return { kind: 'binary', length: numberOr(args[0], 1), fixed: true };
    case 'varbinary':
      return { kind: 'binary', length: args[0] === undefined ? null : numberOr(args[0], 0), fixed: false };
  }
  const size = familySize(name, 'blob');
  return size === null ? null : { kind: 'binary', length: size, fixed: false };
}

/** Bytes that TINYTEXT … LONGBLOB can hold. */
function familySize(name: string, family: 'text' | 'blob'): number | null {
  switch (name) {
    case `tiny${family}`:
      return 255;
    case family:
      return 65_535;
    case `medium${family}`:
      return 16_777_215;
    case `long${family}`:
      return 4_294_967_295;
    default:
      return null;
  }
}

function temporalType({ name, args }: TypeText): ColumnType | null {
  const fraction = numberOr(args[0], 0);
  switch (name) {
    case 'date':
      return { kind: 'date' };
    case 'datetime':
      return { kind: 'datetime', fraction, timestamp: false };
    case 'timestamp':
      return { kind: 'datetime', fraction, timestamp: true };
    case 'time':
      return { kind: 'time', fraction };
    case 'year':
      return { kind: 'year' };
    default:
      return null;
  }
}

function specialType({ name, args }: TypeText): ColumnType | null {
  switch (name) {
    case 'enum':
    case 'set':
      return { kind: name, values: args };
    case 'json':
      return { kind: 'json' };
    case 'uuid':
      return { kind: 'uuid' };
    default:
      return null;
  }
}

function numberOr(digits: string | undefined, otherwise: number): number {
  return digits !== undefined && /^\d+$/.test(digits) ? Number(digits) : otherwise;
}
