import type { PacketHandler, ServerPacket } from './driver-protocol.js';
import { RowCursor } from './row-packet.js';
import { RowsCommand } from './rows-command.js';

/** Values before a column's name in its definition: catalog, schema, table, original table. */
const VALUES_BEFORE_NAME = 4;

/** A query that collects its rows and the names of its columns. */
export class NamedRowsCommand extends RowsCommand {
  readonly names: string[] = [];

  override readField(packet: ServerPacket): PacketHandler {
    const cursor = new RowCursor();
    cursor.open(packet);
    for (let value = 0; value <= VALUES_BEFORE_NAME; value += 1) cursor.next(packet.buffer);
    this.names.push(packet.buffer.toString('utf8', cursor.start, cursor.end));
    super.readField(packet);
    // Why unbound: the driver calls handlers as methods of the command.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    return this.names.length === this._fieldCount ? this.fieldsEOF : this.readField;
  }
}
