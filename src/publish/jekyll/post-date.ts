import type { PostDate } from '../post-date.js';
import type { JekyllSite } from '../site/jekyll-site.js';
import { zoneOffset } from '../site/zone.js';

/**
 * A date as YAML that gives the post the author's day in its address, on every machine that builds the site.
 *
 * With an offset it is a moment, and Jekyll takes its day in the site's `timezone`. Without that setting the day is the one on the clock of the machine: then
 * the time stands between quotes without an offset, because Jekyll reads it on the same clock, so that the day stays.
 *
 * @returns null where only the day is known: the file's name says it.
 */
export function jekyllDate(date: PostDate, site: Pick<JekyllSite, 'timezone'>): string | null {
  if (date.time === null) return null;
  const local = `${date.day} ${date.time}`;
  if (site.timezone !== null)
    return `${local} ${(date.offset ?? zoneOffset(site.timezone, date.day, date.time)).replace(':', '')}`;
  if (date.offset !== null && sameDayInUtc(date)) return `${local} ${date.offset.replace(':', '')}`;
  return `"${local}"`;
}

/** Sites are built by their author, on the clock that the author wrote, and by servers that have UTC. */
export function sameDayInUtc({ day, time, offset }: PostDate): boolean {
  if (time === null || offset === null) return false;
  return new Date(`${day}T${time}${offset}`).toISOString().slice(0, 10) === day;
}
