import type { TestApp } from '../support/create-test-app.js';
import { compareJson, type Captures } from './compare-json.js';
import type { Transcript, TranscriptAnswer, TranscriptRequest } from './parse-transcript.js';
import { sendRaw, type RawAnswer } from '../support/send-raw.js';

/** Carries out a transcript step by step; throws with what was expected and what came. */
export async function runTranscript(transcript: Transcript, app: TestApp): Promise<void> {
  const captures: Captures = new Map([['token', app.adminToken]]);
  for (const step of transcript.steps) {
    switch (step.kind) {
      case 'statement':
        await app.database.run({ sql: expand(step.sql, captures), params: [] });
        break;
      case 'exchange':
        check(step.request, step.answer, await send(step.request, app, captures), captures);
        break;
      case 'query':
        await checkRows(expand(step.sql, captures), step.rows, app, captures);
        break;
    }
  }
}

/** Puts in captured values, and `«3 × x»` as `x,x,x`, its `#` being the number of each. */
function expand(text: string, captures: Captures): string {
  return text
    .replace(/«(\d+) × (.*?)»/gs, (_all, count: string, item: string) =>
      Array.from({ length: Number(count) }, (_none, index) => item.replaceAll('#', String(index))).join(','),
    )
    .replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
      const value = captures.get(name);
      if (value === undefined) throw new Error(`{{${name}}} was not captured before`);
      return value;
    });
}

function send(request: TranscriptRequest, app: TestApp, captures: Captures): Promise<RawAnswer> {
  const body = expand(request.body, captures);
  const headers = new Map([
    ['accept', 'application/json'],
    ['authorization', `Bearer ${app.adminToken}`],
  ]);
  if (body !== '') headers.set('content-type', 'application/json');
  for (const [name, value] of request.headers) {
    if (value === 'none') headers.delete(name.toLowerCase());
    else headers.set(name.toLowerCase(), expand(value, captures));
  }
  return sendRaw({
    port: app.port,
    method: request.method,
    path: expand(request.path, captures),
    headers: Object.fromEntries(headers),
    body,
  });
}

function check(request: TranscriptRequest, expected: TranscriptAnswer, actual: RawAnswer, captures: Captures): void {
  const context = `${request.method} ${request.path}\nanswered ${actual.status} ${actual.body.slice(0, 2000)}`;
  if (actual.status !== expected.status) throw new Error(`expected status ${expected.status}\n${context}`);
  for (const [name, value] of expected.headers) {
    const given = String(actual.headers[name.toLowerCase()] ?? 'none');
    if (given !== value) throw new Error(`expected header ${name}: ${value}, got ${given}\n${context}`);
  }
  if (expected.body === '') {
    if (actual.body !== '') throw new Error(`expected no body\n${context}`);
    return;
  }
  const difference = compareJson(expand(expected.body, captures), actual.body, captures);
  if (difference !== null) throw new Error(`${difference}\n${context}`);
}

async function checkRows(sql: string, expected: readonly string[], app: TestApp, captures: Captures): Promise<void> {
  const rows = await app.database.rows({ sql, params: [] });
  const printed = rows.map((row) => row.map((value) => (value === null ? 'NULL' : value.toString())).join(' | '));
  const wanted = expected.map((row) => expand(row, captures));
  if (printed.join('\n') !== wanted.join('\n')) {
    throw new Error(`${sql}\nexpected ${JSON.stringify(wanted)}\ngot ${JSON.stringify(printed)}`);
  }
}
