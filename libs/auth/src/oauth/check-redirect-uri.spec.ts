import { checkRedirectUri } from './check-redirect-uri.js';

describe('checkRedirectUri', () => {
  it.each([
    'https://app.example/callback',
    'https://app.example/callback?x=1',
    'http://localhost:3000/cb',
    'http://127.0.0.1/cb',
    'http://[::1]:8080/cb',
    'com.example.app:/oauth',
  ])('takes %s', (uri) => {
    expect(checkRedirectUri(uri)).toBeNull();
  });

  it.each([
    'callback',
    '//app.example/callback',
    'http://app.example/callback',
    'http://localhost.evil.example/',
    'https://app.example/#fragment',
    'https://app.example/#',
    'https://*.example/',
    'https://user:secret@app.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    `https://app.example/${'x'.repeat(2000)}`,
  ])('refuses %s', (uri) => {
    expect(checkRedirectUri(uri)).not.toBeNull();
  });
});
