import type { PostDate } from '../post-date.js';

/**
 * A date as Jekyll and Hugo take it: `2022-07-15`, `2022-07-15 21:30:00 +0900`, ISO 8601, `July 15, 2022`, `15 Jul 2022 21:30 KST`, `2022년 7월 15일`, `2022. 7. 15.`.
 * Fractions of a second go. @returns null for what is no date, or a day that does not exist.
 * @example readDate('2022-07-15 21:30 +0900') // { day: '2022-07-15', time: '21:30:00', offset: '+09:00' }
 */
export function readDate(text: string): PostDate | null {
  const written = text.trim();
  for (const { form, order } of DAYS) {
    const match = form.exec(written);
    if (match === null) continue;
    const [year, month, day] = order.map((index) => match[index] as string) as [string, string, string];
    const date = dayOf(Number(year), monthOf(month), Number(day));
    const clock = timeOf(written.slice(match[0].length));
    return date === null || clock === null ? null : { day: date, ...clock };
  }
  return null;
}

const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `((?:${MONTHS.join('|')})[a-z]*)\\.?`;
/** `order`: the groups of year, month and day. */
const DAYS: readonly { readonly form: RegExp; readonly order: readonly [number, number, number] }[] = [
  { form: /^(\d{4})([-/]|\. ?)(\d{1,2})\2(\d{1,2})(?!\d)\.?/, order: [1, 3, 4] },
  { form: /^(\d{4})(\d{2})(\d{2})(?!\d)/, order: [1, 2, 3] },
  { form: /^(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일/, order: [1, 2, 3] },
  { form: new RegExp(`^${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d),?`, 'i'), order: [3, 1, 2] },
  { form: new RegExp(`^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+${MONTH},?[\\s-]+(\\d{4})(?!\\d),?`, 'i'), order: [3, 2, 1] },
];

const monthOf = (text: string): number => (/^\d/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1);

function dayOf(year: number, month: number, day: number): string | null {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year < 1 || days === undefined || day < 1 || day > days
    ? null
    : `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

const two = (number: number): string => String(number).padStart(2, '0');

const TIME = /^(?:\s*T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?m\.?)?/i;
const OFFSET = /^\s*(?:(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?|(Z|UTC|GMT)|(KST|JST))(?:\s*\([^)]*\))?$/i;

function timeOf(rest: string): Pick<PostDate, 'time' | 'offset'> | null {
  if (rest.trim() === '') return { time: null, offset: null };
  const match = TIME.exec(rest);
  if (match === null) return null;
  const [all, hours = '', minutes = '', seconds = '0', half] = match;
  const written = Number(hours);
  if (half !== undefined && (written < 1 || written > 12)) return null;
  const hour = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const time = `${two(hour)}:${minutes}:${two(Number(seconds))}`;
  const zone = rest.slice(all.length);
  if (zone.trim() === '') return { time, offset: null };
  const found = OFFSET.exec(zone);
  if (found === null) return null;
  const [, sign, east = '', more = '00', universal] = found;
  if (universal !== undefined) return { time, offset: '+00:00' };
  if (sign === undefined) return { time, offset: '+09:00' };
  return Number(east) > 14 || Number(more) > 59 ? null : { time, offset: `${sign}${two(Number(east))}:${more}` };
}
