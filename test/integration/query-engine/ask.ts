import type { EngineAnswer, RawQuery } from '@dx/query-engine';
import { CodedException, type CodedError, type RequestContext } from '@dx/kernel';
import { testContext, type OpenEngine } from '../../support/open-engine.js';

/** Reads a query string as the HTTP edge does. */
export function queryOf(text: string): RawQuery {
  return [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));
}

/** The JSON text of a GET's `data`: `countries?include=regions`, `countries/1`. */
export async function ask(open: OpenEngine, url: string, ctx: Partial<RequestContext> = {}): Promise<string> {
  const answer = await answerOf(open, url, ctx);
  if (answer.kind !== 'records') throw new Error(`unexpected answer ${answer.kind}`);
  return answer.data.toString('utf8');
}

/** The errors of a GET that fails. */
export async function askWrongly(
  open: OpenEngine,
  url: string,
  ctx: Partial<RequestContext> = {},
): Promise<readonly CodedError[]> {
  const answer = await answerOf(open, url, ctx).catch((error: unknown) => error);
  if (answer instanceof CodedException) return answer.errors;
  throw new Error(`no coded error for ${url}`, { cause: answer });
}

function answerOf(open: OpenEngine, url: string, change: Partial<RequestContext>): Promise<EngineAnswer> {
  const [path = '', query = ''] = url.split('?');
  const [alias = '', id] = path.split('/').map(decodeURIComponent);
  const ctx = testContext(change);
  return id === undefined
    ? open.engine.list(ctx, alias, queryOf(query))
    : open.engine.get(ctx, alias, id, queryOf(query));
}
