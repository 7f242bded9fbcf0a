import type { PacketHandler, ServerPacket } from './driver-protocol.js';
import { DriverQueryCommand } from './driver-protocol.js';
import type { WireKind } from './row-packet.js';
import { readWireKind } from './row-packet.js';

/** A query whose column definitions are not parsed beyond the kind of each column. */
export class ResultCommand extends DriverQueryCommand {
  protected readonly kinds: WireKind[] = [];

  override readField(packet: ServerPacket): PacketHandler {
    this.kinds.push(readWireKind(packet));
    // Why unbound: the driver calls handlers as methods of the command.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    return this.kinds.length === this._fieldCount ? this.fieldsEOF : this.readField;
  }
}
