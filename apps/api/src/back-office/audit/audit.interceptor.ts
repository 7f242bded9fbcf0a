import { AuditLog, type FieldChange } from '@dx/builtin-plugins';
import { METADATA_STORE, type MetadataStore } from '@dx/database';
import { isJsonObject, type JsonObject, type JsonValue, SYSTEM_CALLER } from '@dx/kernel';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  Logger,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, type Observable } from 'rxjs';
import { mergeMap } from 'rxjs/operators';
import type { ApiRequest } from '../../http/api-request.js';
import { AdminStates, type AdminResource } from './admin.states.js';
import { type AuditScope, runInAuditScope } from './audit.scope.js';
import { describeAdminChange } from './describe-admin-change.js';
import { toAdminEntry } from './to-admin-entry.js';
import { isWitnessed } from './witness-revisions.js';

const RESOURCE = 'dx:audited-resource';
const OPERATIONS: Readonly<Record<string, string>> = { remove: 'delete', importAll: 'import' };
/** Routes that write nothing though their method says so. */
const HARMLESS = new Set(['check', 'test']);

/** What is written down of a route that was called. */
interface AdminCall {
  readonly resource: AdminResource;
  readonly operation: string;
  readonly request: ApiRequest;
  /** From the address; null where the route makes something. */
  readonly id: string | null;
}

/**
 * Writes down what the routes of the Back Office change. Configurations are written down in their own transaction where that
 * is possible; everything else after the change, because it may lie in another database: a failure is then logged and does
 * not undo what is done.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  private readonly logger = new Logger(AuditInterceptor.name);

  constructor(
    private readonly log: AuditLog,
    private readonly states: AdminStates,
    private readonly reflector: Reflector,
    @Inject(METADATA_STORE) private readonly metadata: MetadataStore,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const call = this.callOf(context);
    if (call === null) return next.handle();
    return from(this.stateOf(call)).pipe(
      mergeMap((before) =>
        runInAuditScope(scopeOf(call), () => next.handle()).pipe(
          mergeMap(async (answer: unknown) => {
            await this.write(call, before, answer);
            return answer;
          }),
        ),
      ),
    );
  }

  private callOf(context: ExecutionContext): AdminCall | null {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const { name } = context.getHandler();
    if (['GET', 'HEAD'].includes(request.method) || HARMLESS.has(name)) return null;
    if (['true', '1'].includes(String((request.query as Record<string, unknown> | undefined)?.['dryRun']))) return null;
    const resource = this.reflector.get<AdminResource>(RESOURCE, context.getClass());
    const own = name === 'changePassword' ? (request.caller?.id ?? null) : null;
    const operation = OPERATIONS[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return { resource, operation, request, id: request.params['id'] ?? own };
  }

  private async stateOf({ resource, id }: AdminCall): Promise<JsonObject | null> {
    return id === null ? null : this.states.read(resource, id);
  }

  private async write(call: AdminCall, before: JsonObject | null, answer: unknown): Promise<void> {
    const { resource, operation } = call;
    if (isWitnessed(resource, this.metadata)) return;
    const scope = scopeOf(call);
    try {
      const id = call.id ?? idOf(answer);
      const after = id === null ? null : await this.states.read(resource, id);
      const found = call.id === null && id === null ? listOf(answer) : describeAdminChange(before, after);
      const changes = [...found, ...secretOf(operation)];
      await this.log.record([toAdminEntry(scope, { resource, operation, id, changes })]);
    } catch (error) {
      this.logger.error(`${operation} of ${resource} by ${scope.actor.name} is in no audit log: ${String(error)}`);
    }
  }
}

function scopeOf({ request }: AdminCall): AuditScope {
  const { kind, id, name } = request.caller ?? SYSTEM_CALLER;
  return { actor: { kind, id, name }, requestId: request.id };
}

/** Writes down what the routes of a controller change. */
export function Audited(resource: AdminResource): ClassDecorator {
  return applyDecorators(SetMetadata(RESOURCE, resource), UseInterceptors(AuditInterceptor));
}

function idOf(answer: unknown): string | null {
  if (!isJsonObject(answer as JsonValue | undefined)) return null;
  const id = (answer as JsonObject)['id'];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

/** The names of what an import made and changed. */
function listOf(answer: unknown): readonly FieldChange[] {
  if (!isJsonObject(answer as JsonValue | undefined)) return [];
  return ['created', 'updated'].flatMap((field) => {
    const names = (answer as JsonObject)[field];
    return Array.isArray(names) && names.length > 0 ? [{ field, before: null, after: names as unknown }] : [];
  });
}

/** Changes of what no state shows. */
function secretOf(operation: string): readonly FieldChange[] {
  if (operation.includes('password')) return [{ field: 'password', before: '***', after: '***' }];
  return operation.includes('rotate') ? [{ field: 'secret', before: '***', after: '***' }] : [];
}
