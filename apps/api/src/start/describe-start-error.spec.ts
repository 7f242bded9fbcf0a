import { CodedException, serverErrors } from '@dx/kernel';
import { readSettings, SettingsError } from '../settings/read-settings.js';
import { describeStartError } from './describe-start-error.js';

const settings = readSettings({ DATABASE_URL: 'mysql://shop:topsecret@db.example/shop', PORT: '3000' });
const withCode = (code: string) => Object.assign(new Error('connect failed for shop:topsecret'), { code });

describe('describeStartError', () => {
  it.each([
    ['EADDRINUSE', /Port 3000 is taken.*PORT/],
    ['EACCES', /Port 3000 may not be opened/],
    ['ECONNREFUSED', /No database answers at db\.example:3306\/shop/],
    ['ENOTFOUND', /No database answers at db\.example:3306\/shop/],
    ['ER_ACCESS_DENIED_ERROR', /refuses the user or the password/],
    ['ER_BAD_DB_ERROR', /does not have the schema.*CREATE DATABASE/],
    ['ER_TABLEACCESS_DENIED_ERROR', /needs SELECT/],
  ])('says what to do about %s', (code, sentence) => {
    expect(describeStartError(withCode(code), settings)).toMatch(sentence);
    const wrapped = new CodedException(serverErrors.databaseUnavailable(), { cause: withCode(code) });
    expect(describeStartError(wrapped, settings)).toMatch(sentence);
    expect(describeStartError(wrapped, settings)).not.toContain('topsecret');
  });

  it('names the file of an embedded database', () => {
    const embedded = readSettings({ DATABASE_URL: 'sqlite:/nowhere/shop.sqlite' });
    expect(describeStartError(withCode('SQLITE_CANTOPEN'), embedded)).toMatch(
      /\/nowhere\/shop\.sqlite cannot be opened/,
    );
  });

  it('lists wrong settings', () => {
    expect(describeStartError(new SettingsError(['PORT="x" must be …']), null)).toMatch(/PORT="x"[^]*\.env\.example/);
  });

  it('gives coded errors as their sentences, and everything else in full', () => {
    const coded = new CodedException(serverErrors.invalidInput({ path: 'password', reason: 'It is too short.' }));
    expect(describeStartError(coded, settings)).toBe('`password`: It is too short.');
    expect(describeStartError(new Error('boom'), settings)).toMatch(/could not start: Error: boom/);
  });
});
