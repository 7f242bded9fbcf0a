import { DATABASE, type Database } from '@dx/database';
import { SnapshotService, type ConfigurationHealth } from '@dx/entity-configuration';
import { Inject, Injectable } from '@nestjs/common';
import { RequestTracker } from '../http/request-tracker.js';

const CACHE_MS = 1000;
/** A database that takes longer to say hello is not ready. */
const PING_MS = 1500;

/** Whether the server can do its work. */
export interface Readiness {
  readonly status: 'ok' | 'unavailable';
  readonly database: 'ok' | 'unreachable';
  readonly configuration: 'ok' | 'not loaded';
  readonly draining: boolean;
}

/** Judges readiness at most once a second, so that probes cost no database connection each. */
@Injectable()
export class ReadinessProbe {
  private pinged: { readonly at: number; readonly outcome: Promise<boolean> } | null = null;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly snapshots: SnapshotService,
    private readonly tracker: RequestTracker,
  ) {}

  async check(): Promise<Readiness> {
    const reachable = await this.ping();
    const loaded = this.snapshots.health().revision !== null;
    const { draining } = this.tracker;
    return {
      status: reachable && loaded && !draining ? 'ok' : 'unavailable',
      database: reachable ? 'ok' : 'unreachable',
      configuration: loaded ? 'ok' : 'not loaded',
      draining,
    };
  }

  /** How many endpoints are active, which are not and why; for back-office users only. */
  detail(): { readonly endpoints: ConfigurationHealth } {
    return { endpoints: this.snapshots.health() };
  }

  private ping(): Promise<boolean> {
    const now = performance.now();
    if (this.pinged === null || now - this.pinged.at > CACHE_MS) {
      this.pinged = { at: now, outcome: pingInTime(this.database) };
    }
    return this.pinged.outcome;
  }
}

async function pingInTime(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PING_MS);
  });
  const answered = database.ping().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}
