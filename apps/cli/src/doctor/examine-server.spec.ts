import type { ServerDescription } from '@dx/database';
import { examineServer } from './examine-server.js';

const HEALTHY: ServerDescription = {
  product: 'MariaDB',
  version: '10.11.19',
  database: 'shop',
  charset: 'utf8mb4',
  collation: 'utf8mb4_general_ci',
  globalSqlMode: 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION',
  globalTimeZone: 'UTC',
  sessionTimeZone: '+00:00',
  readOnly: false,
  statementBinlog: false,
  sessionIsolation: 'READ-COMMITTED',
  maxStatementBytes: 16 * 1024 * 1024,
  grants: ['GRANT USAGE ON *.* TO `dx`@`%`', 'GRANT ALL PRIVILEGES ON `shop`.* TO `dx`@`%`'],
};
const NEEDS = { bodyLimit: 10 * 1024 * 1024, ownTablesHere: true };

const levels = (changes: Partial<ServerDescription>, needs = NEEDS): string[] =>
  examineServer({ ...HEALTHY, ...changes }, needs)
    .filter(({ level }) => level !== 'ok')
    .map(({ level, subject }) => `${level} ${subject}`);

describe('examineServer', () => {
  it('finds nothing wrong with a healthy server', () => expect(levels({})).toEqual([]));

  it('tells the fix for everything that is not well', () => {
    const findings = examineServer({ ...HEALTHY, version: '10.3.1', readOnly: true, charset: 'latin1' }, NEEDS);
    for (const finding of findings) expect(finding.level === 'ok' ? undefined : finding.fix).toBe(finding.fix);
    expect(findings.filter(({ level, fix }) => level !== 'ok' && fix === undefined)).toEqual([]);
  });

  it.each<[Partial<ServerDescription>, string[]]>([
    [{ version: '10.5.9' }, ['warn database']],
    [{ version: '11.4.2' }, []],
    [{ product: 'MySQL', version: '5.7.44' }, ['warn database']],
    [{ readOnly: true }, ['fail writing']],
    [{ globalSqlMode: 'NO_ENGINE_SUBSTITUTION' }, ['warn sql_mode']],
    [{ charset: 'latin1' }, ['warn character set']],
    [{ globalTimeZone: 'Europe/Berlin' }, ['warn time zone']],
    [{ maxStatementBytes: 1024 * 1024 }, ['warn packet size']],
    [{ statementBinlog: true }, ['fail replication']],
    [{ statementBinlog: true, sessionIsolation: 'REPEATABLE-READ' }, ['warn replication']],
    [{ grants: ['GRANT USAGE ON *.* TO `dx`@`%`'] }, ['fail rights']],
    [{ grants: ['GRANT SELECT ON `shop`.* TO `dx`@`%`'] }, ['warn rights']],
    [{ grants: ['GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION'] }, ['warn rights']],
    [{ grants: ['GRANT ALL PRIVILEGES ON `sh%`.* TO `dx`@`%`'] }, []],
    [{ grants: ['GRANT ALL PRIVILEGES ON `sh\\_p`.* TO `dx`@`%`'] }, ['fail rights']],
    [{ grants: ['GRANT ALL PRIVILEGES ON `other`.* TO `dx`@`%`'] }, ['fail rights']],
  ])('with %j finds %j', (changes, expected) => expect(levels(changes)).toEqual(expected));

  it('asks for no right to make tables where the own tables lie elsewhere', () => {
    const grants = ['GRANT SELECT, INSERT, UPDATE, DELETE ON `shop`.* TO `dx`@`%`'];
    expect(levels({ grants }, { ...NEEDS, ownTablesHere: false })).toEqual([]);
    expect(levels({ grants })).toEqual(['warn rights']);
  });

  it('asks an embedded database for its version and for writing only', () => {
    expect(levels({ product: 'SQLite', version: '3.45.1', grants: [], globalSqlMode: '' })).toEqual([]);
  });
});
