import { AccessRefusal } from '@dx/auth';
import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CodedException, contractErrors, serverErrors, type CodedError } from '@dx/kernel';
import { SETTINGS, type Settings } from '../settings/settings.js';
import type { ApiReply, ApiRequest } from './api-request.js';
import { LOG, type Log } from './log.js';
import { sendErrors } from './send-errors.js';

/** Turns whatever was thrown into coded errors; text of drivers, files or libraries never leaves the server. */
@Catch()
export class CodedExceptionFilter implements ExceptionFilter {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(exception, http.getRequest<ApiRequest>(), http.getResponse<ApiReply>());
  }

  /** Answers an exception; does nothing when the request was answered or its client has gone. */
  answer(exception: unknown, request: ApiRequest, reply: ApiReply): void {
    const coded = exception instanceof CodedException ? exception : null;
    const errors = coded?.errors ?? this.translate(exception);
    this.report(exception, errors, request);
    if (reply.sent || reply.raw.destroyed) return;
    if (exception instanceof AccessRefusal) void reply.headers(exception.headers);
    sendErrors(request, reply, errors, coded?.retryAfter ?? defaultRetryAfter(errors));
  }

  private translate(exception: unknown): readonly [CodedError] {
    return [statusOf(exception) === null ? serverErrors.fault() : this.fromStatus(statusOf(exception) as number)];
  }

  private fromStatus(status: number): CodedError {
    switch (status) {
      case 401:
        return contractErrors.invalidAccessToken();
      case 403:
        return contractErrors.forbidden();
      case 404:
      case 405:
        return contractErrors.notFound();
      case 413:
        return serverErrors.bodyTooLarge({ max: this.settings.http.bodyLimit });
      case 415:
        return contractErrors.unsupportedContentType();
      case 429:
        return serverErrors.tooManyRequests();
      case 503:
        return serverErrors.shuttingDown();
      default:
        return serverErrors.malformedRequest({ reason: 'The request cannot be read.' });
    }
  }

  private report(exception: unknown, errors: readonly CodedError[], request: ApiRequest): void {
    const status = (errors.at(-1) as CodedError).status;
    if (status < 500) return;
    const codes = errors.map((error) => error.code);
    const level = codes.includes('1999') ? 'error' : 'warn';
    this.log[level]({ requestId: request.id, codes, err: causeOf(exception) }, 'request failed');
  }
}

/** The status of an exception that Nest or Fastify made for a request that cannot be served; null for a fault. */
function statusOf(exception: unknown): number | null {
  if (exception instanceof HttpException) {
    const status = exception.getStatus();
    return status < 500 || status === 503 ? status : null;
  }
  if (exception instanceof Error && exception.name === 'FastifyError' && 'statusCode' in exception) {
    const status = exception.statusCode as number;
    return status < 500 || status === 503 ? status : null;
  }
  return null;
}

function causeOf(exception: unknown): unknown {
  return exception instanceof CodedException ? (exception.cause ?? exception) : exception;
}

/** Every 503 and 429 says when to come back. */
function defaultRetryAfter(errors: readonly CodedError[]): number | undefined {
  const status = errors.at(-1)?.status;
  return status === 503 || status === 429 ? 1 : undefined;
}
