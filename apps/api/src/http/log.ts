import type { LoggerService } from '@nestjs/common';
import { destination, pino, stdTimeFunctions, type Logger, type LoggerOptions } from 'pino';
import type { Settings } from '../settings/settings.js';

/** Injection token of the server's logger. */
export const LOG = Symbol('LOG');
export type Log = Logger;

/** Secrets that could get into a logged object; nothing but known fields is logged in the first place. */
const REDACTED = [
  'password',
  'secret',
  'token',
  'apiKey',
  'authorization',
  'access_token',
  'refresh_token',
  'client_secret',
];

const COMMON: LoggerOptions = {
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
};

let shared: ReturnType<typeof destination> | undefined;

/**
 * Standard output. Why asynchronous: a slow, closed or full output loses lines, never a request.
 * Why shared: two writers could cut into each other's lines.
 */
function output(): ReturnType<typeof destination> {
  return (shared ??= destination({ fd: process.stdout.fd ?? 1, sync: false }));
}

/** The logger: JSON lines on standard output, one event per line. */
export function makeLog({ level }: Settings['log']): Log {
  const paths = [...REDACTED, ...REDACTED.map((name) => `*.${name}`)];
  return pino({ ...COMMON, level, redact: { paths, censor: '[redacted]' } }, output());
}

/** The logger of the line that every request gets. Why without redaction: its fields are fixed, and it costs too much. */
export function makeRequestLog({ level }: Settings['log']): Log {
  return pino({ ...COMMON, level }, output());
}

/** Nest tells at level `log` which module and route it wires up; nobody reads that at `info`. */
const WIRING = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's logger, and that of every library, on the server's log. */
export class NestLog implements LoggerService {
  constructor(private readonly sink: Log) {}

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(WIRING.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Nest passes the context last, and a stack trace or further values before it. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const context = rest.at(-1);
    const detail = rest.length > 1 ? rest.slice(0, -1) : undefined;
    if (message instanceof Error) this.sink[level]({ context, err: message }, message.message);
    else if (typeof message === 'string') this.sink[level]({ context, detail }, message);
    else this.sink[level]({ context, detail, value: message });
  }
}
