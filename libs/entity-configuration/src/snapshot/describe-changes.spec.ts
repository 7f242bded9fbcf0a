import type { ConfigurationProblem, Entity, Snapshot } from '../model/snapshot.js';
import { describeChanges, listInactive } from './describe-changes.js';

function problem(more: Partial<ConfigurationProblem>): ConfigurationProblem {
  return {
    alias: 'countries',
    configurationId: 1,
    severity: 'error',
    rule: 'unknown-table',
    path: 'tableName',
    message: 'gone',
    ...more,
  };
}

function snapshot(aliases: string[], ...problems: ConfigurationProblem[]): Snapshot {
  const entities = new Map(aliases.map((alias) => [alias, { alias } as Entity]));
  return { revision: 'r1', entities, outOfDate: new Set(), problems };
}

const texts = (before: Snapshot | null, after: Snapshot): string[] =>
  describeChanges(before, after).map(({ level, text }) => `${level} ${text}`);

describe('describeChanges', () => {
  it('names what became inactive with every reason, once', () => {
    const broken = snapshot(['stores'], problem({}), problem({ path: 'definition.identifier', message: 'odd ' }));
    expect(texts(null, broken)).toEqual([
      'warn endpoint `countries` inactive: tableName: gone; definition.identifier: odd',
      'log 1 endpoint(s) active, 1 inactive (revision r1)',
    ]);
    expect(texts(broken, broken)).toEqual(['log 1 endpoint(s) active, 1 inactive (revision r1)']);
  });

  it('names what healed', () => {
    expect(texts(snapshot([], problem({})), snapshot(['countries']))).toEqual([
      'log endpoint `countries` active again',
      'log 1 endpoint(s) active (revision r1)',
    ]);
  });

  it('tells warnings and broken relations once, and not all of hundreds', () => {
    const odd = Array.from({ length: 25 }, (_, index) =>
      problem({ severity: 'warning', path: `definition.fields[${index}].type`, message: 'odd' }),
    );
    const relation = problem({ path: 'childRelations[0].name', message: 'no name' });
    const lines = texts(null, snapshot(['countries'], relation, ...odd));
    expect(lines[0]).toBe('warn endpoint `countries`: childRelations[0].name: no name');
    expect(lines).toHaveLength(22);
    expect(lines[20]).toBe('warn 6 more oddities; the admin API lists them all');
    expect(listInactive([relation, ...odd])).toEqual([]);
  });
});
