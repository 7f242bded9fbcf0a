/* eslint-disable @typescript-eslint/no-unsafe-assignment -- answers of every form are looked into */
import type { TestApp } from '../../support/create-test-app.js';

/** An answer of the server. */
export interface CallAnswer {
  readonly status: number;
  /** The parsed body; null when there is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into bodies of every form
  readonly body: any;
  readonly headers: Headers;
}

/** Sends a request as the administrator, or with other headers. */
export async function call(
  app: Pick<TestApp, 'url' | 'adminToken'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<CallAnswer> {
  const answer = await fetch(`${app.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${app.adminToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text), headers: answer.headers };
}
