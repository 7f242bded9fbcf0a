import type { ServerPacket } from './driver-protocol.js';

const NULL_MARK = 0xfb;
const TYPE_BIT = 0x10;
const CHARSET_BINARY = 63;
/** VARCHAR, the BLOB family, VAR_STRING, STRING, GEOMETRY: the types whose charset tells bytes from text. */
const STRING_TYPES = new Set([0x0f, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff]);

/** How the bytes of a column are to be read. `plain`: digits and dates, ASCII only. */
export type WireKind = 'plain' | 'text' | 'binary' | 'bit';

/**
 * Reads a column definition's kind.
 * Why from its end: the last 13 bytes have a fixed layout, everything before them is names of any length.
 */
export function readWireKind(packet: ServerPacket): WireKind {
  const { buffer, end } = packet;
  const type = buffer[end - 6] as number;
  if (type === TYPE_BIT) return 'bit';
  if (!STRING_TYPES.has(type)) return type === 0xf5 ? 'text' : 'plain';
  return buffer.readUInt16LE(end - 12) === CHARSET_BINARY ? 'binary' : 'text';
}

/** Walks over the values of one text-protocol row without copying them. */
export class RowCursor {
  /** First byte of the current value; meaningless for NULL. */
  start = 0;
  /** Byte after the current value. */
  end = 0;

  /** Places the cursor before the first value. */
  open(packet: ServerPacket): void {
    this.end = packet.offset;
  }

  /** Steps to the next value; false means NULL. */
  next(buffer: Buffer): boolean {
    const at = this.end;
    const first = buffer[at] as number;
    if (first < NULL_MARK) {
      this.start = at + 1;
      this.end = at + 1 + first;
      return true;
    }
    if (first === NULL_MARK) {
      this.end = at + 1;
      return false;
    }
    const width = first === 0xfc ? 2 : first === 0xfd ? 3 : 8;
    this.start = at + 1 + width;
    this.end = this.start + (width === 8 ? Number(buffer.readBigUInt64LE(at + 1)) : buffer.readUIntLE(at + 1, width));
    return true;
  }
}
