import type { PostDate } from '../post-date.js';

const WRITTEN =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\s*$/;

/**
 * A date of front matter or of a file's name as Jekyll reads it; null where it is none. A time without an offset is one of UTC, the rule of its YAML reader.
 * Without seconds, or between quotes, it is a text for that reader, and Jekyll takes the time on the site's clock.
 * Source: Psych 4, scalar_scanner.rb, TIME; Jekyll 4.3, utils.rb, parse_date.
 *
 * @param quoted whether it stands between quotes.
 */
export function jekyllDate(written: unknown, quoted = false): PostDate | null {
  const found = WRITTEN.exec(String(written ?? '').trim());
  if (found === null) return null;
  const [, year, month, day, hour, minute, second] = found.map((part) => (part ?? '0').padStart(2, '0'));
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  if (found[4] === undefined) return { day: `${year}-${month}-${day}`, time: null, offset: null };
  const moment = found[6] !== undefined && !quoted;
  return { day: `${year}-${month}-${day}`, time: `${hour}:${minute}:${second}`, offset: offset(found[7], moment) };
}

function offset(written: string | undefined, moment: boolean): string | null {
  if (written === undefined) return moment ? '+00:00' : null;
  const found = /^([+-]\d{2}):?(\d{2})?$/.exec(written);
  return found === null ? '+00:00' : `${found[1]}:${found[2] ?? '00'}`;
}
