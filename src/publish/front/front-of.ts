import { DownhillError } from '../../base/errors.js';
import type { Front, Part } from '../post.js';
import type { PostDate } from '../post-date.js';
import { nameSays } from './file-name.js';
import { introducedHeading } from './introduced-heading.js';
import { leadOf } from './lead.js';
import { readDate } from './read-date.js';
import { sameText } from './same-text.js';
import type { FrontValues } from './values.js';

/** What a front matter, a text and a path say together. */
export interface FrontSources {
  readonly text: string | null;
  readonly values: FrontValues;
  readonly parts: readonly Part[];
  /** With `/`. */
  readonly path: string;
  /** The document's name, for messages. */
  readonly source: string;
  /** Whether the title's heading may stand behind an introduction, as in notebooks. */
  readonly introduced?: boolean;
}

/**
 * Title, date, name and excerpt of a post. The front matter says them first, then the text, then the file's name.
 * @throws DownhillError `date-invalid` for a date that is none: a site would not build.
 */
export function frontOf({ text, values, parts, path, source, introduced = false }: FrontSources): Front {
  const named = nameSays(path);
  const title = written(values.title);
  const excerpt = written(values.excerpt) ?? written(values.description) ?? written(values.summary);
  const lead = leadOf(parts, { title: title === null, excerpt: excerpt === null });
  const shown = title ?? lead.title ?? (named.slug.replace(/[-_]+/g, ' ').trim() || 'untitled');
  const first = lead.heading !== null && sameText(lead.title ?? '', shown) ? lead.heading : null;
  return {
    text,
    values,
    title: shown,
    titleHeading: first ?? (introduced ? introducedHeading(parts, shown) : null),
    date: dateOf(values.date, source) ?? named.date,
    slug: written(values.slug) ?? named.slug,
    excerpt: excerpt ?? lead.excerpt,
  };
}

/** A text, or a number as it is written, on one line; null for nothing. */
function written(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).replace(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}

function dateOf(value: unknown, source: string): PostDate | null {
  if (value === undefined || value === null || value === '') return null;
  const date = typeof value === 'string' ? readDate(value) : null;
  if (date !== null) return date;
  throw new DownhillError(
    'date-invalid',
    `the date of ${source} is no date: ${JSON.stringify(value)}`,
    'write it as 2022-07-15 21:30:00 +0900',
    {
      place: source,
    },
  );
}
