import type { ServerPacket } from './driver-protocol.js';
import { readWireKind, RowCursor } from './row-packet.js';

function packet(buffer: Buffer, offset = 0): ServerPacket {
  return { buffer, offset, end: buffer.length, isEOF: () => false };
}

describe('RowCursor', () => {
  it('walks over lengths of every width and NULL', () => {
    const sizes = [0, 1, 250, 251, 65_535, 65_536, 16_777_216];
    const values = sizes.map((size) => Buffer.alloc(size, size % 251));
    const parts: Buffer[] = [Buffer.from('head')];
    for (const value of values) parts.push(lengthOf(value.length), value, Buffer.from([0xfb]));
    const buffer = Buffer.concat(parts);
    const cursor = new RowCursor();
    cursor.open(packet(buffer, 4));
    for (const value of values) {
      expect(cursor.next(buffer)).toBe(true);
      expect(buffer.subarray(cursor.start, cursor.end).equals(value)).toBe(true);
      expect(cursor.next(buffer)).toBe(false);
    }
    expect(cursor.end).toBe(buffer.length);
  });
});

describe('readWireKind', () => {
  it.each([
    [0x08, 63, 'plain'], // BIGINT
    [0xf6, 63, 'plain'], // DECIMAL
    [0x0c, 63, 'plain'], // DATETIME
    [0xfd, 224, 'text'], // VARCHAR
    [0xfd, 63, 'binary'], // VARBINARY
    [0xfc, 224, 'text'], // TEXT
    [0xfc, 63, 'binary'], // BLOB
    [0xf5, 63, 'text'], // MySQL's JSON, which calls itself binary
    [0x10, 63, 'bit'],
    [0xff, 63, 'binary'], // GEOMETRY
  ])('reads type %i with charset %i as %s', (type, charset, kind) => {
    const names = Buffer.from('\x03def\x00\x00\x00\x01a\x01a', 'latin1');
    const fixed = Buffer.alloc(13);
    fixed[0] = 0x0c;
    fixed.writeUInt16LE(charset, 1);
    fixed[7] = type;
    expect(readWireKind(packet(Buffer.concat([names, fixed])))).toBe(kind);
  });
});

function lengthOf(size: number): Buffer {
  if (size < 251) return Buffer.from([size]);
  const width = size < 1 << 16 ? 2 : size < 1 << 24 ? 3 : 8;
  const buffer = Buffer.alloc(1 + width);
  buffer[0] = width === 2 ? 0xfc : width === 3 ? 0xfd : 0xfe;
  if (width === 8) buffer.writeBigUInt64LE(BigInt(size), 1);
  else buffer.writeUIntLE(size, 1, width);
  return buffer;
}
