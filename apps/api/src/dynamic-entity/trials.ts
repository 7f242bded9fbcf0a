import type { Caller } from '@dx/kernel';
import type { QueryEngine } from '@dx/query-engine';
import { Injectable } from '@nestjs/common';

/** How one request of an endpoint is carried out differently. */
export interface Trial {
  /** The engine to use instead of the server's. */
  readonly engine: QueryEngine;
  /** Everything real, then rolled back. */
  readonly dryRun: boolean;
}

/** The requests under way that admins try out; empty nearly always, and then it costs nothing. */
@Injectable()
export class Trials {
  private readonly running = new Map<Caller, Trial>();

  /** The trial that a caller object belongs to; undefined for every ordinary request. */
  of(caller: Caller | undefined): Trial | undefined {
    if (this.running.size === 0 || caller === undefined) return undefined;
    return this.running.get(caller);
  }

  /** Runs `work`; requests of exactly this caller object are carried out as the trial says meanwhile. */
  async run<T>(caller: Caller, trial: Trial, work: () => Promise<T>): Promise<T> {
    this.running.set(caller, trial);
    try {
      return await work();
    } finally {
      this.running.delete(caller);
    }
  }
}
