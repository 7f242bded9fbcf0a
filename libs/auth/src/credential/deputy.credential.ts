import { Injectable } from '@nestjs/common';
import type { Caller } from '@dx/kernel';
import { refuseStranger } from '../caller/access-refusal.js';
import type { AccessRefusal } from '../caller/access-refusal.js';
import { randomSecret } from '../secret/random-secret.js';
import type { CredentialKind, CredentialRequest } from './credential-kind.js';
import type { VerifiedCredential } from './verified-credential.js';

const HEADER = 'x-dx-deputy';

interface Ticket {
  readonly caller: Caller;
  readonly routePrefix: string;
}

/** A ticket for one request. */
export interface DeputyTicket {
  /** To be sent with the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Makes the ticket worthless, used or not. */
  cancel(): void;
}

/**
 * Requests that this server sends to itself on somebody's behalf. A ticket is 256 random bits that never leave the process;
 * it is good once, in this process, on the routes that it was made for.
 */
@Injectable()
export class DeputyCredential implements CredentialKind {
  private readonly tickets = new Map<string, Ticket>();

  /** Lets one request act as `caller` on a route whose pattern begins with `routePrefix`. */
  issue(caller: Caller, routePrefix: string): DeputyTicket {
    const secret = randomSecret(32);
    this.tickets.set(secret, { caller, routePrefix });
    return { headers: { [HEADER]: secret }, cancel: () => void this.tickets.delete(secret) };
  }

  find(request: CredentialRequest): string | undefined {
    if (this.tickets.size === 0) return undefined;
    const sent = request.headers[HEADER];
    const ticket = typeof sent === 'string' ? this.tickets.get(sent) : undefined;
    if (ticket === undefined || !(request.routeOptions?.url ?? '').startsWith(ticket.routePrefix)) return undefined;
    return sent as string;
  }

  async verify(secret: string): Promise<VerifiedCredential | null> {
    const ticket = this.tickets.get(secret);
    this.tickets.delete(secret);
    return ticket === undefined ? null : { caller: ticket.caller, expiresAt: 0, lastUsedAt: null };
  }

  refusal(): AccessRefusal {
    return refuseStranger();
  }
}
