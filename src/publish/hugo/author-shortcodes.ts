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
    const stays = shortcodes === null || inner === false || (inner === true && tag.kind === 'whole');
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
  for (
    let start = text.indexOf('{{');
    start >= 0;
    start = text.indexOf('{{', tags.at(-1)?.start === start ? (tags.at(-1)?.end ?? 0) : start + 1)
  ) {
    const close = { '<': '>}}', '%': '%}}' }[text.charAt(start + 2)];
    if (close === undefined) continue;
    const comment = text.startsWith('/*', start + 3);
    const at = text.indexOf(comment ? `*/${close}` : close, start + (comment ? 5 : 3));
    if (at < 0) continue;
    const end = at + close.length + (comment ? 2 : 0);
    const inside = text.slice(start + 3, at);
    // A quote that is never closed stops Hugo as well.
    const [, slash, name] = inside.replace(/\\"/g, '').split('"').length % 2 === 0 ? [] : (NAME.exec(inside) ?? []);
    if (comment) tags.push({ start, end, name: '', kind: 'comment' });
    else if (name !== undefined)
      tags.push({ start, end, name, kind: slash === '/' ? 'close' : /\/\s*$/.test(inside) ? 'whole' : 'open' });
  }
  return tags;
}

/** Source: Hugo, parser/pageparser/pagelexer_shortcode.go. */
const NAME = /^\s*(\/?)\s*([\p{L}\p{N}_.-]+(?:\/[\p{L}\p{N}_.-]+)*)(?=[\s/]|$)/u;
