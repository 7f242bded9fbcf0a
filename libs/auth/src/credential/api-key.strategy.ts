import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { HeaderAPIKeyStrategy } from 'passport-headerapikey';
import { ApiKeyService } from '../api-key/api-key.service.js';
import { buildApiKeyCaller } from '../caller/build-caller.js';
import type { VerifiedCredential } from './verified-credential.js';

export const API_KEY_HEADER = 'X-Api-Key';

/** passport-headerapikey for our API keys. */
@Injectable()
export class ApiKeyStrategy extends PassportStrategy(HeaderAPIKeyStrategy, 'dx-api-key') {
  constructor(private readonly keys: ApiKeyService) {
    super({ header: API_KEY_HEADER, prefix: '' }, false);
  }

  /** Whom a key proves; null when it is unknown, expired or revoked. */
  async validate(key: string): Promise<VerifiedCredential | null> {
    const found = await this.keys.findByKey(key, new Date());
    if (found === null) return null;
    return {
      caller: buildApiKeyCaller(found.key),
      expiresAt: found.goodUntil?.getTime() ?? Infinity,
      lastUsedAt: found.key.lastUsedAt?.getTime() ?? 0,
    };
  }
}
