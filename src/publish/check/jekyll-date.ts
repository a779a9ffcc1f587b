import type { PostDate } from '../post-date.js';

const WRITTEN =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\s*$/;

/** A date of front matter or of a file's name as Jekyll reads it: a time without an offset is one of UTC, the rule of its YAML reader; null where it is none. */
export function jekyllDate(written: unknown): PostDate | null {
  const found = WRITTEN.exec(String(written ?? '').trim());
  if (found === null) return null;
  const [, year, month, day, hour, minute, second] = found.map((part) => (part ?? '0').padStart(2, '0'));
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  return {
    day: `${year}-${month}-${day}`,
    time: found[4] === undefined ? null : `${hour}:${minute}:${second}`,
    offset: found[4] === undefined ? null : offset(found[7]),
  };
}

function offset(written: string | undefined): string {
  const found = /^([+-]\d{2}):?(\d{2})?$/.exec(written ?? '');
  return found === null ? '+00:00' : `${found[1]}:${found[2] ?? '00'}`;
}
