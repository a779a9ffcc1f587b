import type { Shortcodes } from '../site/hugo-shortcodes.js';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A call of a shortcode as it is written: its tag. */
export interface Tag extends Range {
  readonly name: string;
  readonly kind: 'open' | 'close' | 'whole' | 'comment';
}

/**
 * Finds the shortcodes that an author means, in prose: those that the site has, closed where they must be. Any other would stop the build of the whole
 * site, and is text.
 *
 * @param code stretches of code and formulas: nothing is meant there.
 * @param shortcodes those of the site; null where they cannot be known, and every one that is written rightly stays.
 * @param text whole tags only. Offsets in UTF-16 code units, sorted.
 */
export function authorShortcodes(
  text: string,
  code: readonly Range[],
  shortcodes: Shortcodes | null,
): { readonly live: readonly Tag[]; readonly unknown: readonly Tag[] } {
  const tags = tagsOf(text).filter(({ start, end }) => !code.some((range) => start < range.end && range.start < end));
  const live: Tag[] = [];
  const unknown: Tag[] = [];
  const open: Tag[] = [];
  const alone = (tag: Tag): void => {
    const inner = shortcodes?.get(tag.name);
    // Hugo refuses `{{< x />}}` of what holds nothing, too.
    const stays = shortcodes === null || inner === (tag.kind === 'whole');
    (stays ? live : unknown).push(tag);
  };
  for (const tag of tags) {
    if (tag.kind === 'comment') live.push(tag);
    else if (tag.kind === 'whole') alone(tag);
    else if (tag.kind === 'open') open.push(tag);
    else {
      const at = open.findLastIndex(({ name }) => name === tag.name);
      if (at < 0) {
        unknown.push(tag);
        continue;
      }
      const [begun, ...inside] = open.splice(at) as [Tag, ...Tag[]];
      for (const each of inside) alone(each);
      // Hugo refuses an end where the template does not ask for what is inside.
      (shortcodes === null || shortcodes.get(tag.name) === true ? live : unknown).push(begun, tag);
    }
  }
  for (const tag of open) alone(tag);
  const sorted = (list: Tag[]): Tag[] => list.sort((a, b) => a.start - b.start);
  return { live: sorted(live), unknown: sorted(unknown) };
}

function tagsOf(text: string): Tag[] {
  const tags: Tag[] = [];
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const tag = tagAt(text, start);
    if (tag !== null) tags.push(tag);
    start = text.indexOf('{{', tag?.end ?? start + 1);
  }
  return tags;
}

function tagAt(text: string, start: number): Tag | null {
  const close = { '<': '>}}', '%': '%}}' }[text.charAt(start + 2)];
  if (close === undefined) return null;
  if (text.startsWith('/*', start + 3)) {
    const at = text.indexOf(`*/${close}`, start + 5);
    return at < 0 ? null : { start, end: at + close.length + 2, name: '', kind: 'comment' };
  }
  const at = text.indexOf(close, start + 3);
  const [, slash, name, whole] = (at < 0 ? null : TAG.exec(text.slice(start + 3, at))) ?? [];
  if (name === undefined) return null;
  return { start, end: at + close.length, name, kind: slash === '/' ? 'close' : whole === '/' ? 'whole' : 'open' };
}

/**
 * What stands between the signs of a shortcode: a name, then values, or names with values, never both. Anything else stops Hugo.
 * Source: Hugo, parser/pageparser/pagelexer_shortcode.go.
 */
const WORD = '[\\p{L}\\p{N}_.-]+';
const VALUE = `(?:"(?:\\\\.|[^"\\\\])*"|\`[^\`]*\`|${WORD})`;
const TAG = new RegExp(
  `^\\s*(/?)\\s*(${WORD}(?:/${WORD})*)(?:(?:\\s+${VALUE})*|(?:\\s+${WORD}\\s*=\\s*${VALUE})*)\\s*(/?)\\s*$`,
  'u',
);
