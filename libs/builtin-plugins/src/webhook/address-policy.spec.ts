import { AddressGuard, unmap } from './address-policy.js';

const guard = (allowHosts: readonly string[] = [], allowPrivate = false): AddressGuard =>
  new AddressGuard({ allowHosts, allowPrivate });

describe('AddressGuard', () => {
  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '255.255.255.255',
    '224.0.0.1',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '0:0:0:0:0:ffff:7f00:1',
    '::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '2001::1',
    '2002:a00:1::',
    'fc00::1',
    'fe80::1%eth0',
    'ff02::1',
    'localhost',
  ])('refuses %s', (address) => {
    expect(guard().allows('any.example', address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '192.167.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('allows %s', (address) => {
    expect(guard().allows('any.example', address)).toBe(true);
  });

  it('allows what an operator names: a host, an address, a network, or everything', () => {
    const some = guard(['ERP.internal', '10.1.0.0/16', '192.168.7.7', 'fd00:1::/32']);
    expect(some.allows('erp.internal', '10.9.9.9')).toBe(true);
    expect(some.allows('other.internal', '10.9.9.9')).toBe(false);
    expect(some.allows('other.internal', '10.1.9.9')).toBe(true);
    expect(some.allows('other.internal', '::ffff:10.1.9.9')).toBe(true);
    expect(some.allows('192.168.7.7', '192.168.7.7')).toBe(true);
    expect(some.allows('192.168.7.8', '192.168.7.8')).toBe(false);
    expect(some.allows('x', 'fd00:1::5')).toBe(true);
    expect(guard([], true).allows('x', '127.0.0.1')).toBe(true);
  });

  it('reads every spelling of a mapped address', () => {
    for (const text of ['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:FFFF:7F00:0001', '[::ffff:7f00:1]']) {
      expect(unmap(text)).toBe('127.0.0.1');
    }
    expect(unmap('::1')).toBe('::1');
  });
});
