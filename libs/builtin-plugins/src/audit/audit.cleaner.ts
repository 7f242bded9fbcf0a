import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { AuditLog } from './audit.log.js';

/** How long entries are kept. */
export interface AuditOptions {
  /** Days; 0 keeps them for ever. */
  readonly retentionDays: number;
}

/** Injects `AuditOptions`. */
export const AUDIT_OPTIONS = Symbol('AUDIT_OPTIONS');

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const FIRST_RUN_MS = 60_000;
const ROWS_PER_STATEMENT = 1_000;
/** Why bounded: whoever lowers the retention of a large log must not have it deleted in one go beside the traffic. */
const STATEMENTS_PER_RUN = 100;

/** Removes entries whose time is over, once an hour, in small pieces. */
@Injectable()
export class AuditCleaner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(AuditCleaner.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly log: AuditLog,
    @Inject(AUDIT_OPTIONS) private readonly options: AuditOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.retentionDays > 0) this.schedule(FIRST_RUN_MS);
  }

  onModuleDestroy(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Removes what is older than the retention at `now`, at most 100,000 entries; returns how many. */
  async clean(now: Date): Promise<number> {
    const { retentionDays } = this.options;
    if (retentionDays === 0) return 0;
    const end = new Date(now.getTime() - retentionDays * DAY_MS);
    let removed = 0;
    for (let statement = 0; statement < STATEMENTS_PER_RUN; statement += 1) {
      const count = await this.log.removeOlderThan(end, ROWS_PER_STATEMENT);
      removed += count;
      if (count < ROWS_PER_STATEMENT) break;
    }
    return removed;
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.clean(new Date())
        .catch((error: unknown) => this.logger.error(`old audit entries could not be removed: ${String(error)}`))
        .finally(() => this.schedule(HOUR_MS));
    }, delayMs);
    this.timer.unref();
  }
}
