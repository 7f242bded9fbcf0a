import { parseDatabaseUrl } from './parse-database-url.js';

describe('parseDatabaseUrl', () => {
  it('reads a server with everything', () => {
    expect(parseDatabaseUrl('mysql://us%40er:p%2Fw%3A@db.example:3307/sh%20op?tls=verify&tls-ca=/etc/ca.pem')).toEqual({
      kind: 'mysql',
      host: 'db.example',
      port: 3307,
      socketPath: undefined,
      user: 'us@er',
      password: 'p/w:',
      schema: 'sh op',
      tls: 'verify',
      tlsCaFile: '/etc/ca.pem',
    });
  });

  it('fills in the defaults', () => {
    expect(parseDatabaseUrl('mariadb://root@[::1]/shop')).toMatchObject({
      host: '::1',
      port: 3306,
      password: '',
      tls: 'off',
    });
    expect(parseDatabaseUrl('mysql://root@localhost/shop?socket=/run/mysqld.sock')).toMatchObject({
      socketPath: '/run/mysqld.sock',
    });
  });

  it.each([
    ['sqlite:./var/shop.sqlite', '/srv/app/var/shop.sqlite'],
    ['sqlite:shop.sqlite', '/srv/app/shop.sqlite'],
    ['sqlite:/data/shop.sqlite', '/data/shop.sqlite'],
    ['sqlite:///data/shop.sqlite', '/data/shop.sqlite'],
    ['sqlite://./shop.sqlite', '/srv/app/shop.sqlite'],
  ])('reads the file of %s', (url, path) => {
    expect(parseDatabaseUrl(url, '/srv/app')).toEqual({ kind: 'sqlite', path });
  });

  it.each([
    ['postgres://u:secret@h/db', 'starts with mysql://'],
    ['mysql://u:secret@h', 'must end with /schema'],
    ['mysql://u:secret@h/', 'must end with /schema'],
    ['mysql://u:secret@h/a/b', 'must end with /schema'],
    ['mysql://u:secret@h:port/db', 'cannot be read'],
    ['mysql://u:secret@h/db?ssl=1', 'unknown database URL parameter ssl'],
    ['mysql://u:secret@h/db?tls=maybe', 'is one of off, require, verify'],
    ['sqlite:', 'names a file'],
    ['sqlite::memory:', 'names a file'],
  ])('refuses %s without repeating the password', (url, message) => {
    const parse = (): unknown => parseDatabaseUrl(url);
    expect(parse).toThrow(message);
    expect(parse).not.toThrow('secret');
  });
});
