import { Inject, Injectable } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import type { EntityManager } from 'typeorm';
import { AccessState } from '../access-state/access.state.js';
import { hashSecret } from '../secret/hash-secret.js';
import {
  AuthorizationCodeTable,
  OAuthClientTable,
  RefreshTokenTable,
  RevokedTokenTable,
  TokenFamilyTable,
  UserTable,
} from '../storage/access-tables.js';
import type {
  AuthorizationCodeRow,
  OAuthClientRow,
  RefreshTokenRow,
  TokenFamilyRow,
  UserRow,
} from '../storage/access-tables.js';
import { BACK_OFFICE_CLIENT, BACK_OFFICE_CLIENT_ID } from './back-office-client.js';

/** The user who consented and the client that asked. */
interface Parties {
  readonly user: UserRow;
  readonly client: OAuthClientRow;
}

/** A refresh token with everything that it stands for. */
export interface StoredRefreshToken extends Parties {
  readonly token: RefreshTokenRow;
  readonly family: TokenFamilyRow;
}

/** A code with everything that it stands for. */
export interface StoredCode extends Parties {
  readonly code: AuthorizationCodeRow;
}

/** Clients, token families, refresh tokens and codes in the own tables; secrets only as hashes. */
@Injectable()
export class TokenStore {
  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    private readonly state: AccessState,
  ) {}

  /** The client, when it may act now. */
  async findClient(clientId: string): Promise<OAuthClientRow | null> {
    return this.store.read((manager) => findClient(manager, clientId));
  }

  /** Stores a new family (one login or consent) with its first refresh token. */
  async openFamily(
    family: Omit<TokenFamilyRow, 'revokedAt'>,
    refreshToken: string,
    scopes: readonly string[],
  ): Promise<void> {
    await this.store.write(async (manager) => {
      await manager.insert(TokenFamilyTable, { ...family, revokedAt: null });
      await insertRefreshToken(manager, family.id, refreshToken, scopes, family.expiresAt);
    });
  }

  /** Stores the next refresh token of a family; false when the family was revoked meanwhile. */
  async extendFamily(id: string, refreshToken: string, scopes: readonly string[], expiresAt: Date): Promise<boolean> {
    return this.store.write(async (manager) => {
      // Why an update first: it locks the family, so that a revocation runs before or after, never in between.
      const open = await manager
        .createQueryBuilder()
        .update(TokenFamilyTable)
        .set({ expiresAt })
        .where('id = :id AND revoked_at IS NULL', { id })
        .execute();
      if (open.affected === 0) return false;
      await insertRefreshToken(manager, id, refreshToken, scopes, expiresAt);
      return true;
    });
  }

  async revokeFamily(id: string): Promise<void> {
    await this.state.change(async (manager) => {
      await manager
        .createQueryBuilder()
        .update(TokenFamilyTable)
        .set({ revokedAt: new Date() })
        .where('id = :id AND revoked_at IS NULL', { id })
        .execute();
    });
  }

  /** Ends one access token that belongs to no family. */
  async revokeAccessToken(jti: string, expiresAt: Date): Promise<void> {
    await this.state.change(async (manager) => {
      if (!(await manager.existsBy(RevokedTokenTable, { jti })))
        await manager.insert(RevokedTokenTable, { jti, expiresAt });
    });
  }

  /** A refresh token whose family, user and client are still good; it may be used or expired already. */
  async findRefreshToken(text: string): Promise<StoredRefreshToken | null> {
    return this.store.read(async (manager) => {
      const token = await manager.findOneBy(RefreshTokenTable, { hash: hashSecret(text) });
      const family = token && (await manager.findOneBy(TokenFamilyTable, { id: token.familyId }));
      if (token === null || family === null || family.revokedAt !== null) return null;
      const parties = await findParties(manager, family);
      return parties && { token, family, ...parties };
    });
  }

  /** Marks a refresh token as used; false when somebody did before. */
  async useRefreshToken(hash: string): Promise<boolean> {
    const result = await this.store.write((manager) =>
      manager
        .createQueryBuilder()
        .update(RefreshTokenTable)
        .set({ usedAt: new Date() })
        .where('hash = :hash AND used_at IS NULL', { hash })
        .execute(),
    );
    return result.affected === 1;
  }

  async saveCode(code: AuthorizationCodeRow): Promise<void> {
    await this.store.write((manager) => manager.insert(AuthorizationCodeTable, code));
  }

  /** A code whose user and client are still good; it may be used or expired already. */
  async findCode(text: string): Promise<StoredCode | null> {
    return this.store.read(async (manager) => {
      const code = await manager.findOneBy(AuthorizationCodeTable, { hash: hashSecret(text) });
      if (code === null) return null;
      const parties = await findParties(manager, code);
      return parties && { code, ...parties };
    });
  }

  /** Marks a code as used; false when somebody did before. */
  async useCode(hash: string): Promise<boolean> {
    const result = await this.store.write((manager) =>
      manager
        .createQueryBuilder()
        .update(AuthorizationCodeTable)
        .set({ usedAt: new Date() })
        .where('hash = :hash AND used_at IS NULL', { hash })
        .execute(),
    );
    return result.affected === 1;
  }
}

/**
 * User and client of a family or a code; null when one of them is gone, disabled, or has ended its tokens since.
 * Why the versions: a login that ran beside a change of the password may be stored after it, and must be dead then.
 */
async function findParties(
  manager: EntityManager,
  held: Pick<TokenFamilyRow, 'userId' | 'clientId' | 'userVersion' | 'clientVersion'>,
): Promise<Parties | null> {
  const user = await manager.findOneBy(UserTable, { id: held.userId });
  const client = await findClient(manager, held.clientId);
  if (user === null || !user.active || user.tokenVersion !== held.userVersion) return null;
  return client === null || client.tokenVersion !== held.clientVersion ? null : { user, client };
}

async function findClient(manager: EntityManager, clientId: string): Promise<OAuthClientRow | null> {
  if (clientId === BACK_OFFICE_CLIENT_ID) return BACK_OFFICE_CLIENT;
  const client = await manager.findOneBy(OAuthClientTable, { clientId });
  if (client === null || !client.active) return null;
  return client.expiresAt !== null && client.expiresAt.getTime() <= Date.now() ? null : client;
}

async function insertRefreshToken(
  manager: EntityManager,
  familyId: string,
  text: string,
  scopes: readonly string[],
  expiresAt: Date,
): Promise<void> {
  await manager.insert(RefreshTokenTable, {
    hash: hashSecret(text),
    familyId,
    scopes: [...scopes],
    createdAt: new Date(),
    expiresAt,
    usedAt: null,
  });
}
