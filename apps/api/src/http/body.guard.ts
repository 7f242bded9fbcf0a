import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { CodedException, contractErrors, serverErrors, type JsonValue } from '@dx/kernel';
import { SETTINGS, type Settings } from '../settings/settings.js';
import type { ApiReply, ApiRequest } from './api-request.js';
import { bodyPolicyOf, type BodyPolicy } from './body-policy.js';
import { BodyTurns } from './body-turns.js';
import { parseJsonBody } from './parse-json-body.js';

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?$/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?$/i;

/**
 * Turns the body's bytes into a value, or refuses them. Why a guard: Fastify parses bodies before any guard, so that
 * a caller without credentials could make the server parse; this one runs after the credentials were checked.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  private readonly policies = new Map<object, BodyPolicy>();
  private readonly turns = new BodyTurns();

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes)) return true;
    const turn = this.turns.take(bytes.length, context.switchToHttp().getResponse<ApiReply>().raw);
    return turn === undefined ? this.accept(context, bytes) : turn.then(() => this.accept(context, bytes));
  }

  private accept(context: ExecutionContext, bytes: Buffer): boolean {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const policy = this.policyOf(context);
    request.body = policy === 'contract' && request.method === 'DELETE' ? undefined : this.read(bytes, request, policy);
    return true;
  }

  private policyOf(context: ExecutionContext): BodyPolicy {
    const handler = context.getHandler();
    let policy = this.policies.get(handler);
    if (policy === undefined) {
      policy = bodyPolicyOf(handler, context.getClass());
      this.policies.set(handler, policy);
    }
    return policy;
  }

  private read(bytes: Buffer, request: ApiRequest, policy: BodyPolicy): JsonValue | undefined {
    const type = request.headers['content-type'] ?? '';
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') throw new CodedException(contractErrors.unsupportedContentType());
    if (policy === 'form-or-json' && FORM_TYPE.test(type)) return bytes.toString('utf8');
    if (type !== '' && !JSON_TYPE.test(type)) throw new CodedException(contractErrors.unsupportedContentType());
    if (bytes.length === 0) return undefined;
    const parsed = parseJsonBody(bytes, this.settings.http.jsonDepthMax);
    if (parsed.kind === 'json') return parsed.value;
    if (policy === 'contract') return undefined;
    throw new CodedException(serverErrors.malformedJson());
  }
}
