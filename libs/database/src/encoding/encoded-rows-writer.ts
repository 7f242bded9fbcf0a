import type { EncodedRows, RowEncoding, SqlKey } from '../row-encoding.js';
import { JsonText } from './json-text.js';

const MAX_FIRST_CAPACITY = 1 << 20;
const NULL = Buffer.from('null');

/** What is worked out once per encoding: the bytes before each value, and how large the last result was. */
interface PreparedEncoding {
  readonly prefixes: readonly Buffer[];
  capacity: number;
}

const prepared = new WeakMap<RowEncoding, PreparedEncoding>();

/** Collects the rows of one result as `EncodedRows`. Values of a row come in select-list order, by bytes. */
export class EncodedRowsWriter {
  private readonly text: JsonText;
  private readonly preparation: PreparedEncoding;
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly keys: SqlKey[][] = [];

  constructor(private readonly encoding: RowEncoding) {
    this.preparation = prepare(encoding);
    this.text = new JsonText(this.preparation.capacity);
  }

  beginRow(): void {
    this.starts.push(this.text.length);
    if (this.encoding.columns.length === 0) this.text.ascii('{');
    if (this.encoding.keyCount > 0) this.keys.push([]);
  }

  endRow(): void {
    this.ends.push(this.text.length);
  }

  /** The NULL of an encoded column. */
  nullValue(index: number): void {
    this.prefix(index);
    this.text.raw(NULL, 0, 4);
  }

  /** The value of an encoded column; `bit` tells that the bytes are those of a BIT column. */
  value(index: number, source: Buffer, start: number, end: number, bit: boolean): void {
    this.prefix(index);
    const column = this.encoding.columns[index];
    if (column === undefined) throw new RangeError(`the encoding has no column ${index}`);
    const text = this.text;
    if (bit && column.kind !== 'boolean' && column.kind !== 'base64') return text.bits(source, start, end);
    switch (column.kind) {
      case 'integer':
      case 'float':
        return text.number(source, start, end);
      case 'float32':
        return text.float32(source, start, end);
      case 'string':
        return text.string(source, start, end);
      case 'boolean':
        return text.boolean(source, start, end);
      case 'decimal':
        return text.decimal(source, start, end, column.scale ?? 0);
      case 'datetime':
        return text.datetime(source, start, end);
      case 'integer-cast':
        return text.integerCast(source, start, end);
      case 'json':
        return text.json(source, start, end);
      case 'base64':
        return text.base64(source, start, end);
    }
  }

  /** A trailing key of the current row. */
  key(key: SqlKey): void {
    this.keys[this.keys.length - 1]?.push(key);
  }

  finish(): EncodedRows {
    const { text, starts, ends, keys } = this;
    this.preparation.capacity = Math.min(MAX_FIRST_CAPACITY, Math.max(256, text.length + (text.length >> 3)));
    return { count: starts.length, bytes: text.buffer.subarray(0, text.length), starts, ends, keys };
  }

  private prefix(index: number): void {
    const prefix = this.preparation.prefixes[index];
    if (prefix !== undefined) this.text.raw(prefix, 0, prefix.length);
  }
}

function prepare(encoding: RowEncoding): PreparedEncoding {
  const known = prepared.get(encoding);
  if (known !== undefined) return known;
  const prefixes = encoding.columns.map((column, index) =>
    Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`),
  );
  const made = { prefixes, capacity: 1024 };
  prepared.set(encoding, made);
  return made;
}
