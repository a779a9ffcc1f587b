import type { LeftOut } from './checked-site.js';
import { fileMatch, type JekyllConfig } from './jekyll-config.js';

/**
 * Why Jekyll does not copy a file, as its `EntryFilter` does: each folder of the path is asked as well.
 * @returns null for a file that reaches the site.
 */
export function jekyllLeftOut(path: string, config: JekyllConfig): LeftOut | null {
  const parts = path.split('/');
  for (let i = 0; i < parts.length; i++) {
    const entry = parts.slice(0, i + 1).join('/');
    const name = parts[i] as string;
    const folder = i < parts.length - 1;
    if (config.include.some((pattern) => fileMatch(trimmed(pattern), entry) || fileMatch(trimmed(pattern), name))) continue;
    if (config.exclude.some((pattern) => excludes(pattern, entry, folder))) return 'excluded';
    if (folder && (name === '_posts' || name === '_drafts')) return 'posts-folder';
    if (folder && name.startsWith('_') && config.collections.get(name.slice(1))?.output === true) continue;
    if (/^[._#~]/.test(name)) return 'special-name';
    if (name.endsWith('~') || name.endsWith('.')) return 'backup-name';
  }
  return null;
}

const trimmed = (pattern: string): string => pattern.replace(/^\/+/, '');

/** A pattern that an entry begins with excludes it too: `exclude: [img]` drops `img2.png`. */
const excludes = (pattern: string, entry: string, folder: boolean): boolean => {
  const plain = trimmed(pattern);
  return plain !== '' && (fileMatch(plain, entry) || entry.startsWith(plain) || (folder && plain === `${entry}/`));
};
