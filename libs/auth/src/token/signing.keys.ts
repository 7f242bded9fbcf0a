import { generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import type { EntityManager } from 'typeorm';
import { AccessState } from '../access-state/access.state.js';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { SigningKeyTable } from '../storage/access-tables.js';
import type { SigningKeyRow } from '../storage/access-tables.js';
import { readTokenHeader } from './read-token-header.js';
import { CLOCK_TOLERANCE_SECONDS } from './signing-algorithm.js';
import { readPrivateKey, readVerificationKey } from './verification-key.js';
import type { VerificationKey } from './verification-key.js';

/** A key that signs access tokens. */
export interface SigningKey extends VerificationKey {
  readonly privateKey: KeyObject;
}

interface KeyRing {
  readonly signing: readonly { readonly key: SigningKey; readonly until: number }[];
  readonly verifying: ReadonlyMap<string, { readonly key: VerificationKey; readonly until: number }>;
}

const RSA_BITS = 2048;
/** A new key is known to every instance before the first token is signed with it. */
const OVERLAP_MS = 2_000;
/** An unknown `kid` makes this instance look for new keys, at most so often. */
const RELOAD_EVERY_MS = 1_000;
const generate = promisify(generateKeyPair);

/**
 * The keys of access tokens: those given by settings, or else those kept in the own tables, of which the first is made
 * at the first need, once, however many instances start together.
 */
@Injectable()
export class SigningKeys {
  private ring: Promise<KeyRing> | undefined;
  private loadedAt = 0;

  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
    private readonly state: AccessState,
  ) {
    if (options.jwtPrivateKey !== null) this.ring = Promise.resolve(ringOfSettings(options.jwtPrivateKey, options));
    else state.onChange(() => (this.ring = undefined));
  }

  /** The key to sign with now: the oldest that is not retired. */
  async current(): Promise<SigningKey> {
    const now = Date.now();
    const found = (await this.load()).signing.find(({ until }) => until > now);
    if (found === undefined) throw new Error('There is no key to sign access tokens with.');
    return found.key;
  }

  /** The key that a token names in its header, null when the header is not one of ours. */
  async findForToken(token: string): Promise<KeyObject | null> {
    const header = readTokenHeader(token);
    if (header === null) return null;
    const key = (await this.find(header.kid)) ?? (await this.findAgain(header.kid));
    return key !== null && key.algorithm === header.algorithm ? key.publicKey : null;
  }

  /** All keys whose tokens may still be good, for the JWK set. */
  async published(): Promise<readonly VerificationKey[]> {
    const now = Date.now();
    return [...(await this.load()).verifying.values()].filter(({ until }) => until > now).map(({ key }) => key);
  }

  /**
   * Makes a new signing key. Tokens of the old one stay good until they expire, unless `endOldTokens`, for a key that
   * leaked: then they end at once.
   */
  async rotate({ endOldTokens = false } = {}): Promise<string> {
    if (this.options.jwtPrivateKey !== null) throw new Error('The signing key is given by a setting; change it there.');
    const fresh = await makeKeyRow();
    await this.state.change(async (manager) => {
      if (endOldTokens) await manager.clear(SigningKeyTable);
      else await retireAll(manager);
      await manager.insert(SigningKeyTable, fresh);
    });
    return fresh.kid;
  }

  private async find(kid: string): Promise<VerificationKey | null> {
    const found = (await this.load()).verifying.get(kid);
    return found !== undefined && found.until > Date.now() ? found.key : null;
  }

  private async findAgain(kid: string): Promise<VerificationKey | null> {
    if (this.options.jwtPrivateKey !== null || Date.now() - this.loadedAt < RELOAD_EVERY_MS) return null;
    this.ring = undefined;
    return this.find(kid);
  }

  private load(): Promise<KeyRing> {
    if (this.ring !== undefined) return this.ring;
    const ring = this.readRing();
    this.ring = ring;
    ring.catch(() => {
      if (this.ring === ring) this.ring = undefined;
    });
    return ring;
  }

  private async readRing(): Promise<KeyRing> {
    this.loadedAt = Date.now();
    const rows = await this.store.read((manager) => manager.find(SigningKeyTable, { order: { createdAt: 'ASC' } }));
    const usable = rows.some((row) => (row.retiredAt?.getTime() ?? Infinity) > this.loadedAt);
    return ringOfRows(usable ? rows : await this.makeFirst(), this.options);
  }

  private async makeFirst(): Promise<readonly SigningKeyRow[]> {
    const fresh = await makeKeyRow();
    return this.store.write(async (manager) => {
      // Why: instances that start together meet here; the first one's key is used by all.
      await manager.query('UPDATE dx_access_state SET revision = revision WHERE id = 1');
      const rows = await manager.find(SigningKeyTable, { order: { createdAt: 'ASC' } });
      const now = Date.now();
      if (rows.some((row) => (row.retiredAt?.getTime() ?? Infinity) > now)) return rows;
      await manager.insert(SigningKeyTable, fresh);
      return [...rows, fresh];
    });
  }
}

async function retireAll(manager: EntityManager): Promise<void> {
  await manager
    .createQueryBuilder()
    .update(SigningKeyTable)
    .set({ retiredAt: new Date(Date.now() + OVERLAP_MS) })
    .where('retired_at IS NULL')
    .execute();
}

async function makeKeyRow(): Promise<SigningKeyRow> {
  const { privateKey } = await generate('rsa', { modulusLength: RSA_BITS });
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const { kid, publicPem } = readVerificationKey(privatePem);
  return { kid, privatePem, publicPem, createdAt: new Date(), retiredAt: null };
}

function ringOfRows(rows: readonly SigningKeyRow[], options: AuthOptions): KeyRing {
  const graceMs = (options.accessTokenTtlSeconds + CLOCK_TOLERANCE_SECONDS) * 1000;
  const signing: KeyRing['signing'][number][] = [];
  const verifying = new Map<string, { key: VerificationKey; until: number }>();
  for (const row of rows) {
    const key = { ...readVerificationKey(row.publicPem), privateKey: readPrivateKey(row.privatePem) };
    const until = row.retiredAt?.getTime() ?? Infinity;
    signing.push({ key, until });
    verifying.set(row.kid, { key, until: until + graceMs });
  }
  return { signing, verifying };
}

function ringOfSettings(privatePem: string, options: AuthOptions): KeyRing {
  const current = { ...readVerificationKey(privatePem), privateKey: readPrivateKey(privatePem) };
  const all: VerificationKey[] = [current, ...options.jwtFormerKeys.map(readVerificationKey)];
  return {
    signing: [{ key: current, until: Infinity }],
    verifying: new Map(all.map((key) => [key.kid, { key, until: Infinity }])),
  };
}
