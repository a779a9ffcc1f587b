import type { PostDate } from '../post-date.js';
import { readDate } from './read-date.js';

/** What a document's path says: `_posts/2022-07-15-gradient.md`, `content/gradient/index.md`. */
export interface NameSays {
  readonly date: PostDate | null;
  /** Without date and extension, as it is written. */
  readonly slug: string;
}

/** @param path with `/`. */
export function nameSays(path: string): NameSays {
  const names = path.split('/').filter((name) => name !== '');
  const file = (names.pop() ?? '').replace(/(?<=.)\.[A-Za-z\d]{1,10}$/, '');
  // A bundle of Hugo is named by its folder.
  const name = /^_?index(?:\.[a-z-]{2,5})?$/i.test(file) && names.length > 0 ? (names.pop() as string) : file;
  const [, day = '', rest = ''] = /^(\d{4}-\d{1,2}-\d{1,2})[-_ ](.+)$/.exec(name) ?? [];
  const date = day === '' ? null : readDate(day);
  return date === null ? { date: null, slug: name } : { date, slug: rest };
}
