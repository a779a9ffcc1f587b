import { parse } from 'yaml';
import { type Config, record } from '../site/jekyll-config.js';

/** The values of a post's front matter; none where there is none that can be read. */
export function readFrontMatterText(text: string): Config {
  const found = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  if (found === null) return {};
  try {
    return record(parse(found[1] ?? '', { version: '1.1', merge: true, uniqueKeys: false, logLevel: 'silent' })) ?? {};
  } catch {
    return {};
  }
}
