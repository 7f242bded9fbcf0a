/** An answer with its parsed body. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Sent {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request and reads the whole answer. */
export async function send<Body = unknown>(url: string, sent: Sent = {}): Promise<Answer<Body>> {
  const headers: Record<string, string> = { ...sent.headers };
  if (sent.json !== undefined) headers['content-type'] = 'application/json';
  if (sent.token !== undefined) headers['authorization'] = `Bearer ${sent.token}`;
  const body = sent.json !== undefined ? JSON.stringify(sent.json) : sent.form && new URLSearchParams(sent.form);
  const method = sent.method ?? (body === undefined ? 'GET' : 'POST');
  const response = await fetch(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as Body };
}

/** The tokens of the password grant. */
export interface Tokens {
  readonly token_type: string;
  readonly expires_in: number;
  readonly access_token: string;
  readonly refresh_token: string;
}

/** Logs in; throws when that fails. */
export async function logIn(
  url: string,
  { email, password }: { readonly email: string; readonly password: string },
  scope?: string,
): Promise<Tokens> {
  const form = { grant_type: 'password', username: email, password, ...(scope === undefined ? {} : { scope }) };
  const { status, body } = await send<Tokens>(`${url}/token`, { form });
  if (status !== 201) throw new Error(`login failed: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Waits until a condition holds; fails after the deadline. */
export async function until(deadlineMs: number, condition: () => Promise<boolean>): Promise<number> {
  const startedAt = Date.now();
  while (!(await condition())) {
    if (Date.now() - startedAt > deadlineMs) throw new Error(`the condition did not hold within ${deadlineMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return Date.now() - startedAt;
}
