import { daysInMonth, type Moment } from './civil.js';

/** The order of day and month where both are numbers and the year comes last. */
export type DayOrder = 'day-first' | 'month-first';

/**
 * Reads a date, with or without a time: `1958-03-01`, `1958-03-01T12:30:00.5+09:00`, `1958/3/1`, `2022. 7. 24.`, `2022년 7월 24일 오후 3:05`,
 * `20220724`, `202207`, `1958-03`, `2022년 7월`, `2020Q3`, `1958`, `24 Jul 2022`, `Jul 24, 2022`, `Jan 2000`, `24.07.2022`, and with a known order
 * `7/24/2022`. What is left out is the first: a month is its first day, a year its January 1st. Without a zone the time is UTC.
 *
 * @param order needed for `7/8/2022` only. @returns null when it is no date (or the order is needed and not given).
 */
export function parseDate(text: string, order: DayOrder | null): Moment | null {
  const cell = text.trim().replace(/\s+/g, ' ');
  for (const form of FORMS) {
    const match = form.pattern.exec(cell);
    if (match === null) continue;
    const date = form.read(match.groups ?? {}, order);
    if (date === null) continue;
    const rest = cell.slice(match[0].length);
    const seconds = rest === '' || rest === '.' ? 0 : secondsOf(rest);
    if (seconds === null || !isDate(date)) continue;
    return { year: date[0], month: date[1], day: date[2], seconds };
  }
  return null;
}

/** What a cell like `7/24/2022` shows of the order: `both` for `7/8/2022`, null for other forms. */
export function orderShown(text: string): DayOrder | 'both' | null {
  const match = /^(\d{1,2})([/-])(\d{1,2})\2\d{4}(?!\d)/.exec(text.trim());
  if (match === null) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  if (first < 1 || second < 1) return null;
  if (first > 12) return 'day-first';
  return second > 12 ? 'month-first' : 'both';
}

type Groups = Readonly<Record<string, string | undefined>>;
type Civil = readonly [year: number, month: number, day: number];

interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, order: DayOrder | null) => Civil | null;
}

const YEAR = '(?<y>\\d{4}|[+-]\\d{4,6})';
const civil = (y: string | undefined, m: string | number | undefined, d: string | number | undefined): Civil => [
  Number(y),
  Number(m ?? 1),
  Number(d ?? 1),
];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const monthOf = (name: string | undefined): number => MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?';

const FORMS: readonly Form[] = [
  { pattern: new RegExp(`^${YEAR}(?<s>[-/])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})(?!\\d)`), read: ({ y, m, d }) => civil(y, m, d) },
  { pattern: new RegExp(`^${YEAR}\\. ?(?<m>\\d{1,2})\\. ?(?<d>\\d{1,2})\\.?(?!\\d)`), read: ({ y, m, d }) => civil(y, m, d) },
  { pattern: new RegExp(`^${YEAR}년 ?(?:(?<m>\\d{1,2})월 ?(?:(?<d>\\d{1,2})일)?)?`), read: ({ y, m, d }) => civil(y, m, d) },
  { pattern: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?!\d)/, read: ({ y, m, d }) => civil(y, m, d) },
  { pattern: /^(?<y>(?:19|20)\d{2})(?<m>\d{2})$/, read: ({ y, m }) => civil(y, m, 1) },
  { pattern: /^(?<y>\d{4})[ -]?Q(?<q>[1-4])$/i, read: ({ y, q }) => civil(y, 3 * Number(q) - 2, 1) },
  { pattern: new RegExp(`^${YEAR}[-/](?<m>\\d{1,2})$`), read: ({ y, m }) => civil(y, m, 1) },
  { pattern: new RegExp(`^${YEAR}$`), read: ({ y }) => civil(y, 1, 1) },
  {
    pattern: new RegExp(`^${WEEKDAY}(?<d>\\d{1,2})(?:st|nd|rd|th)?[ -]${MONTH},?[ -](?<y>\\d{4})(?!\\d)`, 'i'),
    read: ({ y, m, d }) => civil(y, monthOf(m), d),
  },
  {
    pattern: new RegExp(`^${WEEKDAY}${MONTH}[ -](?<d>\\d{1,2})(?:st|nd|rd|th)?,?[ -](?<y>\\d{4})(?!\\d)`, 'i'),
    read: ({ y, m, d }) => civil(y, monthOf(m), d),
  },
  { pattern: new RegExp(`^${MONTH},?[ -](?<y>\\d{4})$`, 'i'), read: ({ y, m }) => civil(y, monthOf(m), 1) },
  // With points it is the day that comes first, wherever dates are written so.
  { pattern: /^(?<d>\d{1,2})\. ?(?<m>\d{1,2})\. ?(?<y>\d{4})(?!\d)/, read: ({ y, m, d }) => civil(y, m, d) },
  {
    pattern: /^(?<a>\d{1,2})(?<s>[/-])(?<b>\d{1,2})\k<s>(?<y>\d{4})(?!\d)/,
    read: ({ y, a, b }, order) => (order === null ? null : order === 'day-first' ? civil(y, b, a) : civil(y, a, b)),
  },
];

const isDate = ([year, month, day]: Civil): boolean => month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

const TIME =
  /^(?:T|t|,? )?(?<before>오전|오후)? ?(?<h>\d{1,2}):(?<m>\d{2})(?::(?<s>\d{2}(?:[.,]\d+)?))? ?(?<after>[AaPp]\.?[Mm]\.?)? ?(?<zone>Z|z|UTC|GMT|[+\u2212-]\d{2}(?::?\d{2})?)?$/;

/** Seconds since midnight UTC of what stands behind a date; null when it is no time. */
function secondsOf(text: string): number | null {
  const groups = TIME.exec(text)?.groups;
  if (groups === undefined) return null;
  const half = groups.before ?? groups.after;
  let hours = Number(groups.h);
  const minutes = Number(groups.m);
  const seconds = Number((groups.s ?? '0').replace(',', '.'));
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (/^(?:오후|p)/i.test(half) ? 12 : 0);
  }
  // 24:00 is the end of the day, :60 a leap second.
  if (hours > 24 || minutes > 59 || seconds >= 61 || (hours === 24 && minutes + seconds > 0)) return null;
  const zone = /^([+\u2212-])(\d{2}):?(\d{2})?$/.exec(groups.zone ?? '');
  const shift = zone === null ? 0 : (zone[1] === '+' ? 1 : -1) * (Number(zone[2]) * 3600 + Number(zone[3] ?? 0) * 60);
  return hours * 3600 + minutes * 60 + seconds - shift;
}
