import type { PostDate } from '../post-date.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * The offset that a zone's clocks have at a local time, as `+09:00`. In the hour that clocks skip, and the first time in the hour they repeat: the offset before.
 *
 * @param zone an IANA name that is known.
 */
export function zoneOffset(zone: string, day: string, time: string): string {
  const local = Date.parse(`${day}T${time}Z`);
  const before = offsetAt(zone, local - DAY);
  const after = offsetAt(zone, local + DAY);
  const offset = offsetAt(zone, local - before) !== before && offsetAt(zone, local - after) === after ? after : before;
  return written(offset);
}

/** The same moment on the clocks of a zone; unchanged where the moment, or the zone, is not known. */
export function inZone(date: PostDate, zone: string | null): PostDate {
  if (zone === null || date.offset === null || date.time === null) return date;
  const moment = Date.parse(`${date.day}T${date.time}Z`) - milliseconds(date.offset);
  const offset = offsetAt(zone, moment);
  const [day, time] = new Date(moment + offset).toISOString().slice(0, 19).split('T') as [string, string];
  return { day, time, offset: written(offset) };
}

/** A day as Jekyll's placeholders say it. @param day `2022-07-15`. */
export function dayParts(day: string): Readonly<Record<string, string>> {
  const date = new Date(`${day}T00:00:00Z`);
  const [year, month, dayOfMonth] = day.split('-') as [string, string, string];
  const weekday = (date.getUTCDay() + 6) % 7;
  // ISO 8601: a week belongs to the year of its Thursday.
  const thursday = new Date(date.getTime() + (3 - weekday) * DAY);
  const yearDay = (at: Date): number => Math.round((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / DAY);
  const two = (value: number): string => String(value).padStart(2, '0');
  const monthName = MONTHS[Number(month) - 1] as string;
  const dayName = DAYS[weekday] as string;
  return {
    year,
    month,
    day: dayOfMonth,
    i_day: String(Number(dayOfMonth)),
    i_month: String(Number(month)),
    short_month: monthName.slice(0, 3),
    long_month: monthName,
    short_year: year.slice(-2),
    w_year: String(thursday.getUTCFullYear()),
    week: two(Math.floor(yearDay(thursday) / 7) + 1),
    w_day: String(weekday + 1),
    short_day: dayName.slice(0, 3),
    long_day: dayName,
    y_day: String(yearDay(date) + 1).padStart(3, '0'),
  };
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** Milliseconds to add to UTC. */
function offsetAt(zone: string, moment: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
}

const milliseconds = (offset: string): number => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [null, '+', '00', '00'];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
};

const written = (offset: number): string => {
  const minutes = Math.abs(Math.round(offset / MINUTE));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
