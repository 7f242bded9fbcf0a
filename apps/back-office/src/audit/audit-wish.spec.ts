import { NO_WISH, toAuditFilter } from './audit-wish';

describe('toAuditFilter', () => {
  it('asks for nothing when nothing is wished', () => expect(toAuditFilter(NO_WISH)).toEqual({}));

  it('trims texts, and makes instants of local times', () => {
    const filter = toAuditFilter({
      ...NO_WISH,
      source: 'data',
      alias: ' countries ',
      from: '2026-01-31T12:00',
      to: 'soon',
    });
    expect(filter).toEqual({ source: 'data', alias: 'countries', from: new Date('2026-01-31T12:00').toISOString() });
  });
});
