import { EncodedRowsWriter } from '../../encoding/encoded-rows-writer.js';
import type { EncodedRows, RowEncoding } from '../../row-encoding.js';
import type { OnResult, PacketHandler, ServerPacket } from './driver-protocol.js';
import { ResultCommand } from './result-command.js';
import { RowCursor } from './row-packet.js';

/** A query whose rows go from the packet's bytes to JSON bytes, with no JavaScript value in between. */
export class JsonCommand extends ResultCommand {
  private readonly cursor = new RowCursor();
  private readonly writer: EncodedRowsWriter;
  private readonly columnCount: number;

  constructor(
    sql: string,
    private readonly encoding: RowEncoding,
    onResult: OnResult,
  ) {
    super({ sql }, onResult);
    this.writer = new EncodedRowsWriter(encoding);
    this.columnCount = encoding.columns.length;
  }

  get result(): EncodedRows {
    return this.writer.finish();
  }

  override readField(packet: ServerPacket): PacketHandler {
    const { columns, keyCount } = this.encoding;
    if (this._fieldCount !== columns.length + keyCount) {
      throw new Error(`the select list has ${this._fieldCount} columns, its encoding ${columns.length + keyCount}`);
    }
    return super.readField(packet);
  }

  override row(packet: ServerPacket, connection: unknown): PacketHandler | null {
    if (packet.isEOF()) return super.row(packet, connection);
    const { cursor, writer, kinds, columnCount } = this;
    const { buffer } = packet;
    cursor.open(packet);
    writer.beginRow();
    for (let index = 0; index < columnCount; index++) {
      if (cursor.next(buffer)) writer.value(index, buffer, cursor.start, cursor.end, kinds[index] === 'bit');
      else writer.nullValue(index);
    }
    for (let index = columnCount; index < kinds.length; index++) {
      const text = kinds[index] === 'text' ? 'utf8' : 'latin1';
      writer.key(cursor.next(buffer) ? buffer.toString(text, cursor.start, cursor.end) : null);
    }
    writer.endRow();
    // eslint-disable-next-line @typescript-eslint/unbound-method
    return this.row;
  }
}
