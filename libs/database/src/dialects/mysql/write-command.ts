import type { WriteResult } from '../../statement.js';
import type { OnResult, PacketHandler, ServerPacket } from './driver-protocol.js';
import { ResultCommand } from './result-command.js';

/** A statement without a result set. */
export class WriteCommand extends ResultCommand {
  result: WriteResult = { affectedRows: 0, insertId: null };

  constructor(sql: string, onResult: OnResult) {
    super({ sql }, onResult);
  }

  /** Why: the driver's own start goes on to its own header handler, past the one below. */
  override start(packet: ServerPacket, connection: unknown): PacketHandler {
    super.start(packet, connection);
    // eslint-disable-next-line @typescript-eslint/unbound-method
    return this.resultsetHeader;
  }

  override resultsetHeader(packet: ServerPacket, connection: unknown): PacketHandler | null {
    if (packet.buffer[packet.offset] === 0) this.result = readOkPacket(packet);
    return super.resultsetHeader(packet, connection);
  }

  override row(packet: ServerPacket, connection: unknown): PacketHandler | null {
    if (packet.isEOF()) return super.row(packet, connection);
    // eslint-disable-next-line @typescript-eslint/unbound-method
    return this.row;
  }
}

/**
 * Reads affected rows and the generated key.
 * Why not from the driver's result: it reads the key as a signed number, and a BIGINT UNSIGNED key may be larger.
 */
function readOkPacket(packet: ServerPacket): WriteResult {
  const affectedRows = readLengthEncoded(packet.buffer, packet.offset + 1);
  const insertId = readLengthEncoded(packet.buffer, affectedRows.end);
  return {
    affectedRows: Number(affectedRows.value),
    insertId: insertId.value === 0n ? null : insertId.value.toString(),
  };
}

function readLengthEncoded(buffer: Buffer, at: number): { value: bigint; end: number } {
  const first = buffer[at] as number;
  if (first < 0xfb) return { value: BigInt(first), end: at + 1 };
  if (first === 0xfe) return { value: buffer.readBigUInt64LE(at + 1), end: at + 9 };
  const width = first === 0xfc ? 2 : 3;
  return { value: BigInt(buffer.readUIntLE(at + 1, width)), end: at + 1 + width };
}
