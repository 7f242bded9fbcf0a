import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import type { Caller } from '@dx/kernel';
import jwt from 'jsonwebtoken';
import type { EntityManager } from 'typeorm';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { buildClientCaller, buildUserCaller } from '../caller/build-caller.js';
import type { VerifiedCredential } from '../credential/verified-credential.js';
import { BACK_OFFICE_CLIENT_ID } from '../oauth/back-office-client.js';
import { OAuthClientTable, RevokedTokenTable, TokenFamilyTable, UserTable } from '../storage/access-tables.js';
import type { OAuthClientRow } from '../storage/access-tables.js';
import { readClaims, writeClaims } from './access-claims.js';
import type { AccessClaims } from './access-claims.js';
import { ACCESS_TOKEN_TYPE } from './read-token-header.js';
import { CLOCK_TOLERANCE_SECONDS, SIGNING_ALGORITHMS } from './signing-algorithm.js';
import { SigningKeys } from './signing.keys.js';

/** Issues access tokens and judges what they still prove. */
@Injectable()
export class AccessTokens {
  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
    private readonly keys: SigningKeys,
  ) {}

  /** Signs a token that lives for the configured time. */
  async issue(claims: Omit<AccessClaims, 'jti' | 'issuedAt' | 'expiresAt'>): Promise<string> {
    const key = await this.keys.current();
    const issuedAt = Math.floor(Date.now() / 1000);
    const expiresAt = issuedAt + this.options.accessTokenTtlSeconds;
    const payload = {
      iss: this.options.jwtIssuer,
      aud: this.options.jwtAudience,
      ...writeClaims({ ...claims, jti: randomUUID(), issuedAt, expiresAt }),
    };
    return jwt.sign(payload, key.privateKey, {
      algorithm: key.algorithm,
      header: { alg: key.algorithm, typ: ACCESS_TOKEN_TYPE, kid: key.kid },
    });
  }

  /** The claims of a token that we signed and that has not expired; null otherwise. */
  async read(token: string): Promise<AccessClaims | null> {
    const key = await this.keys.findForToken(token);
    if (key === null) return null;
    try {
      const payload = jwt.verify(token, key, {
        algorithms: [...SIGNING_ALGORITHMS],
        issuer: this.options.jwtIssuer,
        audience: this.options.jwtAudience,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return readClaims(payload, Date.now() / 1000);
    } catch {
      return null;
    }
  }

  /** Whom the payload of a correctly signed token proves now, by the stored state; null when that has ended. */
  async judge(payload: unknown): Promise<VerifiedCredential | null> {
    const claims = readClaims(payload, Date.now() / 1000);
    if (claims === null) return null;
    const found = await this.store.read((manager) => findCaller(manager, claims));
    if (found === null) return null;
    const tokenEnd = (claims.expiresAt + CLOCK_TOLERANCE_SECONDS) * 1000;
    const clientEnd = found.client?.expiresAt?.getTime() ?? Infinity;
    return { caller: found.caller, expiresAt: Math.min(tokenEnd, clientEnd), lastUsedAt: null };
  }
}

interface FoundCaller {
  readonly caller: Caller;
  readonly client: OAuthClientRow | null;
}

async function findCaller(manager: EntityManager, claims: AccessClaims): Promise<FoundCaller | null> {
  const client = await findClient(manager, claims);
  if (client === 'gone') return null;
  if (claims.subject.kind === 'client') {
    if (client === null || client.clientId !== claims.subject.id) return null;
    if (await manager.existsBy(RevokedTokenTable, { jti: claims.jti })) return null;
    return { caller: buildClientCaller(client, claims.scopes), client };
  }
  const family = await manager.findOneBy(TokenFamilyTable, { id: claims.family ?? '' });
  if (family === null || family.revokedAt !== null || family.userId !== claims.subject.id) return null;
  const user = await manager.findOneBy(UserTable, { id: claims.subject.id });
  if (user === null || !user.active || user.tokenVersion !== claims.userVersion) return null;
  return { caller: buildUserCaller(user, claims.scopes, client), client };
}

/** The token's client; null for the built-in one. */
async function findClient(manager: EntityManager, claims: AccessClaims): Promise<OAuthClientRow | null | 'gone'> {
  if (claims.clientId === BACK_OFFICE_CLIENT_ID) return null;
  const client = await manager.findOneBy(OAuthClientTable, { clientId: claims.clientId });
  if (client === null || !client.active || client.tokenVersion !== claims.clientVersion) return 'gone';
  return client.expiresAt !== null && client.expiresAt.getTime() <= Date.now() ? 'gone' : client;
}
