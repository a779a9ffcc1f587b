import type { Range } from './author-liquid.js';

export interface TextMend extends Range {
  readonly by: string;
}

/**
 * Changes within plain text: characters that kramdown reads as something and CommonMark does not.
 *
 * @param range of the text, in `text`.
 * @param options bars: `|` would make a table of the paragraph. trusted: kramdown's attributes and definition lists are the author's.
 */
export function textMends(
  text: string,
  { start, end }: Range,
  { bars, trusted }: { bars: boolean; trusted: boolean },
): TextMend[] {
  const mends: TextMend[] = [];
  // One more: what follows counts.
  const source = text.slice(start, end + 1);
  for (const found of source.matchAll(SIGNIFICANT)) {
    const [sign] = found;
    if (start + found.index + sign.length > end) break;
    const at = start + found.index;
    const lineStart = /(?:^|\n)[ \t>]*$/.test(text.slice(Math.max(0, at - 80), at));
    const by = mended(sign, lineStart, bars, trusted);
    if (by !== null) mends.push({ start: at, end: at + sign.length, by });
  }
  return mends;
}

/**
 * A backslash with what it escapes, two dollars, a bar, the beginning of kramdown's attributes, of a tag, the middle of a link, and what begins a block at
 * the start of a line.
 */
const SIGNIFICANT = /\\[\s\S]|\$\$+|\||\{[:#]|<|\](?=[(:[])|:(?=[ \t])|\^(?=[ \t]*(?:\n|$))|\d{1,9}\.(?=[ \t])/g;

function mended(sign: string, lineStart: boolean, bars: boolean, trusted: boolean): string | null {
  if (sign.startsWith('\\')) return UNKNOWN_ESCAPES.test(sign) ? `&#${sign.charCodeAt(1)};` : null;
  if (sign === '|') return bars ? '\\|' : null;
  if (sign.startsWith('$')) return sign.replaceAll('$', '\\$');
  if (sign.startsWith('{')) return trusted ? null : `\\${sign}`;
  // What CommonMark takes for text could be a tag or a link for kramdown: nobody has looked at it.
  if (sign === '<' || sign === ']') return trusted ? null : sign === '<' ? '&lt;' : '&#93;';
  if (!lineStart) return null;
  if (sign === ':') return trusted ? null : '\\:';
  if (sign === '^') return '&#94;';
  return `${sign.slice(0, -1)}\\.`;
}

/** CommonMark's escapes that kramdown shows with their backslash. */
const UNKNOWN_ESCAPES = /^\\[%&/,;?@^]$/;
