import type { ColumnType } from '../model.js';
import { columnTypeOf } from './parse-column-type.js';
import { parseTypeText } from './parse-type-text.js';
import type { TypeText } from './parse-type-text.js';

const UNSUPPORTED = /^(geometry|point|linestring|polygon|multi\w+|geometrycollection|vector|f32_blob|f64_blob)\b/;

/**
 * Reads a column type as SQLite keeps it: whatever words the table was declared with. Words of MySQL's vocabulary mean
 * the same here, with SQLite's own limits; other words are read by SQLite's rules of affinity.
 */
export function parseSqliteType(declared: string): ColumnType {
  const text = parseTypeText(declared, { backslash: false });
  return ownMeaning(text) ?? withoutByteLimits(columnTypeOf(text)) ?? byAffinity(text);
}

/** Words that SQLite means differently. */
function ownMeaning({ name, args, unsigned }: TypeText): ColumnType | null {
  switch (name) {
    case 'integer':
    case 'big int':
      return { kind: 'integer', bits: 64, unsigned };
    case 'bit':
      return args[0] === undefined || args[0] === '1' ? { kind: 'boolean' } : { kind: 'integer', bits: 64, unsigned };
    case 'decimal':
    case 'numeric':
      // Why a float: without digits the column holds numbers of any size, and SQLite keeps them as REAL.
      return args.length === 0 ? { kind: 'float', double: true, unsigned } : null;
    case 'char':
    case 'character':
    case 'nchar':
      return args.length === 0 ? { kind: 'text', length: null, maxBytes: null } : null;
    default:
      return null;
  }
}

function withoutByteLimits(type: ColumnType | null): ColumnType | null {
  switch (type?.kind) {
    case 'text':
      return { ...type, maxBytes: null };
    case 'binary':
      return type.length !== null && type.length >= 65_535 ? { ...type, length: null } : type;
    case 'datetime':
      // Why: SQLite stores the text as it is sent and knows no time zone.
      return { ...type, timestamp: false };
    default:
      return type;
  }
}

function byAffinity({ name, args, unsigned }: TypeText): ColumnType {
  if (UNSUPPORTED.test(name)) return { kind: 'unsupported', name };
  if (name.includes('int')) return { kind: 'integer', bits: 64, unsigned };
  if (name.includes('char')) {
    return { kind: 'text', length: args[0] === undefined ? null : Number(args[0]), maxBytes: null };
  }
  if (name.includes('blob')) return { kind: 'binary', length: null, fixed: false };
  if (/real|floa|doub/.test(name)) return { kind: 'float', double: true, unsigned };
  return { kind: 'text', length: null, maxBytes: null };
}
