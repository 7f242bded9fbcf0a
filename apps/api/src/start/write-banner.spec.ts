import { writeBanner, type BannerFacts } from './write-banner.js';

const facts: BannerFacts = {
  url: 'http://127.0.0.1:3000',
  routePrefix: 'dynamic-entity',
  database: './var/shop.sqlite',
  tables: 24,
  endpoints: 22,
  exampleAlias: 'countries',
  inactive: [],
  sampleShopLoaded: true,
  admin: { created: true, email: 'admin@example.com', password: 'AbCd-EfGh' },
  passwordGrant: true,
};

describe('writeBanner', () => {
  it('tells database, endpoints, URLs, the administrator and one command', () => {
    const banner = writeBanner(facts);
    for (const text of [
      './var/shop.sqlite (24 tables, the sample shop was just loaded)',
      '22 active',
      'http://127.0.0.1:3000/dynamic-entity',
      'http://127.0.0.1:3000/docs',
      'http://127.0.0.1:3000/health/ready',
      'http://127.0.0.1:3000/admin',
      'admin@example.com',
      'AbCd-EfGh   (shown this once',
      'curl -sg "http://127.0.0.1:3000/dynamic-entity/countries?page[limit]=2"',
    ]) {
      expect(banner).toContain(text);
    }
  });

  it('asks for a password that was set, and never for a variable that the shell may not have', () => {
    const set = writeBanner({ ...facts, admin: { created: true, email: 'a@b.example', password: null } });
    expect(set).toContain('as set in ADMIN_PASSWORD');
    expect(set).toContain("--data-urlencode 'username=a@b.example'");
    expect(set).toContain('read -rs DX_PASSWORD && ');
    expect(set).not.toContain('$ADMIN_PASSWORD');
  });

  it('names no user that does not exist', () => {
    const known = writeBanner({ ...facts, admin: { created: false, email: 'admin@example.com', password: null } });
    expect(known).toMatch(/admin +admin@example\.com +\(exists already/);
    expect(known).not.toContain('  password  ');
    const others = writeBanner({ ...facts, admin: { created: false, email: null, password: null } });
    expect(others).toContain('users exist already: log in as one of them');
    expect(others).not.toContain('admin@example.com');
    expect(others).toContain('read -r DX_EMAIL && ');
  });

  it('shows a key where passwords buy no tokens', () => {
    const strict = writeBanner({ ...facts, passwordGrant: false });
    expect(strict).toContain("npm run dx -- api-key create try-it --scope 'countries:read'");
    expect(strict).not.toContain('grant_type=password');
  });

  it('names endpoints that cannot be served, at most five', () => {
    const inactive = Array.from({ length: 8 }, (_none, index) => ({ alias: `a${index}`, reason: 'no such table' }));
    const banner = writeBanner({ ...facts, inactive });
    expect(banner).toContain('not served  a4: no such table');
    expect(banner).not.toContain('a5:');
    expect(banner).toContain('and 3 more');
  });
});
