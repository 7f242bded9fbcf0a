import { performance } from 'node:perf_hooks';
import { type ApiKey, ApiKeyService, buildApiKeyCaller, DeputyCredential } from '@dx/auth';
import { DATABASE, type Database } from '@dx/database';
import { SnapshotService } from '@dx/entity-configuration';
import { type Caller, CodedException, serverErrors } from '@dx/kernel';
import { PluginRegistry } from '@dx/plugin-registry';
import { QueryEngine } from '@dx/query-engine';
import { SchemaCatalogue } from '@dx/schema-catalogue';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { Trials } from '../../dynamic-entity/trials.js';
import { SETTINGS, type Settings } from '../../settings/settings.js';
import { explainStatements } from './explain-statements.js';
import { printParam } from './print-param.js';
import { readTrialPath } from './read-trial-path.js';
import { StatementRecord } from './statement-record.js';
import { TRIAL_HEADERS, type TryAnswer, type TryDto } from './try.dto.js';

/** Longest body that is shown, in characters. */
const BODY_MAX = 1024 * 1024;
const PARAMS_MAX = 200;

/** Where a tried request comes in and what it is called. */
export interface TrialHost {
  readonly server: FastifyInstance;
  readonly requestId: string;
  readonly ip: string;
}

/** Sends requests to endpoints through the whole server, guards and filters included, in an admin's or a key's name. */
@Injectable()
export class TryService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly snapshots: SnapshotService,
    private readonly plugins: PluginRegistry,
    private readonly catalogue: SchemaCatalogue,
    private readonly engine: QueryEngine,
    private readonly keys: ApiKeyService,
    private readonly deputies: DeputyCredential,
    private readonly trials: Trials,
  ) {}

  /** Sends the request and tells everything about its answer. What it stores stays stored, unless it is a dry run. */
  async send(request: TryDto, admin: Caller, host: TrialHost): Promise<TryAnswer> {
    const target = readTrialPath(request.path, this.settings.http.routePrefix);
    const headers = readHeaders(request);
    this.checkBody(request.body);
    const caller = await this.callerOf(request, admin);
    const record = admin.role === 'owner' ? new StatementRecord() : null;
    const startedAt = performance.now();
    const response = await this.run(caller, record, request, () => {
      const ticket = caller === null ? null : this.deputies.issue(caller, `/${this.settings.http.routePrefix}/`);
      return host.server
        .inject({
          method: request.method,
          url: target,
          headers: { ...headers, 'x-request-id': host.requestId, ...ticket?.headers },
          remoteAddress: host.ip,
          ...(request.body === undefined ? {} : { payload: request.body }),
        })
        .finally(() => ticket?.cancel());
    });
    const ms = performance.now() - startedAt;
    return {
      ...presentResponse(response),
      ms: round(ms),
      dryRun: request.dryRun,
      ...(await this.statementsOf(record, request)),
    };
  }

  private run<T>(
    caller: Caller | null,
    record: StatementRecord | null,
    { dryRun }: TryDto,
    work: () => Promise<T>,
  ): Promise<T> {
    if (caller === null) return work();
    return this.trials.run(caller, { engine: this.engineFor(record), dryRun }, work);
  }

  /** Why an engine of its own: the server's one would have to ask before every statement whether it is recorded. */
  private engineFor(record: StatementRecord | null): QueryEngine {
    if (record === null) return this.engine;
    const { snapshots, plugins, catalogue } = this;
    return new QueryEngine(record.around(this.database), snapshots, plugins, catalogue, this.settings.limits);
  }

  /** A caller object of its own, which no other request has; null for a key that is not good: nobody. */
  private async callerOf({ apiKeyId }: TryDto, admin: Caller): Promise<Caller | null> {
    if (apiKeyId === undefined) return { ...admin };
    const key = await this.keys.get(apiKeyId);
    if (!isGood(key, new Date())) return null;
    // Why the name: what is stored and logged in the key's name must still tell who did it.
    return buildApiKeyCaller({ ...key, name: `${key.name} (tried by ${admin.name})` });
  }

  private checkBody(body: string | undefined): void {
    const { bodyLimit } = this.settings.http;
    if (body === undefined || Buffer.byteLength(body) <= bodyLimit) return;
    throw new CodedException(serverErrors.bodyTooLarge({ max: bodyLimit }));
  }

  private async statementsOf(
    record: StatementRecord | null,
    { explain }: TryDto,
  ): Promise<Pick<TryAnswer, 'statements' | 'statementCount'>> {
    if (record === null) return { statements: null, statementCount: null };
    const plans = explain ? await explainStatements(this.database, record.statements) : new Map<number, never>();
    return {
      statementCount: record.total,
      statements: record.statements.map(({ sql, params, ms, rows, transaction }, place) => {
        const plan = plans.get(place);
        return {
          sql,
          params: params.slice(0, PARAMS_MAX).map(printParam),
          ms: round(ms),
          rows,
          transaction,
          explain:
            plan === undefined
              ? null
              : { columns: plan.names, rows: plan.rows.map((row) => row.map((cell) => cell?.toString() ?? null)) },
        };
      }),
    };
  }
}

function readHeaders({ headers = {}, body }: TryDto): Record<string, string> {
  const read: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  for (const [name, value] of Object.entries(headers)) {
    const known = TRIAL_HEADERS.find((one) => one === name.toLowerCase());
    if (known === undefined) throw refuseHeader(name, `It must be one of ${TRIAL_HEADERS.join(', ')}.`);
    if (typeof value !== 'string' || !/^[\x20-\x7e]{0,1000}$/.test(value)) {
      throw refuseHeader(name, 'It must be a text of up to 1000 printable ASCII characters.');
    }
    read[known] = value;
  }
  return read;
}

function refuseHeader(name: string, reason: string): CodedException {
  return new CodedException(serverErrors.invalidInput({ path: `headers.${name.slice(0, 100)}`, reason }));
}

function presentResponse({ statusCode, headers, payload, rawPayload }: LightMyRequestResponse) {
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: payload.slice(0, BODY_MAX),
    bodyBytes: rawPayload.length,
    truncated: payload.length > BODY_MAX,
  };
}

function isGood({ revokedAt, expiresAt }: ApiKey, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
