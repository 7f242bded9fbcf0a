import { Inject, Injectable, Logger } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { AccessState } from '../access-state/access.state.js';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { buildUserCaller } from '../caller/build-caller.js';
import type { VerifiedCredential } from '../credential/verified-credential.js';
import { BACK_OFFICE_SCOPES } from '../oauth/back-office-client.js';
import { hashSecret } from '../secret/hash-secret.js';
import { randomSecret } from '../secret/random-secret.js';
import { UserTable } from '../storage/access-tables.js';
import type { UserRow } from '../storage/access-tables.js';
import { LoginService } from '../user/login.service.js';
import { SessionTable } from './session-table.js';
import type { SessionRow } from './session-table.js';

const SECRET_BYTES = 32;
const NOTED_EVERY_MS = 60_000;

/** A session that is good now. */
export interface Session {
  readonly userId: string;
  /** When it ends however much it is used. */
  readonly expiresAt: Date;
}

/** A session just opened; the secret exists only here and in the browser's cookie. */
export interface OpenedSession extends Session {
  readonly secret: string;
}

/**
 * Sessions of the Back Office, kept on the server: 256 random bits in a cookie, their SHA-256 in `dx_session`. One ends by
 * logout, when it is idle or old, and with any change of its user's password, role or state.
 */
@Injectable()
export class SessionService {
  private readonly logger = new Logger(SessionService.name);
  /** How often the use of a session is noted, and for how long a verified one is trusted without a look at its row. */
  private readonly notedEveryMs: number;

  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
    private readonly state: AccessState,
    private readonly logins: LoginService,
  ) {
    this.notedEveryMs = Math.min(NOTED_EVERY_MS, options.sessionIdleSeconds * 100);
  }

  /**
   * Opens a session under a new secret; null when e-mail and password are no active user's, whatever the reason.
   * Throws 429 as the token endpoint does, with which it shares its counters.
   */
  async open(email: string, password: string, ip: string): Promise<OpenedSession | null> {
    const user = await this.logins.login(email, password, ip);
    if (user === null) return null;
    const secret = randomSecret(SECRET_BYTES);
    const now = Date.now();
    const expiresAt = new Date(now + this.options.sessionLifetimeSeconds * 1000);
    await this.store.write((manager) =>
      manager.insert(SessionTable, {
        hash: hashSecret(secret),
        userId: user.id,
        userVersion: user.tokenVersion,
        role: user.role,
        createdAt: new Date(now),
        lastSeenAt: new Date(now),
        expiresAt,
      }),
    );
    return { secret, userId: user.id, expiresAt };
  }

  /** The session of a secret; null when it is not, or no longer, good. Its use is not noted. */
  async find(secret: string): Promise<Session | null> {
    const found = await this.load(secret, Date.now());
    return found === null ? null : { userId: found.user.id, expiresAt: found.session.expiresAt };
  }

  /** Whom a session proves; its use is noted. */
  async verify(secret: string): Promise<VerifiedCredential | null> {
    const now = Date.now();
    const found = await this.load(secret, now);
    if (found === null) return null;
    const { session, user } = found;
    if (now - session.lastSeenAt.getTime() >= this.notedEveryMs) await this.noteUse(session, now);
    return {
      caller: buildUserCaller(user, BACK_OFFICE_SCOPES, null),
      expiresAt: Math.min(now + this.notedEveryMs, session.expiresAt.getTime(), this.idleEnd(session)),
      lastUsedAt: null,
    };
  }

  /** Ends a session at once, here and on all instances. */
  async end(secret: string): Promise<void> {
    const hash = hashSecret(secret);
    await this.state.change((manager) => manager.delete(SessionTable, { hash }));
  }

  private async load(secret: string, now: number): Promise<{ session: SessionRow; user: UserRow } | null> {
    return this.store.read(async (manager) => {
      const session = await manager.findOneBy(SessionTable, { hash: hashSecret(secret) });
      if (session === null || session.expiresAt.getTime() <= now || this.idleEnd(session) <= now) return null;
      const user = await manager.findOneBy(UserTable, { id: session.userId });
      if (user === null || !user.active) return null;
      return user.tokenVersion === session.userVersion && user.role === session.role ? { session, user } : null;
    });
  }

  private idleEnd({ lastSeenAt }: SessionRow): number {
    return lastSeenAt.getTime() + this.options.sessionIdleSeconds * 1000;
  }

  /** Why a failure is only logged: an own database that takes no writes must not lock its administrators out. */
  private async noteUse({ hash }: SessionRow, now: number): Promise<void> {
    try {
      await this.store.write((manager) => manager.update(SessionTable, { hash }, { lastSeenAt: new Date(now) }));
    } catch (error) {
      this.logger.warn(`The use of a session was not noted: ${String(error)}`);
    }
  }
}
