import type { PostDate } from '../post-date.js';

/** `2022-07-15`, `2022-07-15T21:30:00`, `2022-07-15T21:30:00+09:00`. */
export const dateText = ({ day, time, offset }: PostDate): string =>
  `${day}${time === null ? '' : `T${time}`}${time === null ? '' : (offset ?? '')}`;

/**
 * A date as one types it: a day, with a time or without, with an offset (`Z`, `+09:00`, `+0900`) or without.
 * @returns null for what is no date, and for a day that no calendar has.
 * @example readDate('2022-07-15 21:30 +0900') // { day: '2022-07-15', time: '21:30:00', offset: '+09:00' }
 */
export function readDate(text: string): PostDate | null {
  const found = DATE.exec(text.trim());
  if (found === null) return null;
  const [, year = '', month = '', day = '', hour, minute = '', second = '00', zone] = found;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  const offset = zone === undefined ? null : zone === 'Z' || zone === 'z' ? '+00:00' : zone.replace(/^(...):?/, '$1:');
  if (Number(hour ?? 0) > 23 || Number(minute || 0) > 59 || Number(second) > 59) return null;
  if (offset !== null && (Number(offset.slice(1, 3)) > 14 || Number(offset.slice(4)) > 59)) return null;
  return { day: `${year}-${month}-${day}`, time: hour === undefined ? null : `${hour}:${minute}:${second}`, offset };
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|z|[+-]\d\d:?\d\d)?)?$/;

function isDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
