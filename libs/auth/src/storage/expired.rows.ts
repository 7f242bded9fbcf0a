import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { METADATA_STORE } from '@dx/database';
import type { MetadataStore } from '@dx/database';

const EVERY_MS = 3600 * 1000;
/** Clocks of instances may differ; nothing is forgotten that another one may still ask for. */
const GRACE_MS = 3600 * 1000;

const EXPIRING: readonly { readonly table: string; readonly column: string }[] = [
  { table: 'dx_refresh_token', column: 'expires_at' },
  { table: 'dx_token_family', column: 'expires_at' },
  { table: 'dx_authorization_code', column: 'expires_at' },
  { table: 'dx_revoked_token', column: 'expires_at' },
  { table: 'dx_session', column: 'expires_at' },
  { table: 'dx_login_attempt', column: 'window_ends_at' },
];

/** Forgets, once an hour, tokens, codes and counters that have expired. */
@Injectable()
export class ExpiredRows implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ExpiredRows.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(METADATA_STORE) private readonly store: MetadataStore) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.forget(new Date()), EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Forgets everything that had expired an hour before `now`. */
  async forget(now: Date): Promise<void> {
    for (const { table, column } of EXPIRING) {
      try {
        await this.store.write((manager) =>
          manager.query(`DELETE FROM ${table} WHERE ${column} < ?`, [now.getTime() - GRACE_MS]),
        );
      } catch (error) {
        this.logger.warn(`Expired rows of ${table} were not removed: ${String(error)}`);
      }
    }
  }
}
