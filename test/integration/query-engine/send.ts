import { CodedException, ExactNumber, type JsonValue, type RequestContext } from '@dx/kernel';
import type { EngineAnswer } from '@dx/query-engine';
import { parse } from 'lossless-json';
import { testContext, type OpenEngine } from '../../support/open-engine.js';
import { queryOf } from './ask.js';

/** How a test sends a write. */
export interface SendOptions {
  readonly atomic?: boolean;
  readonly dryRun?: boolean;
  readonly ctx?: Partial<RequestContext>;
}

/** What a client would see of a write: `POST countries {…}` → the JSON texts, and errors as `status code message`. */
export interface Sent {
  /** The JSON of `data`; undefined when the request failed as a whole. */
  readonly data: string | undefined;
  readonly errors: readonly string[];
  readonly stored: boolean;
}

/** Sends a write as the HTTP edge would. `body` is JSON text or a value; numbers of a text keep their digits. */
export async function send(
  open: OpenEngine,
  request: string,
  body?: unknown,
  options: SendOptions = {},
): Promise<Sent> {
  try {
    const answer = await answerOf(open, request, body, options);
    if (answer.kind === 'deleted') return { data: undefined, errors: [], stored: true };
    const data = answer.data.toString('utf8');
    return answer.kind === 'records'
      ? { data, errors: [], stored: true }
      : { data, errors: answer.errors.map(describeError), stored: answer.stored };
  } catch (error) {
    if (!(error instanceof CodedException)) throw error;
    return { data: undefined, errors: error.errors.map(describeError), stored: false };
  }
}

function answerOf(open: OpenEngine, request: string, body: unknown, options: SendOptions): Promise<EngineAnswer> {
  const [verb, url = ''] = request.split(' ');
  const [path = '', query = ''] = url.split('?');
  const [alias = '', segment] = path.split('/').map(decodeURIComponent);
  const id = segment ?? null;
  const ctx = testContext(options.ctx);
  const value = body === undefined ? undefined : parseBody(typeof body === 'string' ? body : JSON.stringify(body));
  const how = { atomic: options.atomic ?? true, ...(options.dryRun === undefined ? {} : { dryRun: options.dryRun }) };
  switch (verb) {
    case 'POST':
      return open.engine.create(ctx, alias, value, how);
    case 'PATCH':
      return open.engine.update(ctx, alias, id, value, how);
    case 'PUT':
      return open.engine.replace(ctx, alias, id, value, how);
    case 'DELETE':
      return open.engine.remove(ctx, alias, id, queryOf(query), how);
    default:
      throw new Error(`no such verb: ${request}`);
  }
}

function describeError({ status, code, message }: { status: number; code: string | null; message: string }): string {
  return `${status} ${code ?? '-'} ${message}`;
}

function parseBody(text: string): JsonValue {
  const parseNumber = (digits: string): number | ExactNumber =>
    String(Number(digits)) === digits ? Number(digits) : new ExactNumber(digits);
  return parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue }) as JsonValue;
}

/** Empties all tables of the write shop and forgets the statements so far. */
export async function clearShop(open: OpenEngine): Promise<void> {
  await open.run('UPDATE node SET fk_node = NULL');
  for (const table of ['tax_note', 'tax_rate', 'country', 'price', 'exact', 'page', 'locale', 'node']) {
    await open.run(`DELETE FROM ${table}`);
  }
  open.statements.length = 0;
  open.drifts.length = 0;
}
