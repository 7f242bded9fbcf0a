const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;

/** 1 for each byte that a JSON string may not contain as it is. */
const NEEDS_ESCAPE = new Uint8Array(256);
NEEDS_ESCAPE.fill(1, 0, 0x20);
NEEDS_ESCAPE[QUOTE] = 1;
NEEDS_ESCAPE[BACKSLASH] = 1;

const SHORT_ESCAPES = new Map([
  [0x08, 'b'],
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0c, 'f'],
  [0x0d, 'r'],
  [QUOTE, '"'],
  [BACKSLASH, '\\'],
]);

/** Significant digits that every FLOAT has, and that every FLOAT is told by. */
const FLOAT_DIGITS_MIN = 6;
const FLOAT_DIGITS_MAX = 9;

/** From this length on the native copy beats a loop. */
const COPY_NATIVE_FROM = 64;

/**
 * A growing buffer that JSON is written into. It holds every rule by which a database's bytes become JSON, for all
 * dialects: a value comes as the database's own text in `source[start .. end]`.
 */
export class JsonText {
  buffer: Buffer;
  length = 0;

  constructor(capacity: number) {
    this.buffer = Buffer.allocUnsafe(capacity);
  }

  /** Makes room for `extra` more bytes. */
  reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }

  /** Copies bytes as they are. */
  raw(source: Uint8Array, start: number, end: number): void {
    const size = end - start;
    this.reserve(size);
    const target = this.buffer;
    let at = this.length;
    if (size < COPY_NATIVE_FROM) for (let i = start; i < end; i++) target[at++] = source[i] as number;
    else target.set(source.subarray(start, end), at);
    this.length += size;
  }

  /** Writes ASCII text. Why a loop: for a few characters it beats a call into the runtime. */
  ascii(text: string): void {
    this.reserve(text.length);
    const target = this.buffer;
    let at = this.length;
    for (let i = 0; i < text.length; i++) target[at++] = text.charCodeAt(i);
    this.length = at;
  }

  /** UTF-8 text as a JSON string; escaped exactly as `JSON.stringify` does. */
  string(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start + 2);
    const target = this.buffer;
    let at = this.length;
    target[at++] = QUOTE;
    let from = start;
    for (; from < end; from++) {
      const byte = source[from] as number;
      if (NEEDS_ESCAPE[byte] === 1) break;
      target[at++] = byte;
    }
    this.length = at;
    if (from < end) {
      this.escaped(source, from, end);
      this.reserve(1);
    }
    this.buffer[this.length++] = QUOTE;
  }

  private escaped(source: Uint8Array, start: number, end: number): void {
    let clean = start;
    for (let i = start; i < end; i++) {
      const byte = source[i] as number;
      if (NEEDS_ESCAPE[byte] === 0) continue;
      this.raw(source, clean, i);
      const short = SHORT_ESCAPES.get(byte);
      this.ascii(short === undefined ? `\\u${byte.toString(16).padStart(4, '0')}` : `\\${short}`);
      clean = i + 1;
    }
    this.raw(source, clean, end);
  }

  /**
   * Digits as a JSON number.
   * Why zeros are cut: ZEROFILL columns and YEAR print `0042`, which JSON forbids.
   */
  number(source: Uint8Array, start: number, end: number): void {
    let digits = start;
    if (source[digits] === MINUS) digits++;
    const first = digits;
    while (digits + 1 < end && source[digits] === ZERO && isDigit(source[digits + 1] as number)) digits++;
    if (digits === first) return this.raw(source, start, end);
    if (first > start) this.ascii('-');
    this.raw(source, digits, end);
  }

  /** The digits of a DOUBLE that holds a FLOAT, as few of them as name the same FLOAT. */
  float32(source: Buffer, start: number, end: number): void {
    const value = Number(source.toString('latin1', start, end));
    let digits = FLOAT_DIGITS_MIN;
    while (digits < FLOAT_DIGITS_MAX && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
    this.ascii(String(Number(value.toPrecision(digits))));
  }

  /** The leading integer of any text, 0 without one. */
  integerCast(source: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end && isSpace(source[from] as number)) from++;
    let to = from;
    if (source[to] === MINUS || source[to] === 0x2b) to++;
    const digits = to;
    while (to < end && isDigit(source[to] as number)) to++;
    if (to === digits) return this.ascii('0');
    this.number(source, source[from] === 0x2b ? digits : from, to);
  }

  /** False for `0`, a zero bit or nothing; true otherwise. */
  boolean(source: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && (source[at] === ZERO || source[at] === 0)) at++;
    this.ascii(at === end ? 'false' : 'true');
  }

  /** Text of a decimal as a JSON string with at least `scale` digits after the point. */
  decimal(source: Uint8Array, start: number, end: number, scale: number): void {
    let point = start;
    while (point < end && source[point] !== POINT) point++;
    const fraction = point === end ? 0 : end - point - 1;
    this.ascii('"');
    this.raw(source, start, end);
    if (fraction < scale) this.ascii((point === end ? '.' : '') + '0'.repeat(scale - fraction));
    this.ascii('"');
  }

  /** `YYYY-MM-DD[ HH:MM:SS[.f…]]` as a JSON string with a time and six fraction digits; other text stays as it is. */
  datetime(source: Uint8Array, start: number, end: number): void {
    const size = end - start;
    if (source[start + 4] !== MINUS || source[start + 7] !== MINUS || (size !== 10 && size < 19) || size > 26) {
      return this.string(source, start, end);
    }
    const padding = size === 10 ? ' 00:00:00.000000' : size === 19 ? '.000000' : '0'.repeat(26 - size);
    const from = this.length;
    this.string(source, start, end);
    this.length--;
    if (size > 10 && source[start + 10] === 0x54) this.buffer[from + 11] = 0x20;
    this.ascii(`${padding}"`);
  }

  /**
   * Stored JSON text embedded as it is; text that is no JSON becomes a JSON string.
   * Why it is parsed although the column promises JSON: MariaDB's `json_valid` accepts `1.` and `"\x"`, SQLite stores
   * anything, and one such row would make the whole answer unreadable.
   */
  json(source: Buffer, start: number, end: number): void {
    try {
      JSON.parse(source.toString('utf8', start, end));
    } catch {
      return this.string(source, start, end);
    }
    this.raw(source, start, end);
  }

  /** Bytes as a base64 JSON string. */
  base64(source: Buffer, start: number, end: number): void {
    const text = source.toString('base64', start, end);
    this.ascii('"');
    this.reserve(text.length);
    this.length += this.buffer.write(text, this.length, 'latin1');
    this.ascii('"');
  }

  /** The bits of a BIT column (big-endian bytes) as a JSON number. */
  bits(source: Uint8Array, start: number, end: number): void {
    let value = 0n;
    for (let i = start; i < end; i++) value = (value << 8n) | BigInt(source[i] as number);
    this.ascii(value.toString());
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
