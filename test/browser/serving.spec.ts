import { openBackOffice, type BackOffice } from './support/open-back-office.js';

describe('the Back Office as it is served', () => {
  let office: BackOffice;
  let url: string;

  beforeAll(async () => {
    office = await openBackOffice({});
    url = office.server.url;
  });
  afterAll(() => office.close());

  it('answers every screen with the page, each time with another nonce and a strict policy', async () => {
    const nonces = new Set<string>();
    for (const path of ['/admin', '/admin/endpoints', '/admin/endpoints/7', '/admin/no/such/screen']) {
      const answer = await fetch(url + path);
      const policy = answer.headers.get('content-security-policy') ?? '';
      const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("frame-ancestors 'none'");
      const page = await answer.text();
      expect(page).toContain(`nonce="${nonce}"`);
      expect(page).not.toContain('__CSP_NONCE__');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(4);
  });

  it('lets hashed files be kept for ever, compressed for those who take it', async () => {
    const page = await (await fetch(`${url}/admin`)).text();
    const [, script] = /src="(\/admin\/assets\/[^"]+\.js)"/.exec(page) ?? [];
    const answer = await fetch(url + script, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each(['..%2findex.html', '%2e%2e%2f%2e%2e%2fpackage.json', '.vite', 'no.js', '..%5cindex.html'])(
    'has no file %s',
    async (name) => {
      const answer = await fetch(`${url}/admin/assets/${name}`);
      expect(answer.status).toBe(404);
    },
  );

  it('falls back to the page below /admin only', async () => {
    for (const path of ['/administration', '/endpoints', '/assets/x.js']) {
      const answer = await fetch(url + path);
      expect([path, answer.headers.get('content-type')?.includes('html') ?? false]).toEqual([path, false]);
    }
  });
});
