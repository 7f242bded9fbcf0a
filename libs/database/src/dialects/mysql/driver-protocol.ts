import mysql from 'mysql2';

/** A packet of the server; its bytes are valid only while it is handled. */
export interface ServerPacket {
  readonly buffer: Buffer;
  /** Where the payload starts. */
  readonly offset: number;
  readonly end: number;
  isEOF(): boolean;
}

/** Handles one packet and names the handler of the next one; null ends the command. */
export type PacketHandler = (packet: ServerPacket, connection: unknown) => PacketHandler | null;

/** What the driver's own query command looks like from inside; everything that this library relies on. */
export interface DriverQuery {
  /** Number of columns of the running result set. */
  readonly _fieldCount: number;
  start(packet: ServerPacket, connection: unknown): PacketHandler | null;
  resultsetHeader(packet: ServerPacket, connection: unknown): PacketHandler | null;
  readField(packet: ServerPacket, connection: unknown): PacketHandler | null;
  fieldsEOF(packet: ServerPacket, connection: unknown): PacketHandler | null;
  row(packet: ServerPacket, connection: unknown): PacketHandler | null;
}

/** Told once: without an error when the statement ended. */
export type OnResult = (error: Error | null) => void;

interface DriverQueryClass {
  new (options: { readonly sql: string }, onResult: OnResult): DriverQuery;
}

/** A connection of the driver as far as the typings do not describe it. */
export interface CommandConnection {
  addCommand(command: DriverQuery): unknown;
}

/**
 * The driver's command class for a text query.
 * Why it is taken from an instance: the package exports no path to it, and a command that is not derived from it would
 * have to repeat the protocol's error, result set and end-of-result rules.
 */
export const DriverQueryCommand = queryCommandClass();

function queryCommandClass(): DriverQueryClass {
  const create = (mysql as unknown as { createQuery: (...parameters: unknown[]) => object }).createQuery;
  return create('SELECT 1', undefined, () => undefined, {}).constructor as DriverQueryClass;
}
