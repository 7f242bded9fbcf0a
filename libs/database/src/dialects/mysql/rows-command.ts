import type { SqlRow, SqlValue } from '../../statement.js';
import type { OnResult, PacketHandler, ServerPacket } from './driver-protocol.js';
import { ResultCommand } from './result-command.js';
import type { WireKind } from './row-packet.js';
import { RowCursor } from './row-packet.js';

/** A query that collects its rows as text and bytes. */
export class RowsCommand extends ResultCommand {
  readonly result: SqlRow[] = [];
  private readonly cursor = new RowCursor();

  constructor(sql: string, onResult: OnResult) {
    super({ sql }, onResult);
  }

  override row(packet: ServerPacket, connection: unknown): PacketHandler | null {
    if (packet.isEOF()) return super.row(packet, connection);
    const { cursor, kinds } = this;
    const { buffer } = packet;
    const row: SqlValue[] = [];
    cursor.open(packet);
    for (const kind of kinds) row.push(cursor.next(buffer) ? readValue(kind, buffer, cursor.start, cursor.end) : null);
    this.result.push(row);
    // eslint-disable-next-line @typescript-eslint/unbound-method
    return this.row;
  }
}

function readValue(kind: WireKind, buffer: Buffer, start: number, end: number): SqlValue {
  switch (kind) {
    case 'plain':
      return buffer.toString('latin1', start, end);
    case 'text':
      return buffer.toString('utf8', start, end);
    case 'binary':
    case 'bit':
      // Why a copy: a slice would keep the whole network chunk alive.
      return Buffer.from(buffer.subarray(start, end));
  }
}
