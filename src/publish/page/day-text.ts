import type { Lang } from '../../base/text.js';
import type { PostDate } from '../post-date.js';

/** A day as a person writes it. @example dayText({ day: '2022-07-15', time: null, offset: null }, 'ko') // '2022년 7월 15일' */
export function dayText({ day }: PostDate, lang: Lang): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { en: `${MONTHS[month - 1]} ${date}, ${year}`, ko: `${year}년 ${month}월 ${date}일` }[lang];
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
