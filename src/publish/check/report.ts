import type { Note } from '../note.js';
import type { SiteKind } from './checked-site.js';

/** What a check found. */
export interface CheckReport {
  readonly site: string;
  readonly kind: SiteKind;
  /** Posts, pages and documents of collections that were read. */
  readonly posts: number;
  /** Addresses that were followed, each from every page that shows it. */
  readonly references: number;
  /** Files that were decoded. */
  readonly pictures: number;
  /** In the order of files and of lines. */
  readonly notes: readonly Note[];
}

/** Whether something has to be done: notes alone are none. */
export const isClean = ({ notes }: CheckReport): boolean => notes.every(({ severity }) => severity === 'note');
