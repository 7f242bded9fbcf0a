import { pinSessionSql } from './pin-session.js';
import { readServer } from './probe-server.js';

const SETTINGS = { statementTimeoutMs: 30_000, timeZone: '+00:00' };

function server(version: string, more: readonly (readonly [string, string])[] = []): ReturnType<typeof readServer> {
  return readServer(new Map([['version', version], ...more]));
}

describe('readServer', () => {
  it.each([
    ['10.11.19-MariaDB-0+deb12u1', true, [10, 11]],
    ['5.5.5-10.6.4-MariaDB', true, [10, 6]],
    ['8.0.36', false, [8, 0]],
    ['9.1.0-commercial', false, [9, 1]],
    ['', false, [0, 0]],
  ])('reads %s', (version, mariadb, numbers) => {
    expect(server(version)).toMatchObject({ mariadb, version: numbers, statementBinlog: false });
  });
});

describe('pinSessionSql', () => {
  it('uses the words of each product', () => {
    expect(pinSessionSql(server('10.6.1-MariaDB'), SETTINGS)).toMatch(
      /max_statement_time=30,.* tx_isolation='READ-COMMITTED'/,
    );
    expect(pinSessionSql(server('11.4.1-MariaDB'), SETTINGS)).toContain("transaction_isolation='READ-COMMITTED'");
    expect(pinSessionSql(server('8.4.0'), SETTINGS)).toMatch(/max_execution_time=30000,.*transaction_isolation=/);
  });

  it('takes the isolation that replication by statements allows', () => {
    const replicated = server('10.11.1-MariaDB', [
      ['log_bin', 'ON'],
      ['binlog_format', 'STATEMENT'],
    ]);
    expect(pinSessionSql(replicated, SETTINGS)).toContain("tx_isolation='REPEATABLE-READ'");
  });

  it('waits for locks at most 5 seconds, and less when statements may not take that long', () => {
    expect(pinSessionSql(server('8.4.0'), SETTINGS)).toContain('innodb_lock_wait_timeout=5,');
    expect(pinSessionSql(server('8.4.0'), { ...SETTINGS, statementTimeoutMs: 3_000 })).toContain(
      'innodb_lock_wait_timeout=1,',
    );
  });

  it('escapes the time zone', () => {
    expect(pinSessionSql(server('8.4.0'), { ...SETTINGS, timeZone: "'; DROP" })).toContain("time_zone='\\'; DROP'");
  });
});
