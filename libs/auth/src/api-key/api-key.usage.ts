import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';

const NOTE_EVERY_MS = 60_000;
const WRITE_EVERY_MS = 5_000;

/**
 * Notes when API keys were last used, about once a minute per key and never while a request waits.
 * The figure is a help for people, not a proof: a killed process loses at most the last minute.
 */
@Injectable()
export class ApiKeyUsage implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ApiKeyUsage.name);
  private readonly noted = new Map<string, number>();
  private readonly pending = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(METADATA_STORE) private readonly store: MetadataStore) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), WRITE_EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  /** Notes a use of a key; `storedAt` is what the table held when the key was verified. */
  note(keyId: string, storedAt: number, now: number): void {
    if (now - (this.noted.get(keyId) ?? storedAt) < NOTE_EVERY_MS) return;
    this.noted.set(keyId, now);
    this.pending.set(keyId, now);
  }

  /** Writes the uses noted since the last time. */
  async write(): Promise<void> {
    if (this.pending.size === 0) return;
    const uses = [...this.pending].sort(([a], [b]) => (a < b ? -1 : 1));
    this.pending.clear();
    try {
      await this.store.write(async (manager) => {
        for (const [keyId, usedAt] of uses) {
          await manager.query(
            'UPDATE dx_api_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)',
            [usedAt, keyId, usedAt],
          );
        }
      });
    } catch (error) {
      this.logger.warn(`The last use of ${uses.length} API keys was not noted: ${String(error)}`);
    }
  }
}
