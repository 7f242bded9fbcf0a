import { Inject, Injectable } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { CodedException } from '@dx/kernel';
import { UserTable } from '../storage/access-tables.js';
import type { UserRow } from '../storage/access-tables.js';
import { LoginThrottle } from './login.throttle.js';
import type { LoginOrigin } from './login.throttle.js';
import { normalizeEmail } from './normalize-email.js';
import { PasswordHasher } from './password.hasher.js';

/** Checks e-mail and password, slowly enough for guessers and alike for everybody. */
@Injectable()
export class LoginService {
  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    private readonly hasher: PasswordHasher,
    private readonly throttle: LoginThrottle,
  ) {}

  /**
   * The active user with this e-mail and password, else null: the same answer after the same work for a wrong password,
   * an unknown e-mail and a disabled user. Throws 429 after too many failures or when too many logins wait.
   */
  async login(email: string, password: string, ip: string): Promise<UserRow | null> {
    const account = normalizeEmail(email);
    const user = await this.store.read((manager) => manager.findOneBy(UserTable, { email: account }));
    if (!(await this.isPassword({ account, ip }, user?.passwordHash ?? null, password))) return null;
    if (user === null || !user.active) return null;
    await this.throttle.succeed({ account, ip });
    await this.noteLogin(user.id);
    return user;
  }

  /** Whether it is the password of a signed-in user, counted like a login. */
  async confirm(user: UserRow, password: string, ip: string): Promise<boolean> {
    const origin = { account: user.email, ip };
    const good = await this.isPassword(origin, user.passwordHash, password);
    if (good) await this.throttle.succeed(origin);
    return good;
  }

  private async isPassword(origin: LoginOrigin, stored: string | null, password: string): Promise<boolean> {
    await this.throttle.begin(origin);
    try {
      return await this.hasher.verify(stored, password);
    } catch (error) {
      // Why: whoever was turned away at the full queue has not guessed.
      if (error instanceof CodedException) await this.throttle.withdraw(origin);
      throw error;
    }
  }

  private async noteLogin(id: string): Promise<void> {
    await this.store.write((manager) => manager.update(UserTable, { id }, { lastLoginAt: new Date() }));
  }
}
