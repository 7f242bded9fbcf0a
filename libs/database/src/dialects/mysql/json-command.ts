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
  private misfit = false;

  constructor(
    sql: string,
    private readonly encoding: RowEncoding,
    onResult: OnResult,
  ) {
    super({ sql }, onResult);
    this.writer = new EncodedRowsWriter(encoding);
    this.columnCount = encoding.columns.length;
  }

  /** Throws when the select list does not fit the encoding. */
  get result(): EncodedRows {
    if (this.misfit) {
      const { columns, keyCount } = this.encoding;
      throw new Error(`the select list has ${this._fieldCount} columns, its encoding ${columns.length + keyCount}`);
    }
    return this.writer.finish();
  }

  override row(packet: ServerPacket, connection: unknown): PacketHandler | null {
    if (packet.isEOF()) return super.row(packet, connection);
    const { cursor, writer, kinds, columnCount } = this;
    const { buffer } = packet;
    // Why no error here: the driver would end the connection; the remaining packets must be read anyway.
    this.misfit ||= kinds.length !== columnCount + this.encoding.keyCount;
    // eslint-disable-next-line @typescript-eslint/unbound-method
    if (this.misfit) return this.row;
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
