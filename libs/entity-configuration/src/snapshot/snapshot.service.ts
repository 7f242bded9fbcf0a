import { performance } from 'node:perf_hooks';
import { DATABASE, METADATA_STORE } from '@dx/database';
import type { Database, MetadataStore } from '@dx/database';
import { SchemaCatalogue } from '@dx/schema-catalogue';
import type { Catalogue } from '@dx/schema-catalogue';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { DenyList } from '../checks/deny-list.js';
import { compileSnapshot } from '../compile/compile-snapshot.js';
import { pinColumns } from '../model/column-pins.js';
import type { ColumnPins } from '../model/column-pins.js';
import type { StoredConfiguration } from '../model/definition.js';
import type { ConfigurationProblem, Snapshot } from '../model/snapshot.js';
import { loadConfigurations } from '../storage/load-configurations.js';
import { readChangeMark } from '../storage/read-change-mark.js';
import type { ChangeMark } from '../storage/read-change-mark.js';
import { writePins } from '../storage/store-pins.js';
import { describeChanges, listInactive } from './describe-changes.js';
import type { InactiveEndpoint } from './describe-changes.js';
import { Poll } from './poll.js';
import { listMissing, probeMissing } from './probe-drift.js';
import { shareRuns } from './share-runs.js';
import { SNAPSHOT_OPTIONS } from './snapshot-options.js';
import type { SnapshotOptions } from './snapshot-options.js';

/** How the configurations are doing, for admins; holds no text of the database. */
export interface ConfigurationHealth {
  readonly revision: string | null;
  readonly loadedAt: Date | null;
  /** Endpoints that are served. */
  readonly endpoints: number;
  /** Endpoints that are switched on and cannot be served. */
  readonly inactive: readonly InactiveEndpoint[];
  readonly problems: readonly ConfigurationProblem[];
  /** Since when changes cannot be seen because the database does not answer; the last snapshot is served on. */
  readonly staleSince: Date | null;
}

/** Everything that belongs to the snapshot in force. */
interface State {
  readonly snapshot: Snapshot;
  readonly stored: readonly StoredConfiguration[];
  /** Of the stored configurations; its version is brought up to date while nothing changes. */
  readonly mark: ChangeMark;
  readonly catalogue: Catalogue;
  readonly loadedAt: Date;
}

/**
 * Keeps the snapshot in force: loads it at start, follows every change of the configuration tables (whoever makes it) and
 * of the tables they describe, and keeps the last one when the database does not answer.
 */
