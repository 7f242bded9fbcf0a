import {
  ConfigurationStore,
  SnapshotService,
  type ConfigurationViolation,
  type StoredConfiguration,
} from '@dx/entity-configuration';
import { type Caller, CodedException, contractErrors, isJsonObject, type JsonValue, serverErrors } from '@dx/kernel';
import { Injectable } from '@nestjs/common';
import type {
  CheckAnswer,
  ConfigurationAnswer,
  ConfigurationPage,
  ConfigurationsQueryDto,
  ImportAnswer,
  ImportQueryDto,
  RevisionAnswer,
  RevisionList,
} from './configuration.dto.js';
import { mergePatch } from './merge-patch.js';
import type { RemovedAnswer } from './revision.dto.js';

/** The configurations as the admin API shows and takes them. */
@Injectable()
export class ConfigurationsService {
  constructor(
    private readonly store: ConfigurationStore,
    private readonly snapshots: SnapshotService,
  ) {}

  async list({ search, tableName, isActive, limit, offset }: ConfigurationsQueryDto): Promise<ConfigurationPage> {
    const { total, items } = await this.store.list({
      limit,
      offset,
      ...(search === undefined ? {} : { search }),
      ...(tableName === undefined ? {} : { tableName }),
      ...(isActive === undefined ? {} : { isActive }),
    });
    const problems = this.problemsById();
    return { data: items.map((stored) => this.present(stored, problems.get(stored.id) ?? [])), total };
  }

  async show(id: string): Promise<ConfigurationAnswer> {
    return this.presentWhole(existing(await this.store.get(toId(id))));
  }

  async create(body: unknown, caller: Caller): Promise<ConfigurationAnswer> {
    return this.presentWhole(await this.store.create(withoutAnswerKeys(body), caller.name));
  }

  /** Overwrites a configuration; `base` null takes whatever is stored. */
  async replace(id: string, body: unknown, base: string | null, caller: Caller): Promise<ConfigurationAnswer> {
    const revision = base ?? existing(await this.store.get(toId(id))).revision;
    return this.presentWhole(
      existing(await this.store.update(toId(id), withoutAnswerKeys(body), revision, caller.name)),
    );
  }

  /** Merges a change into what is stored. */
  async update(id: string, body: unknown, base: string | null, caller: Caller): Promise<ConfigurationAnswer> {
    const stored = existing(await this.store.get(toId(id)));
    // Why before the checks: merged into another version, the change would be told the mistakes of somebody else.
    if (base !== null && base !== stored.revision) {
      throw new CodedException(serverErrors.staleWrite({ current: stored.revision }));
    }
    const merged = mergePatch(stored as unknown as JsonValue, withoutAnswerKeys(body) as JsonValue);
    return this.presentWhole(existing(await this.store.update(stored.id, merged, stored.revision, caller.name)));
  }

  async remove(id: string, base: string | null, caller: Caller): Promise<RemovedAnswer> {
    const removal = await this.store.remove(toId(id), base, caller.name);
    if (removal === null) throw new CodedException(contractErrors.notFound());
    return removal;
  }

  /** Everything that is wrong or odd about a body, as saving it (over the configuration `id`) would find. */
  async check(body: unknown, id: number | null): Promise<CheckAnswer> {
    const { configuration, violations } = await this.store.check(withoutAnswerKeys(body), id);
    return { valid: violations.every(({ severity }) => severity === 'warning'), violations, configuration };
  }

  async importAll(body: unknown, query: ImportQueryDto, caller: Caller): Promise<ImportAnswer> {
    return this.store.importAll(body, { update: query.update, dryRun: query.dryRun, author: caller.name });
  }

  /** All configurations as an installer file, and the aliases of those that do not fit into one. */
  async exportAll(): Promise<{ readonly file: string; readonly leftOut: readonly string[] }> {
    const { configurations, leftOut } = await this.store.exportAll();
    return { file: `${JSON.stringify(configurations, null, 2)}\n`, leftOut };
  }

  async revisions(id: string, limit: number): Promise<RevisionList> {
    const rows = await this.store.history(toId(id), limit);
    if (rows.length === 0) existing(await this.store.get(toId(id)));
    return {
      data: rows.map(({ id: number, action, alias, author, savedAt, before, after }): RevisionAnswer => ({
        id: number,
        action,
        alias,
        author,
        savedAt,
        before: before === null ? null : (JSON.parse(before) as RevisionAnswer['before']),
        after: after === null ? null : (JSON.parse(after) as RevisionAnswer['after']),
      })),
    };
  }

  /** Why the check: a configuration that is switched off is in no snapshot, but its admin wants to know what is wrong. */
  private async presentWhole(stored: StoredConfiguration): Promise<ConfigurationAnswer> {
    const problems = this.problemsById().get(stored.id) ?? [];
    if (stored.isActive || problems.length > 0) return this.present(stored, problems);
    const { violations } = await this.store.check(stored, stored.id);
    return this.present(stored, violations);
  }

  private present(
    { oddities: _known, ...stored }: StoredConfiguration,
    problems: readonly ConfigurationViolation[],
  ): ConfigurationAnswer {
    const served = this.snapshots.current().entities.get(stored.tableAlias)?.configurationId === stored.id;
    return {
      ...stored,
      served,
      problems: problems.map(({ severity, rule, path, message }) => ({ severity, rule, path, message })),
    };
  }

  private problemsById(): ReadonlyMap<number, readonly ConfigurationViolation[]> {
    const byId = new Map<number, ConfigurationViolation[]>();
    for (const problem of this.snapshots.current().problems) {
      const known = byId.get(problem.configurationId);
      if (known === undefined) byId.set(problem.configurationId, [problem]);
      else known.push(problem);
    }
    return byId;
  }
}

function existing(stored: StoredConfiguration | null): StoredConfiguration {
  if (stored === null) throw new CodedException(contractErrors.notFound());
  return stored;
}

/** An admin may send back what was read; what only the answer has is no part of a configuration. */
function withoutAnswerKeys(body: unknown): unknown {
  if (!isJsonObject(body as JsonValue | undefined)) return body;
  return Object.fromEntries(Object.entries(body as Record<string, unknown>).filter(([key]) => !ANSWER_KEYS.has(key)));
}

const ANSWER_KEYS: ReadonlySet<string> = new Set([
  'problems',
  'served',
  'revision',
  'recreated',
  'restoredRelations',
  'lostRelations',
]);

function toId(id: string): number {
  if (!/^\d{1,9}$/.test(id)) throw new CodedException(contractErrors.notFound());
  return Number(id);
}
