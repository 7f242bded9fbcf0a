import { TEST_ADMIN, type TestApp } from './create-test-app.js';

/** An answer whose body was read. */
export interface SessionReply<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A browser that is logged in: cookie and CSRF token, as the Back Office holds them. */
export interface BrowserSession {
  readonly cookie: string;
  readonly csrfToken: string;
  /** Sends a request as the Back Office would; `headers` override what it sends. */
  send<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<SessionReply<T>>;
}

/** Logs in with e-mail and password. */
export async function openSession(
  { url }: Pick<TestApp, 'url'>,
  { email, password }: { readonly email: string; readonly password: string } = TEST_ADMIN,
): Promise<BrowserSession> {
  const answer = await sendJson<{ csrfToken: string }>(url, 'POST', '/back-office/session', { email, password });
  const cookie = /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0];
  if (answer.status !== 201 || cookie === undefined) throw new Error(`no login: ${JSON.stringify(answer.body)}`);
  const { csrfToken } = answer.body;
  return {
    cookie,
    csrfToken,
    send: (method, path, body, headers) =>
      sendJson(url, method, path, body, {
        cookie,
        ...(method === 'GET' ? {} : { 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-origin' }),
        ...headers,
      }),
  };
}

/** Sends JSON, reads JSON. */
export async function sendJson<T = unknown>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<SessionReply<T>> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text === '' ? null : JSON.parse(text)) as T,
  };
}
