import { METHODS } from 'node:http';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contractErrors, serverErrors } from '@dx/kernel';
import { AdminRoutes } from './docs/admin.routes.js';
import { answerClientError } from './http/answer-client-error.js';
import { CodedExceptionFilter } from './http/coded-exception.filter.js';
import { LOG, makeRequestLog, NestLog, type Log } from './http/log.js';
import { logRequests } from './http/log-requests.js';
import { makeRequestId } from './http/make-request-id.js';
import { parseQueryForFastify } from './http/parse-query.js';
import { RequestTracker } from './http/request-tracker.js';
import { addResponseHeaders } from './http/response-headers.js';
import { sendErrors } from './http/send-errors.js';
import type { Settings } from './settings/settings.js';

/** Longest path segment: a text identifier of 255 characters, percent-encoded. */
const SEGMENT_MAX = 4096;
const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 65_000;
/** Time that a connection may be silent beyond the longest request. */
const SILENCE_MS = 45_000;
const ONE_DAY_SECONDS = 86_400;

/** The HTTP server with its limits; give it to `NestFactory.create` together with {@link APP_OPTIONS}. */
export function makeHttpAdapter({ http }: Settings): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    // Why: middleware would cost every request a second router, and path tricks bypass it; there is none.
    skipMiddie: true,
    multipart: false,
    bodyLimit: http.bodyLimit,
    requestTimeout: http.requestTimeoutMs,
    connectionTimeout: http.requestTimeoutMs + SILENCE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: Math.min(HEADERS_TIMEOUT_MS, http.requestTimeoutMs) },
    trustProxy: http.trustProxy === false ? false : [...http.trustProxy],
    genReqId: makeRequestId,
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: { readonly code: string }, request: unknown, reply: unknown) =>
      answerUnroutable(error, request as FastifyRequest, reply as FastifyReply),
    routerOptions: {
      caseSensitive: true,
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      maxParamLength: SEGMENT_MAX,
      querystringParser: parseQueryForFastify,
    },
  });
  // Why: no route here answers QUERY. Fastify would refuse one without a content type before it is known that there is none.
  if (METHODS.includes('QUERY')) {
    adapter.getInstance().addHttpMethod('QUERY', { hasBody: false, overrideExisting: true });
  }
  return adapter;
}

/**
 * Options of `NestFactory.create`: bodies are read by our own guard, messages go to our own log (from `configureApp` on),
 * and a failed start is thrown instead of ending the process.
 */
export const APP_OPTIONS = { bodyParser: false, logger: false, abortOnError: false } as const;

/** Everything between the socket and the controllers that is not a module; the same for the server and the tests. */
export function configureApp(app: NestFastifyApplication, settings: Settings): void {
  const log = app.get<Log>(LOG);
  const tracker = app.get(RequestTracker);
  app.useLogger(new NestLog(log));
  app.useGlobalFilters(app.get(CodedExceptionFilter));
  readBodiesAsBytes(app);
  const server = app.getHttpAdapter().getInstance();
  server.decorateRequest('tracked', undefined).decorateRequest('caller', undefined);
  server.addHook('onRequest', (request, reply, done) => {
    addResponseHeaders(request.id, reply);
    tracker.begin(request as Parameters<RequestTracker['begin']>[0], reply);
    done();
  });
  logRequests(tracker, makeRequestLog(settings.log));
  allowOrigins(app, settings.http.corsOrigins);
  app.get(AdminRoutes).use(app);
}

/** Bodies of every type stay bytes until the credentials were checked; see `BodyGuard`. */
function readBodiesAsBytes(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'],
    exposedHeaders: ['x-request-id', 'retry-after', 'www-authenticate', 'etag', 'link', 'x-left-out'],
    credentials: false,
    maxAge: ONE_DAY_SECONDS,
  });
}

/** What the router itself refuses, before any hook: a path that cannot be decoded, or a segment that is too long. */
function answerUnroutable(error: { readonly code: string }, request: FastifyRequest, reply: FastifyReply): void {
  const coded =
    error.code === 'FST_ERR_BAD_URL'
      ? serverErrors.malformedRequest({ reason: 'The path of the request is malformed.' })
      : contractErrors.notFound();
  addResponseHeaders(request.id, reply);
  sendErrors(request, reply, [coded]);
}
