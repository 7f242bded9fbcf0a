import { pagePolicy } from './page-policy.js';

describe('pagePolicy', () => {
  it('allows styles by nonce only, and no inline script at all', () => {
    const policy = pagePolicy('abc123');
    expect(policy).toContain("style-src 'self' 'nonce-abc123'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(policy.startsWith("default-src 'none'")).toBe(true);
  });
});
