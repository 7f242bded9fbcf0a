import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import { CodedException, contractErrors, serverErrors } from '@dx/kernel';
import type { Caller } from '@dx/kernel';
import type { EntityManager } from 'typeorm';
import { AccessState } from '../access-state/access.state.js';
import type { ListQuery, Page } from '../page.js';
import { checkScopes } from '../scope/check-scopes.js';
import { isDataScope } from '../scope/scopes.js';
import { throwViolations } from '../scope/throw-violations.js';
import { hashSecret } from '../secret/hash-secret.js';
import { ApiKeyTable } from '../storage/access-tables.js';
import type { ApiKeyRow } from '../storage/access-tables.js';
import { listPage } from '../storage/list-page.js';
import { refuseDuplicate } from '../storage/refuse-duplicate.js';
import { isApiKeyText, makeApiKey, shownPrefix } from './api-key-text.js';

/** An API key as people may see it. */
export type ApiKey = Omit<ApiKeyRow, 'keyHash' | 'previousHash'>;

/** What the maker of a key decides. */
export interface ApiKeyInput {
  readonly name: string;
  readonly scopes: readonly string[];
  /** null: it never expires. */
  readonly expiresAt: Date | null;
}

/** A key and its clear text, which exists only in this answer. */
export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  readonly key: string;
}

const DAY_MS = 24 * 3600 * 1000;
/** Longest time that a rotated key stays good beside its successor. */
export const ROTATION_OVERLAP_MAX_SECONDS = 30 * 24 * 3600;

/** API keys: 256 random bits, shown once, kept as SHA-256, ended at once. */
@Injectable()
export class ApiKeyService {
  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    private readonly state: AccessState,
  ) {}

  /** Makes a key; `key` in the answer is shown this once. */
  async create(input: ApiKeyInput, creator: Caller): Promise<IssuedApiKey> {
    throwViolations(checkInput(input));
    const key = makeApiKey();
    const now = new Date();
    const row: ApiKeyRow = {
      id: randomUUID(),
      name: input.name,
      prefix: shownPrefix(key),
      keyHash: hashSecret(key),
      previousHash: null,
      previousExpiresAt: null,
      scopes: [...input.scopes],
      createdBy: creator.name,
      createdAt: now,
      updatedAt: now,
      expiresAt: input.expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    };
    await this.state.change(async (manager) => {
      await refuseDuplicate(manager, ApiKeyTable, 'name', row.name);
      await manager.insert(ApiKeyTable, row);
    });
    return { apiKey: present(row), key };
  }

  /** Keys by name; the search also finds the shown prefix. */
  async list(query: ListQuery): Promise<Page<ApiKey>> {
    const page = await this.store.read((manager) => listPage(manager, ApiKeyTable, ['name', 'prefix'], query));
    return { data: page.data.map(present), total: page.total };
  }

  async get(id: string): Promise<ApiKey> {
    return present(await this.store.read((manager) => find(manager, id)));
  }

  /** Changes name, scopes or expiry; effective at once. */
  async update(id: string, changes: Partial<ApiKeyInput>): Promise<ApiKey> {
    throwViolations(checkInput(changes));
    return this.state.change(async (manager) => {
      const row = await find(manager, id);
      if (row.revokedAt !== null)
        throw new CodedException(serverErrors.conflict({ reason: 'The API key is revoked.' }));
      if (changes.name !== undefined) await refuseDuplicate(manager, ApiKeyTable, 'name', changes.name, id);
      const changed = { ...row, ...pick(changes), updatedAt: new Date() };
      await manager.save(ApiKeyTable, changed);
      return present(changed);
    });
  }

  /** Gives the key a new text. The old one stays good for `overlapSeconds`, so that clients can change over; 0 ends it at once. */
  async rotate(id: string, overlapSeconds: number): Promise<IssuedApiKey> {
    const key = makeApiKey();
    return this.state.change(async (manager) => {
      const row = await find(manager, id);
      if (row.revokedAt !== null)
        throw new CodedException(serverErrors.conflict({ reason: 'The API key is revoked.' }));
      const now = new Date();
      const overlap = overlapSeconds > 0;
      const rotated: ApiKeyRow = {
        ...row,
        prefix: shownPrefix(key),
        keyHash: hashSecret(key),
        previousHash: overlap ? row.keyHash : null,
        previousExpiresAt: overlap ? new Date(now.getTime() + overlapSeconds * 1000) : null,
        updatedAt: now,
      };
      await manager.save(ApiKeyTable, rotated);
      return { apiKey: present(rotated), key };
    });
  }

  /** Ends the key at once and for ever; its name stays listed. Doing it again changes nothing. */
  async revoke(id: string): Promise<void> {
    await this.state.change(async (manager) => {
      const row = await find(manager, id);
      if (row.revokedAt === null) await manager.save(ApiKeyTable, { ...row, revokedAt: new Date() });
    });
  }

  /** Ends the key and forgets it. */
  async remove(id: string): Promise<void> {
    await this.state.change(async (manager) => {
      await find(manager, id);
      await manager.delete(ApiKeyTable, { id });
    });
  }

  /** The key with this clear text and until when it is good (null: no end); null when it is not good now. */
  async findByKey(text: string, now: Date): Promise<{ key: ApiKeyRow; goodUntil: Date | null } | null> {
    if (!isApiKeyText(text)) return null;
    const hash = hashSecret(text);
    const row = await this.store.read((manager) =>
      manager.findOne(ApiKeyTable, { where: [{ keyHash: hash }, { previousHash: hash }] }),
    );
    if (row === null || row.revokedAt !== null) return null;
    const ends = [row.expiresAt, row.keyHash === hash ? null : row.previousExpiresAt].flatMap((end) => end ?? []);
    const goodUntil = ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
    return goodUntil !== null && goodUntil <= now ? null : { key: row, goodUntil };
  }
}

/** When a key expires of which nothing is said. */
export function defaultExpiry(now: Date): Date {
  return new Date(now.getTime() + 90 * DAY_MS);
}

async function find(manager: EntityManager, id: string): Promise<ApiKeyRow> {
  const row = await manager.findOneBy(ApiKeyTable, { id });
  if (row === null) throw new CodedException(contractErrors.notFound());
  return row;
}

function present({ keyHash: _key, previousHash: _previous, ...shown }: ApiKeyRow): ApiKey {
  return shown;
}

function pick({ name, scopes, expiresAt }: Partial<ApiKeyInput>): Partial<ApiKeyRow> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(scopes === undefined ? {} : { scopes: [...scopes] }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function checkInput({ name, scopes, expiresAt }: Partial<ApiKeyInput>) {
  return [
    ...(name === undefined || /^[A-Za-z][A-Za-z0-9 ._-]{0,99}$/.test(name)
      ? []
      : [
          serverErrors.invalidInput({
            path: 'name',
            reason:
              'A name starts with a letter and has up to 100 letters, digits, blanks, dots, hyphens and underscores.',
          }),
        ]),
    ...(scopes === undefined ? [] : checkScopes(scopes, isDataScope)),
    ...(expiresAt === undefined || expiresAt === null || expiresAt > new Date()
      ? []
      : [serverErrors.invalidInput({ path: 'expiresAt', reason: 'The date must lie in the future.' })]),
  ];
}
