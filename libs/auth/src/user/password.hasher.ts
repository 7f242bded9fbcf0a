import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomSecret } from '../secret/random-secret.js';
import { BoundedQueue } from './bounded.queue.js';

/** OWASP's first choice for argon2id (the package's default variant): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// Why 2: a hash keeps a thread of libuv's pool of four busy for 10 to 100 ms; file and name look-ups need the others.
const HASHES_AT_ONCE = 2;
const HASHES_WAITING = 20;
const RETRY_AFTER_SECONDS = 2;

/** Hashes passwords with argon2id, two at a time. */
@Injectable()
export class PasswordHasher {
  private readonly queue = new BoundedQueue(HASHES_AT_ONCE, HASHES_WAITING, RETRY_AFTER_SECONDS);
  private dummy: Promise<string> | undefined;

  /** The hash of a password in the PHC format. */
  hash(password: string): Promise<string> {
    return this.queue.run(() => hash(normalize(password), COST));
  }

  /**
   * Whether the password belongs to the hash. Without a hash (no such user) it takes as long and says no, so that nobody
   * learns who is a user. Throws 429 when too many wait already.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const expected = stored ?? (await this.dummyHash());
    const good = await this.queue.run(() => verify(expected, normalize(password)));
    return good && stored !== null;
  }

  private dummyHash(): Promise<string> {
    this.dummy ??= hash(randomSecret(32), COST);
    return this.dummy;
  }
}

// Why NFKC: the same password typed on another keyboard or system must be the same bytes (NIST SP 800-63B-4).
function normalize(password: string): string {
  return password.normalize('NFKC');
}
