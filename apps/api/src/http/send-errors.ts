import { STATUS_CODES } from 'node:http';
import { contractErrors, type CodedError } from '@dx/kernel';
import type { ApiReply, ApiRequest } from './api-request.js';

const PROBLEM = 'application/problem+json';
const FORBIDDEN = contractErrors.forbidden().message;

/** An error as the contract's array and its per-item answer print it. */
export function toWireError({ status, code, message }: CodedError): Pick<CodedError, 'status' | 'code' | 'message'> {
  return { status, code, message };
}

/** The same for the admin API, whose forms put each violation beside its field. */
function toAdminError(error: CodedError): ReturnType<typeof toWireError> & Pick<CodedError, 'path'> {
  return error.path === undefined ? toWireError(error) : { ...toWireError(error), path: error.path };
}

/**
 * Answers coded errors: the contract's array with the status of the LAST entry, or one RFC 9457 object when the client
 * asks for `application/problem+json`.
 */
export function sendErrors(
  request: Pick<ApiRequest, 'headers' | 'id' | 'url' | 'tracked'>,
  reply: ApiReply,
  errors: readonly [CodedError, ...CodedError[]],
  retryAfter?: number,
): void {
  request.tracked?.noteErrors(errors);
  const status = (errors.at(-1) as CodedError).status;
  const asProblem = request.headers.accept?.includes(PROBLEM) ?? false;
  const body = asProblem
    ? toProblem(errors, status, request.id)
    : errors.map((error) => (isAdmin(request) ? toAdminError(error) : toWireError(error)));
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  // Why here: the engine, which checks scopes entity by entity, knows no headers. Other refusals bring their own.
  if (errors.some(({ message }) => message === FORBIDDEN) && !reply.hasHeader('www-authenticate')) {
    reply.header('www-authenticate', 'Bearer realm="data-exchange", error="insufficient_scope"');
  }
  // Why bytes: for a text Fastify would append a charset to the type, which JSON does not have.
  reply
    .code(status)
    .header('content-type', asProblem ? PROBLEM : 'application/json')
    .send(Buffer.from(JSON.stringify(body)));
}

function isAdmin({ url }: Pick<ApiRequest, 'url'>): boolean {
  return url.startsWith('/back-office/');
}

function toProblem(errors: readonly [CodedError, ...CodedError[]], status: number, requestId: string): object {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: errors[0].message,
    code: errors[0].code,
    requestId,
    errors: errors.map((error) => ({
      status: error.status,
      code: error.code,
      detail: error.message,
      ...(error.path === undefined ? {} : { path: error.path }),
    })),
  };
}
