import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { closeConnections, sendRaw, type RawAnswer } from '../support/send-raw.js';

interface WireError {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
}

describe('hostile requests', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({
      kind: 'sqlite',
      setUpSql: COUNTER_TABLE.sqlite,
      configurations: [COUNTER_CONFIGURATION],
      env: { BODY_LIMIT: '256kb' },
    });
  });

  afterAll(async () => {
    closeConnections();
    await app?.close();
  });

  function post(body: string | Buffer, headers: Record<string, string> = {}): Promise<RawAnswer> {
    return sendRaw({
      port: app.port,
      method: 'POST',
      path: '/dynamic-entity/counters',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${app.adminToken}`, ...headers },
      body,
    });
  }

  /** Sends bytes as they are and returns everything that comes back until the connection is closed. */
  function sendBytes(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(app.port, '127.0.0.1', () => socket.write(bytes));
      let received = '';
      socket.setEncoding('utf8').on('data', (text: string) => (received += text));
      socket.on('error', reject);
      socket.on('close', () => resolve(received));
    });
  }

  it.each<[string, string | Buffer, Record<string, string>, number, string]>([
    ['45,000 nested lists', '['.repeat(45_000) + ']'.repeat(45_000), {}, 400, '1911'],
    ['20,000 nested objects', '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000), {}, 400, '1911'],
    ['an unfinished nest', '['.repeat(45_000), {}, 400, '1301'],
    ['__proto__', '{"data":[{"__proto__":{"isAdmin":true}}]}', {}, 400, '1912'],
    ['an escaped __proto__', '{"data":[{"\\u005f\\u005fproto__":{}}]}', {}, 400, '1912'],
    ['constructor.prototype', '{"data":[{"constructor":{"prototype":{"isAdmin":true}}}]}', {}, 400, '1912'],
    ['bytes that are no UTF-8', Buffer.from('{"data":[{"quantity":"\xff\xfe"}]}', 'latin1'), {}, 400, '1301'],
    ['UTF-16', Buffer.from('{"data":[{"quantity":1}]}', 'utf16le'), {}, 400, '1301'],
    ['a body that is too large', `{"data":"${'x'.repeat(300_000)}"}`, {}, 413, '1913'],
    ['an unknown type', '<data/>', { 'content-type': 'application/xml' }, 415, '010'],
    ['a multipart body', 'x', { 'content-type': 'multipart/form-data; boundary=x' }, 415, '010'],
    ['a type that is none', '{}', { 'content-type': 'json' }, 415, '010'],
    ['a compressed body', gzipSync('{"data":[]}'), { 'content-encoding': 'gzip' }, 415, '010'],
    ['a number that is too long', `{"data":[{"quantity":${'9'.repeat(100_000)}}]}`, {}, 400, '1305'],
    ['a number with a huge exponent', '{"data":[{"quantity":1e400}]}', {}, 400, '1305'],
    ['a NUL in a key', '{"data":[{"quan\\u0000tity":1,"quantity":1}]}', {}, 400, '1311'],
    ['a lone surrogate in a key', '{"data":[{"\\ud800":1,"quantity":1}]}', {}, 400, '1311'],
  ])('answers %s with its code', async (_name, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
  });

  it('leaves every prototype alone', async () => {
    await post('{"data":[{"__proto__":{"polluted":1},"quantity":1}]}');
    await post('{"__proto__":{"polluted":1},"data":[{"quantity":1}]}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('parses nothing for callers without credentials', async () => {
    const nested = '['.repeat(45_000);
    const answer = await post(nested, { authorization: '' });
    expect(answer.status).toBe(403);
  });

  it.each([
    ['a malformed request line', 'GET\r\n\r\n', 400],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400],
    ['two different lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
      400,
    ],
    ['a chunk that is no number', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
    ['headers that are too large', `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('answers %s in the same form and closes', async (_name, bytes, status) => {
    const received = await sendBytes(bytes);
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const body = received.slice(received.indexOf('\r\n\r\n') + 4);
    expect((JSON.parse(body) as WireError[]).map((error) => error.code)).toEqual(['1910']);
    expect(received).toMatch(/x-content-type-options: nosniff/i);
    expect(received.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
  });

  it('answers any JSON with a documented error or success, never with a fault', async () => {
    const value = fc.json({ maxDepth: 4 });
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom('POST', 'PATCH', 'PUT'), fc.boolean(), async (body, method, wrap) => {
        const answer = await sendRaw({
          port: app.port,
          method,
          path: '/dynamic-entity/counters',
          headers: { authorization: `Bearer ${app.adminToken}` },
          body: wrap ? `{"data":${body}}` : body,
        });
        expect([200, 201, 400, 404, 413, 422]).toContain(answer.status);
        if (answer.status >= 400) expect(codesOf(answer).every((code) => /^1[39]\d\d$/.test(code))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('answers any path and query with a documented answer', async () => {
    const piece = fc.constantFrom(
      '/',
      '?',
      '&',
      '=',
      '[',
      ']',
      '.',
      '%',
      '%00',
      '%ff',
      'filter',
      'page',
      'limit',
      'counters',
      'dynamic-entity',
      "'",
      '"',
      '`',
      '\\',
      '1',
      'a',
      '+',
      '{',
      '}',
      'in',
      ':',
      'include',
      '*',
      ';',
      '#',
      '~',
      '@',
    );
    const path = fc.array(piece, { maxLength: 14 }).map((pieces) => `/dynamic-entity/counters${pieces.join('')}`);
    await fc.assert(
      fc.asyncProperty(path, async (target) => {
        const headers = { authorization: `Bearer ${app.adminToken}` };
        const answer = await sendRaw({ port: app.port, method: 'GET', path: target, headers, body: '' });
        expect([target, [200, 400, 404].includes(answer.status)]).toEqual([target, true]);
      }),
      { numRuns: 400 },
    );
  });
});

function codesOf(answer: RawAnswer): string[] {
  return (JSON.parse(answer.body) as WireError[]).map((error) => String(error.code));
}
