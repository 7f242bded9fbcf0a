import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { CodedException, contractErrors, serverErrors } from '@dx/kernel';
import type { Caller, CodedError } from '@dx/kernel';
import type { EntityManager } from 'typeorm';
import { AccessState } from '../access-state/access.state.js';
import type { ListQuery, Page } from '../page.js';
import { checkScopes } from '../scope/check-scopes.js';
import { isScope } from '../scope/scopes.js';
import { throwViolations } from '../scope/throw-violations.js';
import { hashSecret } from '../secret/hash-secret.js';
import { randomSecret } from '../secret/random-secret.js';
import { AuthorizationCodeTable, OAuthClientTable } from '../storage/access-tables.js';
import type { OAuthClientRow } from '../storage/access-tables.js';
import { listPage } from '../storage/list-page.js';
import { refuseDuplicate } from '../storage/refuse-duplicate.js';
import { removeFamilies } from '../storage/remove-families.js';
import { checkRedirectUri } from './check-redirect-uri.js';

/** Grants that an owner may give to a client; `password` is a flag of its own. */
export const CLIENT_GRANTS = ['client_credentials', 'authorization_code', 'refresh_token'] as const;
export type ClientGrant = (typeof CLIENT_GRANTS)[number];

/** An OAuth client as people may see it. */
export type OAuthClient = Omit<OAuthClientRow, 'secretHash' | 'tokenVersion'> & { readonly confidential: boolean };

export interface OAuthClientInput {
  readonly name: string;
  readonly grants: readonly ClientGrant[];
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  /** Lets the client ask for users' passwords; only for first-party applications. */
  readonly passwordGrant: boolean;
  readonly expiresAt: Date | null;
}

export type OAuthClientChanges = Partial<OAuthClientInput> & { readonly active?: boolean | undefined };

/** A client and its secret, which exists only in this answer; null for a public client. */
export interface IssuedOAuthClient {
  readonly client: OAuthClient;
  readonly clientSecret: string | null;
}

/** Applications that get tokens; changes are effective at once. */
@Injectable()
export class OAuthClientService {
  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    private readonly state: AccessState,
  ) {}

  /** Registers a client; a confidential one gets a secret, shown this once. */
  async create(input: OAuthClientInput, confidential: boolean, creator: Caller): Promise<IssuedOAuthClient> {
    const clientSecret = confidential ? randomSecret(32) : null;
    const now = new Date();
    const row: OAuthClientRow = {
      id: randomUUID(),
      clientId: `dxc_${randomSecret(16)}`,
      name: input.name,
      secretHash: clientSecret === null ? null : hashSecret(clientSecret),
      grants: [...input.grants],
      redirectUris: [...input.redirectUris],
      scopes: [...input.scopes],
      passwordGrant: input.passwordGrant,
      active: true,
      tokenVersion: 1,
      createdBy: creator.name,
      createdAt: now,
      updatedAt: now,
      expiresAt: input.expiresAt,
    };
    throwViolations(checkClient(row, input.expiresAt ?? undefined));
    await this.state.change(async (manager) => {
      await refuseDuplicate(manager, OAuthClientTable, 'name', row.name);
      await manager.insert(OAuthClientTable, row);
    });
    return { client: present(row), clientSecret };
  }

  /** Clients by name; the search also finds client ids. */
  async list(query: ListQuery): Promise<Page<OAuthClient>> {
    const page = await this.store.read((manager) => listPage(manager, OAuthClientTable, ['name', 'clientId'], query));
    return { data: page.data.map(present), total: page.total };
  }

  async get(id: string): Promise<OAuthClient> {
    return present(await this.store.read((manager) => find(manager, id)));
  }

  /** Changes a client. Narrower scopes bind the tokens that are out already; disabling ends them all for ever. */
  async update(id: string, changes: OAuthClientChanges): Promise<OAuthClient> {
    return this.state.change(async (manager) => {
      const row = await find(manager, id);
      const changed = { ...row, ...pick(changes), updatedAt: new Date() };
      throwViolations(checkClient(changed, changes.expiresAt ?? undefined));
      await refuseDuplicate(manager, OAuthClientTable, 'name', changed.name, id);
      const ended = row.active && !changed.active ? endTokens(changed) : changed;
      await manager.save(OAuthClientTable, ended);
      return present(ended);
    });
  }

  /** Gives a confidential client a new secret, shown this once. The old secret and every token end at once. */
  async rotateSecret(id: string): Promise<IssuedOAuthClient> {
    const clientSecret = randomSecret(32);
    return this.state.change(async (manager) => {
      const row = await find(manager, id);
      if (row.secretHash === null) {
        throw new CodedException(serverErrors.conflict({ reason: 'A public client has no secret.' }));
      }
      const changed = { ...row, secretHash: hashSecret(clientSecret), updatedAt: new Date() };
      const ended = endTokens(changed);
      await manager.save(OAuthClientTable, ended);
      return { client: present(ended), clientSecret };
    });
  }

  /** Ends the client and every token of it. */
  async remove(id: string): Promise<void> {
    await this.state.change(async (manager) => {
      const row = await find(manager, id);
      await removeFamilies(manager, { clientId: row.clientId });
      await manager.delete(AuthorizationCodeTable, { clientId: row.clientId });
      await manager.delete(OAuthClientTable, { id });
    });
  }
}

/** Every token and code carries the version of its client, and ends when it rises. */
function endTokens(row: OAuthClientRow): OAuthClientRow {
  return { ...row, tokenVersion: row.tokenVersion + 1 };
}

async function find(manager: EntityManager, id: string): Promise<OAuthClientRow> {
  const row = await manager.findOneBy(OAuthClientTable, { id });
  if (row === null) throw new CodedException(contractErrors.notFound());
  return row;
}

function present({ secretHash, tokenVersion: _version, ...shown }: OAuthClientRow): OAuthClient {
  return { ...shown, confidential: secretHash !== null };
}

function pick(changes: OAuthClientChanges): Partial<OAuthClientRow> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

function checkClient(row: OAuthClientRow, newExpiry: Date | undefined): CodedError[] {
  const invalid = (path: string, reason: string): CodedError => serverErrors.invalidInput({ path, reason });
  const needsRedirect = row.grants.includes('authorization_code');
  return [
    ...(row.grants.length > 0 || row.passwordGrant ? [] : [invalid('grants', 'A client needs at least one grant.')]),
    ...(row.grants.includes('client_credentials') && row.secretHash === null
      ? [invalid('grants', 'A public client cannot act for itself (`client_credentials`): it has no secret.')]
      : []),
    ...(needsRedirect && row.redirectUris.length === 0
      ? [invalid('redirectUris', 'The grant `authorization_code` needs at least one address.')]
      : []),
    ...row.redirectUris.flatMap((uri, index) => {
      const reason = checkRedirectUri(uri);
      return reason === null ? [] : [invalid(`redirectUris[${index}]`, reason)];
    }),
    ...checkScopes(row.scopes, isScope),
    ...(newExpiry === undefined || newExpiry > new Date()
      ? []
      : [invalid('expiresAt', 'The date must lie in the future.')]),
  ];
}
