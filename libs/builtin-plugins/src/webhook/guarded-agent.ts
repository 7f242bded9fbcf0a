import { lookup as resolve } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressGuard } from './address-policy.js';

/** A connection that was refused because of where it would have led. */
export class ForbiddenAddress extends Error {
  constructor(host: string) {
    super(`the address of ${host} is not allowed: it is private or reserved`);
  }
}

type LookupCallback = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

/**
 * An HTTP agent that checks the resolved address at the moment of connecting. Why there: a name that is checked earlier may
 * lead elsewhere a moment later. It follows no redirects and knows no proxy of the environment.
 */
export function makeGuardedAgent(guard: AddressGuard, timeoutMs: number): Agent {
  const connect = buildConnector({ timeout: timeoutMs, lookup: guardedLookup(guard) as never, allowH2: false });
  return new Agent({
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      // Why here: an address needs no look-up, so that the look-up would not be asked.
      if (isIP(host) !== 0 && !guard.allows(host, host)) {
        callback(new ForbiddenAddress(host), null);
        return;
      }
      connect(options, callback);
    },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    pipelining: 1,
    keepAliveTimeout: 10_000,
  });
}

/** Resolves a name to its allowed addresses only. */
function guardedLookup(guard: AddressGuard) {
  return (host: string, options: LookupOptions, callback: LookupCallback): void => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error);
        return;
      }
      const allowed = addresses.filter(({ address }) => guard.allows(host, address));
      const [first] = allowed;
      if (first === undefined) callback(new ForbiddenAddress(host));
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
