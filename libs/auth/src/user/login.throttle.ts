import { Inject, Injectable } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { CodedException, serverErrors } from '@dx/kernel';
import type { EntityManager } from 'typeorm';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { hashSecret } from '../secret/hash-secret.js';
import { LoginAttemptTable } from '../storage/access-tables.js';
import { networkOfIp } from './network-of-ip.js';

const WINDOW_MS = 15 * 60 * 1000;

/** Who tries to log in, and from where. */
export interface LoginOrigin {
  /** The normalised e-mail that was sent, whether or not there is such a user. */
  readonly account: string;
  readonly ip: string;
}

/**
 * Limits wrong passwords: per account *and* network, so that a stranger elsewhere can lock nobody out, and per network,
 * against trying one password on many accounts. The counters live in the own tables: all instances share them and a
 * restart forgets nothing.
 */
@Injectable()
export class LoginThrottle {
  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
  ) {}

  /**
   * Counts an attempt before the password is looked at, so that a burst of parallel ones cannot pass together; throws
   * 429 with the seconds to wait when there were too many.
   */
  async begin(origin: LoginOrigin): Promise<void> {
    const keys = keysOf(origin);
    await this.count(keys.network, this.options.loginFailuresPerNetwork);
    await this.count(keys.account, this.options.loginFailuresPerAccount);
  }

  /** The password was right: the account's failures from this network are forgotten, the network's count is as before. */
  async succeed(origin: LoginOrigin): Promise<void> {
    const keys = keysOf(origin);
    await this.store.write(async (manager) => {
      await manager.delete(LoginAttemptTable, { keyHash: keys.account });
      await uncount(manager, keys.network);
    });
  }

  /** The password was not looked at after all. */
  async withdraw(origin: LoginOrigin): Promise<void> {
    const keys = keysOf(origin);
    await this.store.write(async (manager) => {
      await uncount(manager, keys.account);
      await uncount(manager, keys.network);
    });
  }

  private async count(keyHash: string, max: number): Promise<void> {
    const now = Date.now();
    // Why one key per transaction: two rows locked in one would deadlock with the same login on another instance.
    const found = await this.store.write(async (manager) => {
      await upsertAttempt(manager, keyHash, now);
      return manager.findOneByOrFail(LoginAttemptTable, { keyHash });
    });
    if (found.attempts <= max) return;
    const retryAfter = Math.max(1, Math.ceil((found.windowEndsAt.getTime() - now) / 1000));
    throw new CodedException(serverErrors.tooManyRequests(), { retryAfter });
  }
}

async function upsertAttempt(manager: EntityManager, keyHash: string, now: number): Promise<void> {
  const sqlite = manager.connection.options.type === 'better-sqlite3';
  const conflict = sqlite ? 'ON CONFLICT (key_hash) DO UPDATE SET' : 'ON DUPLICATE KEY UPDATE';
  await manager.query(
    `INSERT INTO dx_login_attempt (key_hash, attempts, window_ends_at) VALUES (?, 1, ?) ${conflict}
     attempts = CASE WHEN window_ends_at > ? THEN attempts + 1 ELSE 1 END,
     window_ends_at = CASE WHEN window_ends_at > ? THEN window_ends_at ELSE ? END`,
    [keyHash, now + WINDOW_MS, now, now, now + WINDOW_MS],
  );
}

async function uncount(manager: EntityManager, keyHash: string): Promise<void> {
  await manager.query('UPDATE dx_login_attempt SET attempts = attempts - 1 WHERE key_hash = ? AND attempts > 0', [
    keyHash,
  ]);
}

function keysOf({ account, ip }: LoginOrigin): { account: string; network: string } {
  const network = networkOfIp(ip);
  return { account: hashSecret(`account\n${account}\n${network}`), network: hashSecret(`network\n${network}`) };
}