@Injectable()
export class SnapshotService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('EntityConfiguration');
  private readonly listeners = new Set<(snapshot: Snapshot) => void>();
  private readonly load = shareRuns(() => this.loadNow());
  private readonly poll: Poll;
  private state: State | null = null;
  private wantsCatalogue = false;
  private catalogueReadAt = Number.NEGATIVE_INFINITY;
  private catalogueCostMs = 0;
  private driftReportedAt = Number.NEGATIVE_INFINITY;
  private driftProbedAt = Number.NEGATIVE_INFINITY;
  private staleSince: Date | null = null;

  constructor(
    @Inject(METADATA_STORE) private readonly metadata: MetadataStore,
    @Inject(DATABASE) private readonly database: Database,
    private readonly catalogue: SchemaCatalogue,
    private readonly denyList: DenyList,
    @Inject(SNAPSHOT_OPTIONS) private readonly options: SnapshotOptions,
  ) {
    this.poll = new Poll(() => this.lookForChanges(), options.pollIntervalMs);
  }

  /** Loads the first snapshot and starts to follow changes; rejects when the database cannot be read. */
  async start(): Promise<void> {
    if (this.state === null) await this.refresh();
    this.poll.start();
  }

  /** Stops to follow changes; the last snapshot stays in force. */
  async stop(): Promise<void> {
    await this.poll.stop();
  }

  /** Nest's start. */
  async onModuleInit(): Promise<void> {
    await this.start();
  }

  /** Nest's end. */
  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  /** The snapshot in force; a request takes it once and keeps it to its end. */
  current(): Snapshot {
    if (this.state === null) throw new Error('the entity configurations are not loaded yet');
    return this.state.snapshot;
  }

  /**
   * Makes every change that was committed before this call effective, with `catalogue` also those of the tables
   * themselves. Concurrent calls share the work. Rejects when the database cannot be read.
   */
  async refresh(options: { readonly catalogue?: boolean } = {}): Promise<Snapshot> {
    if (options.catalogue === true) this.wantsCatalogue = true;
    return this.load();
  }

  /** Calls `listener` after each new snapshot; returns how to end that. */
  onChange(listener: (snapshot: Snapshot) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Tells that the database refused a statement of this endpoint because its table changed: the catalogue is read again,
   * at most once in a while however many requests report. Never rejects.
   */
  async reportDrift(alias: string): Promise<void> {
    const now = performance.now();
    if (now - this.driftReportedAt < this.options.driftReportIntervalMs) return;
    this.driftReportedAt = now;
    this.logger.warn(`endpoint \`${alias}\` does not fit its table any more; reading the tables again`);
    await this.refresh({ catalogue: true }).catch((error: unknown) => this.noteFailure(error));
  }

  /** How the configurations are doing. */
  health(): ConfigurationHealth {
    const { snapshot, loadedAt } = this.state ?? { snapshot: null, loadedAt: null };
    const problems = snapshot?.problems ?? [];
    return {
      revision: snapshot?.revision ?? null,
      loadedAt,
      endpoints: snapshot?.entities.size ?? 0,
      inactive: listInactive(problems),
      problems,
      staleSince: this.staleSince,
    };
  }

  private async loadNow(): Promise<Snapshot> {
    const catalogue = await this.readCatalogue();
    const { stored, mark, pins: known } = await this.metadata.read(loadConfigurations);
    const { pins, fresh } = pinColumns(stored, catalogue, known);
    const snapshot = compileSnapshot(stored, catalogue, this.denyList, this.database.dialect, pins);
    const before = this.state?.snapshot ?? null;
    // Why kept: caches hang on the snapshot's identity.
    const same = before !== null && before.revision === snapshot.revision;
    this.state = { snapshot: same ? before : snapshot, stored, mark, catalogue, loadedAt: new Date() };
    this.noteSuccess();
    if (!same) this.announce(before, snapshot);
    if (fresh.length > 0) await this.storePins(fresh);
    return this.state.snapshot;
  }

  private async readCatalogue(): Promise<Catalogue> {
    return this.wantsCatalogue ? this.reloadCatalogue() : this.catalogue.current();
  }

  private async reloadCatalogue(): Promise<Catalogue> {
    this.wantsCatalogue = false;
    const begin = performance.now();
    try {
      const catalogue = await this.catalogue.reload();
      this.catalogueReadAt = performance.now();
      this.catalogueCostMs = this.catalogueReadAt - begin;
      return catalogue;
    } catch (error) {
      this.wantsCatalogue = true;
      throw error;
    }
  }

  /** Why a failure is only logged: without stored pins everything works, and the next load tries again. */
  private async storePins(pins: readonly ColumnPins[]): Promise<void> {
    try {
      await this.metadata.write((manager) => writePins(manager, pins));
    } catch (error) {
      this.logger.warn(`column types could not be noted: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private announce(before: Snapshot | null, snapshot: Snapshot): void {
    for (const { level, text } of describeChanges(before, snapshot)) this.logger[level](text);
    for (const listener of this.listeners) {
      try {
        listener(snapshot);
      } catch (error) {
        this.logger.error('a listener of configuration changes failed', error);
      }
    }
  }

  private async lookForChanges(): Promise<void> {
    try {
      if (await this.shouldReadCatalogue()) await this.reloadCatalogue();
      if (await this.hasChanged()) {
        await this.refresh();
        // Why at once: a new configuration often comes with a new table.
        this.driftProbedAt = -Infinity;
        if (await this.shouldReadCatalogue()) await this.reloadCatalogue();
      }
      this.noteSuccess();
    } catch (error) {
      this.noteFailure(error);
    }
  }

  private async hasChanged(): Promise<boolean> {
    if (this.state === null) return true;
    const before = this.state.mark;
    const mark = await this.metadata.read((manager) => readChangeMark(manager, before));
    if (mark.digest !== this.state.mark.digest) return true;
    this.state = { ...this.state, mark };
    return (await this.catalogue.current()).fingerprint !== this.state.catalogue.fingerprint;
  }

  /** Whether the catalogue is due: somebody asked for it, it is old, or something that was missing is there. */
  private async shouldReadCatalogue(): Promise<boolean> {
    const now = performance.now();
    const { catalogueIntervalMs, cataloguePauseFactor } = this.options;
    const pause = Math.max(catalogueIntervalMs, this.catalogueCostMs * cataloguePauseFactor);
    if (this.wantsCatalogue || now - this.catalogueReadAt >= pause) return true;
    if (this.state === null || now - this.driftProbedAt < this.options.driftIntervalMs) return false;
    this.driftProbedAt = now;
    return probeMissing(this.database, listMissing(this.state.snapshot.problems, this.state.stored));
  }

  private noteSuccess(): void {
    if (this.staleSince === null) return;
    this.staleSince = null;
    this.logger.log('the configurations can be read again');
  }

  private noteFailure(error: unknown): void {
    if (this.staleSince !== null) return;
    this.staleSince = new Date();
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.error(`the configurations cannot be read, the last ones stay in force: ${reason}`);
  }
}
