import createClient, { type Middleware } from 'openapi-fetch';
import { session } from '../session/session';
import type { paths } from './admin-api';
import { toApiError } from './api-error';

const credentials: Middleware = {
  onRequest: ({ request }) => session.sign(request),
  onResponse: ({ response }) => {
    if (isStranger(response)) session.expire();
    return response;
  },
};

/** Whether the server did not know who asked: the session has ended, here or in another tab. A role too weak is not that. */
function isStranger({ status, headers }: Response): boolean {
  return status === 401 || (status === 403 && !(headers.get('www-authenticate') ?? '').includes('insufficient_scope'));
}

/** The admin API, typed from the server's own document. */
export const client = createClient<paths>({ baseUrl: window.location.origin });
client.use(credentials);

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The content of an answer; a refusal is thrown as an `ApiError`. */
export async function read<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw toApiError(response, error);
  return data as T;
}

/** A page of a list. */
interface Page<T> {
  readonly data: readonly T[];
  readonly total: number;
}

/** The greatest page that the admin API gives. */
const PAGE = 500;

/** Reads a whole list, page by page. */
export async function readAll<T>(readPage: (offset: number, limit: number) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  for (;;) {
    const { data, total } = await readPage(items.length, PAGE);
    items.push(...data);
    if (items.length >= total || data.length === 0) return items;
  }
}

/** A request outside of the typed admin API (documents, endpoints), with the session's credentials. */
export async function fetchSigned(path: string, init: RequestInit = {}): Promise<Response> {
  const signed = session.sign(new Request(new URL(path, window.location.origin), init));
  return fetch(signed);
}
