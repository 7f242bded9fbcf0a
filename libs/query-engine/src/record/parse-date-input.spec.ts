import fc from 'fast-check';
import { formatInstant, parseDateInput, parseDateTimeInput, parseTimeInput } from './parse-date-input.js';

describe('dates of clients', () => {
  it.each<[string, number, string | undefined]>([
    ['2020-01-02', 0, '2020-01-02 00:00:00'],
    ['2020-01-02', 6, '2020-01-02 00:00:00.000000'],
    ['2020-01-02T10:00:00Z', 0, '2020-01-02 10:00:00'],
    ['2020-01-02T10:00', 0, '2020-01-02 10:00:00'],
    ['2020-01-02 10:00:00.5+02:00', 3, '2020-01-02 08:00:00.500'],
    ['2020-01-01 00:30:00 +0100', 0, '2019-12-31 23:30:00'],
    ['2020-01-01 23:30:00-05', 0, '2020-01-02 04:30:00'],
    ['2020-01-02 10:00:00.999999999', 0, '2020-01-02 10:00:00'],
    ['2020-02-30', 0, undefined],
    ['2020-13-01', 0, undefined],
    ['2020-01-02 24:00:00', 0, undefined],
    ['2020-01-02 10:61', 0, undefined],
    ['2020-01-02 10:00:00+15:00', 0, undefined],
    ['9999-12-31 23:59:59-01:00', 0, undefined],
    ['tomorrow', 0, undefined],
    ['', 0, undefined],
    ['2020-1-2', 0, undefined],
  ])('%s with %d digits', (text, fraction, expected) => expect(parseDateTimeInput(text, fraction)).toBe(expected));

  it('takes the written day for a DATE', () => {
    expect(parseDateInput('2020-01-02T23:00:00-05:00')).toBe('2020-01-02');
    expect(parseDateInput('2020-01-32')).toBeUndefined();
  });

  it.each<[string, number, string | undefined]>([
    ['10:20', 0, '10:20:00'],
    ['-838:59:59', 0, '-838:59:59'],
    ['1:02:03.123456', 3, '01:02:03.123'],
    ['839:00:00', 0, undefined],
    ['10:60', 0, undefined],
    ['noon', 0, undefined],
  ])('time %s', (text, fraction, expected) => expect(parseTimeInput(text, fraction)).toBe(expected));

  it('reads back what it writes', () => {
    const instant = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (date) => {
        const text = formatInstant(date, 6);
        expect(parseDateTimeInput(text, 6)).toBe(text);
        expect(parseDateTimeInput(date.toISOString(), 6)).toBe(text);
      }),
    );
  });
});
