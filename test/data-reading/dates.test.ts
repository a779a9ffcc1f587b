import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { daysFromCivil, daysInMonth } from '../../src/data/civil.js';
import { days, years } from '../../src/data/dates.js';
import { selectRows } from '../../src/data/select.js';
import { errorOf, told } from './bytes.js';

const daysAt = (...cells: string[]): number[] => [...days(tableFromArrays({ Date: cells }), 'Date')];
const yearsAt = (...cells: string[]): number[] => [...years(tableFromArrays({ Date: cells }), 'Date')];

describe('days', () => {
  // Python: (date(y, m, d) - date(1970, 1, 1)).days
  test.each([
    ['0001-01-01', -719_162],
    ['1600-02-29', -135_081],
    ['1900-03-01', -25_508],
    ['1958-03-01', -4324],
    ['1969-12-31', -1],
    ['1970-01-01', 0],
    ['2000-02-29', 11_016],
    ['2022-07-24', 19_197],
    ['9999-12-31', 2_932_896],
  ])('%s is day %d', (cell, day) => {
    expect(daysAt(cell)).toEqual([day]);
  });

  test.each([
    '2022-07-24',
    '2022/07/24',
    '2022/7/24',
    '2022.07.24',
    '2022. 7. 24.',
    '2022년 7월 24일',
    '20220724',
    '24 Jul 2022',
    '24-Jul-2022',
    'July 24, 2022',
    'Jul 24 2022',
    'Sun, 24 July 2022',
    '24th July 2022',
    '24.07.2022',
    '7/24/2022',
    '24/7/2022',
    '24-07-2022',
    '2022-07-24T00:00:00Z',
    '2022-07-24 00:00',
    '2022-07-24T09:00+09:00',
    '2022-07-23 24:00',
    '2022-07-23 19:30 -0430',
  ])('%s is 24 July 2022', (cell) => {
    expect(daysAt(cell)).toEqual([19_197]);
  });

  test.each([
    ['2022-07', '2022-07-01'],
    ['2022/07', '2022-07-01'],
    ['202207', '2022-07-01'],
    ['Jul 2022', '2022-07-01'],
    ['2022년 7월', '2022-07-01'],
    ['2022년', '2022-01-01'],
    ['2022Q3', '2022-07-01'],
    ['2022', '2022-01-01'],
    ['2022-07-24 오후 3:05', '2022-07-24T15:05'],
    ['2022-07-24 오전 12:05:30', '2022-07-24T00:05:30'],
    ['7/24/2022 3:05 PM', '2022-07-24T15:05'],
    ['7/24/2022, 12:05 am', '2022-07-24T00:05'],
  ])('%s is %s', (cell, iso) => {
    expect(daysAt(cell)).toEqual(daysAt(iso));
  });

  test('the time is a part of the day: .5 at noon', () => {
    expect(daysAt('1970-01-02T12:00', '1970-01-02 06:00:00.000')).toEqual([1.5, 1.25]);
  });

  test('every day from 1600 to 2400 follows the day before', () => {
    let expected = daysFromCivil(1600, 1, 1);
    for (let year = 1600; year < 2400; year++) {
      for (let month = 1; month <= 12; month++) {
        for (let day = 1; day <= daysInMonth(year, month); day++) {
          if (daysFromCivil(year, month, day) !== expected++) throw new Error(`${year}-${month}-${day}`);
        }
      }
    }
    expect(expected).toBe(Date.UTC(2400, 0, 1) / 86_400_000);
  });

  test('days of any ISO moment are those of JavaScript', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        expect(daysAt(date.toISOString())[0]).toBeCloseTo(date.getTime() / 86_400_000, 9);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('years', () => {
  // Python, exact fractions: year + ((date - new year).days*86400 + seconds)/(days in year*86400)
  test.each([
    ['1958-03-01', 1958.1616438356164],
    ['2022-07-24', 2022.558904109589],
    ['2021-07-02T12:00', 2021.5],
    ['2020-12-31T23:59:59', 2020.9999999683769],
    ['1958', 1958],
    ['2000-01-01T00:00Z', 2000],
  ])('%s is %d within 1 ulp', (cell, year) => {
    expect(Math.abs((yearsAt(cell)[0] as number) - year)).toBeLessThanOrEqual(2 ** -42);
  });

  test('a time zone can move a moment over the turn of the year', () => {
    expect(yearsAt('2021-01-01T00:00+12:00')[0]).toBeCloseTo(2021 - 0.5 / 366, 12);
    expect(yearsAt('2020-12-31T23:00-13:00')[0]).toBeCloseTo(2021 + 0.5 / 365, 12);
  });

  test('decimal years rise with the days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1600, max: 2400 }), fc.integer({ min: 0, max: 364 }), (year, day) => {
        const date = (k: number) => new Date(Date.UTC(year, 0, 1 + k)).toISOString().slice(0, 10);
        const [before, after] = yearsAt(date(day), date(day + 1)) as [number, number];
        expect(after).toBeGreaterThan(before);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('what is no date', () => {
  test.each([
    '2022-13-01',
    '2022-02-30',
    '2021-02-29',
    '32 Jul 2022',
    '2022-07-24T25:00',
    '2022-07-24 junk',
    '22-07-24',
    'yesterday',
    '2022-7-24-1',
    '0/0/2022',
  ])('%s is an error', (cell) => {
    expect(errorOf(() => daysAt('2022-07-24', cell)).code).toBe('not-a-date');
  });

  test('the error names row, column and count', () => {
    expect(told(() => daysAt('2022-07-24', 'soon', 'later'))).toBe(
      '[not-a-date] <arrays>: row 2 of column "Date" holds "soon", which is not a date; so with 2 of the column\'s 3 cells — write dates as 2022-07-24, 2022-07 or 2022-07-24T15:04:05, or leave such rows out with --skip-invalid',
    );
    expect(errorOf(() => daysAt('2022-07-24', '')).code).toBe('empty-cell');
    expect(errorOf(() => daysAt('1958.203')).advice).toContain('decimal years already');
    expect(errorOf(() => daysAt('44766')).advice).toContain('Excel serial number');
  });

  test('with skipInvalid it is NaN', () => {
    expect([...days(tableFromArrays({ Date: ['1970-01-02', 'x'] }), 'Date', { skipInvalid: true })]).toEqual([1, Number.NaN]);
  });

  test('day and month are told by another cell of the column, or are an error with both readings', () => {
    expect(daysAt('7/8/2022', '7/24/2022')).toEqual(daysAt('2022-07-08', '2022-07-24'));
    expect(daysAt('7/8/2022', '24/7/2022')).toEqual(daysAt('2022-08-07', '2022-07-24'));
    expect(told(() => daysAt('7/8/2022'))).toBe(
      '[ambiguous-date] <arrays>: row 1 of column "Date" holds "7/8/2022", which can be month/day or day/month, and no other cell decides it — write the dates as 2022-07-24',
    );
    expect(errorOf(() => daysAt('7/24/2022', '24/7/2022')).code).toBe('ambiguous-date');
    const table = selectRows(tableFromArrays({ Date: ['7/24/2022', '7/8/2022'] }), Uint8Array.of(0, 1));
    expect([...days(table, 'Date')]).toEqual(daysAt('2022-07-08'));
  });
});
