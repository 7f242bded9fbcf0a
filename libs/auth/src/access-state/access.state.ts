import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';
import type { EntityManager } from 'typeorm';
import { AUTH_OPTIONS } from '../auth-options.js';
import type { AuthOptions } from '../auth-options.js';
import { AccessStateTable } from '../storage/access-tables.js';

/**
 * Knows when somebody's access may have changed: at once for changes made here, within one poll for changes made by
 * other instances on the same database.
 */
@Injectable()
export class AccessState implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AccessState.name);
  private readonly listeners: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private polling = false;
  private revision: number | undefined;
  private seenAt = -Infinity;

  constructor(
    @Inject(METADATA_STORE) private readonly store: MetadataStore,
    @Inject(AUTH_OPTIONS) private readonly options: AuthOptions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.poll();
    this.timer = setInterval(() => void this.poll(), this.options.accessPollMs);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /**
   * Runs a change of users, clients, keys or tokens in one transaction that also raises the revision. When it resolves,
   * nothing that was cached here before is used any more.
   * The revision's row is locked first, so such changes take turns: counting owners inside is safe.
   */
  async change<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.store.write(async (manager) => {
        await manager.query('UPDATE dx_access_state SET revision = revision + 1 WHERE id = 1');
        return work(manager);
      });
    } finally {
      this.announce();
    }
  }

  /** Calls the listener after each change, whoever made it. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Whether the last look at the revision is recent enough to trust what is cached. */
  isFresh(now: number): boolean {
    return now - this.seenAt <= this.options.accessStaleMs;
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    const startedAt = Date.now();
    try {
      const row = await this.store.read((manager) => manager.findOneByOrFail(AccessStateTable, { id: 1 }));
      // Why before the time is set: what was cached under the old revision must be gone before it counts as fresh.
      if (row.revision !== this.revision) this.announce();
      this.revision = row.revision;
      this.seenAt = startedAt;
    } catch (error) {
      this.logger.warn(`The access revision could not be read: ${String(error)}`);
    } finally {
      this.polling = false;
    }
  }

  private announce(): void {
    for (const listener of this.listeners) listener();
  }
}
