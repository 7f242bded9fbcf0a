import { OAuthRefused } from './oauth-error.js';
import { readBasicCredentials } from './read-basic-credentials.js';
import { readOAuthParameters } from './read-parameters.js';

describe('readOAuthParameters', () => {
  it.each([
    ['an object', { grant_type: 'password', username: 'u' }],
    ['a form as text', 'grant_type=password&username=u'],
    ['a form as bytes', Buffer.from('grant_type=password&username=u')],
    ['a parsed form', new URLSearchParams('grant_type=password&username=u')],
    ['the contract’s other spelling', { grantType: 'password', username: 'u', scope: '', state: null }],
  ])('reads %s', (_name, body) => {
    expect(Object.fromEntries(readOAuthParameters(body))).toEqual({ grant_type: 'password', username: 'u' });
  });

  it.each([
    ['a parameter twice', 'scope=a&scope=b'],
    ['both spellings', { grant_type: 'a', grantType: 'b' }],
    ['a number', { username: 1 }],
    ['a list', { username: ['a'] }],
    ['a list as body', []],
    ['a number as body', 1],
  ])('refuses %s', (_name, body) => {
    expect(() => readOAuthParameters(body)).toThrow(OAuthRefused);
  });

  it('reads nothing from no body', () => {
    expect(readOAuthParameters(undefined).size).toBe(0);
  });
});

describe('readBasicCredentials', () => {
  const encode = (text: string): string => Buffer.from(text).toString('base64');

  it.each([
    [`Basic ${encode('id:secret')}`, { name: 'id', pass: 'secret' }],
    [`basic ${encode('id:a:b')}`, { name: 'id', pass: 'a:b' }],
    [`Basic ${encode('id:')}`, { name: 'id', pass: '' }],
    [`Basic ${encode('id')}`, null],
    ['Bearer x', null],
    [undefined, null],
  ])('%s', (header, credentials) => {
    expect(readBasicCredentials(header)).toEqual(credentials);
  });
});
