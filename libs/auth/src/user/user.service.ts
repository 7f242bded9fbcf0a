import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { CodedException, contractErrors, serverErrors } from '@dx/kernel';
import type { CodedError, Role } from '@dx/kernel';
import type { EntityManager } from 'typeorm';
import { AccessState } from '../access-state/access.state.js';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import type { ListQuery, Page } from '../page.js';
import { throwViolations } from '../scope/throw-violations.js';
import { randomSecret } from '../secret/random-secret.js';
import { AuthorizationCodeTable, UserTable } from '../storage/access-tables.js';
import type { UserRow } from '../storage/access-tables.js';
import { listPage } from '../storage/list-page.js';
import { refuseDuplicate } from '../storage/refuse-duplicate.js';
import { removeFamilies } from '../storage/remove-families.js';
import { checkPassword } from './check-password.js';
import { LoginService } from './login.service.js';
import { isEmail, normalizeEmail } from './normalize-email.js';
import { PasswordHasher } from './password.hasher.js';

/** A back-office user as people may see it. */
export type User = Omit<UserRow, 'passwordHash' | 'tokenVersion'>;

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

export type UserChanges = Partial<Pick<NewUser, 'email' | 'name' | 'role'>> & { readonly active?: boolean };

/** What became of the first administrator; `password` only when it was made up here, and only this once. */
export interface FirstAdmin {
  readonly created: boolean;
  /** Null when there were users already, none of them with the wanted e-mail. */
  readonly email: string | null;
  readonly password: string | null;
}

/** Back-office users. There is always at least one active owner. */
@Injectable()
export class UserService {
  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
    private readonly state: AccessState,
    private readonly hasher: PasswordHasher,
    private readonly logins: LoginService,
  ) {}

  async create(input: NewUser): Promise<User> {
    const email = normalizeEmail(input.email);
    throwViolations([...checkEmail(email), ...this.checkPassword('password', input.password, { ...input, email })]);
    const row = newRow({ ...input, email }, await this.hasher.hash(input.password));
    await this.state.change(async (manager) => {
      await refuseDuplicate(manager, UserTable, 'email', email);
      await manager.insert(UserTable, row);
    });
    return present(row);
  }

  /** Users by e-mail; the search also looks into names. */
  async list(query: ListQuery): Promise<Page<User>> {
    const page = await this.store.read((manager) => listPage(manager, UserTable, ['email', 'name'], query));
    return { data: page.data.map(present), total: page.total };
  }

  async get(id: string): Promise<User> {
    return present(await this.store.read((manager) => find(manager, id)));
  }

  /** Changes a user. A role is effective at once; disabling ends every token, and enabling again revives none. */
  async update(id: string, changes: UserChanges): Promise<User> {
    const email = changes.email === undefined ? undefined : normalizeEmail(changes.email);
    throwViolations(email === undefined ? [] : checkEmail(email));
    return this.state.change(async (manager) => {
      const row = await find(manager, id);
      if (email !== undefined) await refuseDuplicate(manager, UserTable, 'email', email, id);
      const changed: UserRow = { ...row, ...pick(changes), email: email ?? row.email, updatedAt: new Date() };
      if (isOwner(row) && !isOwner(changed)) await refuseLastOwner(manager, id);
      const ended = row.active && !changed.active ? endTokens(changed) : changed;
      await manager.save(UserTable, ended);
      return present(ended);
    });
  }

  /** Sets a password for somebody (an owner's reset). Ends every token of the user. */
  async setPassword(id: string, password: string): Promise<void> {
    const user = await this.store.read((manager) => find(manager, id));
    await this.storePassword(user, 'password', password);
  }

  /** Changes one's own password; the current one must be right. Ends every token of the user, the one in use included. */
  async changeOwnPassword(id: string, current: string, next: string, ip: string): Promise<void> {
    const user = await this.store.read((manager) => find(manager, id));
    if (!(await this.logins.confirm(user, current, ip))) {
      throw new CodedException(serverErrors.invalidInput({ path: 'currentPassword', reason: 'It is not right.' }));
    }
    await this.storePassword(user, 'newPassword', next);
  }

  async remove(id: string): Promise<void> {
    await this.state.change(async (manager) => {
      const row = await find(manager, id);
      if (isOwner(row)) await refuseLastOwner(manager, id);
      await removeFamilies(manager, { userId: id });
      await manager.delete(AuthorizationCodeTable, { userId: id });
      await manager.delete(UserTable, { id });
    });
  }

  /**
   * Makes the first owner when there is no user at all; otherwise does nothing. Without a password a random one is made
   * up and handed back this once. Instances that start together make one user.
   */
  async ensureFirstAdmin(wanted: { readonly email?: string; readonly password?: string | null }): Promise<FirstAdmin> {
    const email = normalizeEmail(wanted.email ?? 'admin@example.com');
    const present = await this.store.read((manager) => findPresent(manager, email));
    if (present !== null) return present;
    const name = 'Administrator';
    const given = wanted.password ?? null;
    const violations = given === null ? [] : this.checkPassword('password', given, { email, name });
    throwViolations([...checkEmail(email), ...violations]);
    const password = given ?? makeUpPassword();
    const row = newRow({ email, name, role: 'owner' }, await this.hasher.hash(password));
    return this.state.change(async (manager) => {
      const made = await findPresent(manager, email);
      if (made !== null) return made;
      await manager.insert(UserTable, row);
      return { created: true, email, password: given === null ? password : null };
    });
  }

  private async storePassword(user: UserRow, path: string, password: string): Promise<void> {
    throwViolations(this.checkPassword(path, password, user));
    const passwordHash = await this.hasher.hash(password);
    await this.state.change(async (manager) => {
      const row = await find(manager, user.id);
      await manager.save(UserTable, endTokens({ ...row, passwordHash, updatedAt: new Date() }));
    });
  }

  private checkPassword(path: string, password: string, context: { email: string; name: string }): CodedError[] {
    const reason = checkPassword(password, this.options.passwordLengthMin, context);
    return reason === null ? [] : [serverErrors.invalidInput({ path, reason })];
  }
}

