import type { Day } from './jekyll-permalink.js';

const WRITTEN = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\s*$/;

/**
 * The day of a post as Jekyll sees it: a moment without an offset is one of UTC (its YAML reader's rule), and all are moved to the site's time zone.
 * @param zone `timezone` of the settings; without it the machine's counts, and UTC is taken, as on the hosts that build sites.
 */
export function jekyllDay(written: unknown, zone: unknown): Day | null {
  const found = WRITTEN.exec(String(written ?? '').trim());
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  // A day without a time is one of the site's own zone.
  if (found[4] === undefined) return { year, month, day, hour: 0, minute: 0, second: 0 };
  const moment = Date.UTC(year, month - 1, day, hour, minute, second) - offsetMinutes(found[7]) * 60_000;
  return inZone(new Date(moment), typeof zone === 'string' ? zone : 'UTC');
}

function offsetMinutes(written: string | undefined): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(written ?? '');
  return found === null ? 0 : (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0));
}

function inZone(moment: Date, zone: string): Day | null {
  if (Number.isNaN(moment.getTime())) return null;
  const parts: Record<string, number> = {};
  const form = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
  for (const { type, value } of formatter(zone, form).formatToParts(moment)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

// The rules of time zones, in one fixed language: nothing of the machine's own.
function formatter(zone: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-US', { ...form, timeZone: zone });
  } catch {
    made = new Intl.DateTimeFormat('en-US', { ...form, timeZone: 'UTC' });
  }
  formatters.set(zone, made);
  return made;
}
