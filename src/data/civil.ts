/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar (year 0 is 1 BC).
 * Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, `days_from_civil`; exact for |year| < 2^40.
 *
 * @param month 1 … 12. @param day 1 … {@link daysInMonth}.
 * @example daysFromCivil(2000, 3, 1) // 11017
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysInYear = (year: number): number => (isLeapYear(year) ? 366 : 365);

/** @param month 1 … 12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

/** A moment, UTC: a date and the seconds since its midnight (below 0 or from 86,400 on after a shift of the time zone). */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly seconds: number;
}

/** Days since 1970-01-01T00:00Z. */
export const daysOf = ({ year, month, day, seconds }: Moment): number => daysFromCivil(year, month, day) + seconds / 86_400;

/**
 * Decimal year: the year + (day of the year − 1 + part of the day) / days in the year. So January 1st is the whole number, and
 * 2 July 12:00 of a common year is half past.
 *
 * @example yearsOf({ year: 1958, month: 3, day: 1, seconds: 0 }) // 1958 + 59/365
 */
export function yearsOf(moment: Moment): number {
  const start = daysFromCivil(moment.year, 1, 1);
  const day = daysFromCivil(moment.year, moment.month, moment.day) - start;
  const days = day + moment.seconds / 86_400;
  // A time zone can move a moment over the turn of the year.
  if (days < 0) return moment.year + days / daysInYear(moment.year - 1);
  const length = daysInYear(moment.year);
  return days < length ? moment.year + days / length : moment.year + 1 + (days - length) / daysInYear(moment.year + 1);
}