/** What there is instead of a first administrator to be made; null when there is no user at all. */
async function findPresent(manager: EntityManager, email: string): Promise<FirstAdmin | null> {
  if (!(await manager.exists(UserTable))) return null;
  const wanted = await manager.existsBy(UserTable, { email, active: true });
  return { created: false, email: wanted ? email : null, password: null };
}

function newRow(user: Omit<NewUser, 'password'>, passwordHash: string): UserRow {
  const now = new Date();
  return {
    id: randomUUID(),
    email: user.email,
    name: user.name,
    passwordHash,
    role: user.role,
    active: true,
    tokenVersion: 1,
    createdAt: now,
    updatedAt: now,
    lastLoginAt: null,
  };
}

function pick({ name, role, active }: UserChanges): Partial<UserRow> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    ...(active === undefined ? {} : { active }),
  };
}

/** About 119 random bits in four groups that can be read aloud. */
function makeUpPassword(): string {
  return (randomSecret(15).slice(-20).match(/.{5}/g) ?? []).join('-');
}

async function find(manager: EntityManager, id: string): Promise<UserRow> {
  const row = await manager.findOneBy(UserTable, { id });
  if (row === null) throw new CodedException(contractErrors.notFound());
  return row;
}

function present({ passwordHash: _hash, tokenVersion: _version, ...shown }: UserRow): User {
  return shown;
}

/** Every token and code carries the version of its user, and ends when it rises. */
function endTokens(row: UserRow): UserRow {
  return { ...row, tokenVersion: row.tokenVersion + 1 };
}

function isOwner(row: UserRow): boolean {
  return row.role === 'owner' && row.active;
}

async function refuseLastOwner(manager: EntityManager, id: string): Promise<void> {
  const owners = await manager.findBy(UserTable, { role: 'owner' });
  if (owners.some((owner) => owner.id !== id && owner.active)) return;
  throw new CodedException(serverErrors.conflict({ reason: 'The last active owner must stay an active owner.' }));
}

function checkEmail(email: string): CodedError[] {
  return isEmail(email) ? [] : [serverErrors.invalidInput({ path: 'email', reason: 'It is no e-mail address.' })];
}
