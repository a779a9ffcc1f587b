import type { Asset } from '../asset.js';
import type { Note } from '../note.js';

/** What writing a post for one Hugo site depends on. */
export interface HugoWriting {
  /** Whether the site leaves the HTML in Markdown alone (`markup.goldmark.renderer.unsafe`). */
  readonly unsafe: boolean;
  /** Whether `:smile:` becomes a picture, in code too. */
  readonly emoji: boolean;
  /** Before every id of a machine's HTML: two posts may stand on one page. */
  readonly idPrefix: string;
  /** The address of a picture, ready to stand in an attribute; the picture is kept for the post from then on. */
  readonly address: (asset: Asset) => string;
  readonly note: (note: Note) => void;
}

/**
 * HTML that Hugo shows as it is, in a shortcode of downhill's, whether the site allows HTML in Markdown or not: blank lines, quotes and underscores
 * mean nothing in it. Hugo up to 0.118 puts emoji even there, and everywhere ends the summary at its divider.
 */
export function raw(html: string, { emoji }: Pick<HugoWriting, 'emoji'>): string {
  if (html === '') return '';
  const whole = html.replaceAll(DIVIDER, '');
  return `${OPEN}${emoji ? whole.replace(/:(?=[\w+-]+:)/g, '&#58;') : whole}${CLOSE}`;
}

/** HTML next to HTML is one: a block that stands alone in its lines gets no paragraph around it then. */
export const joinedRaw = (markdown: string): string => markdown.replaceAll(CLOSE + OPEN, '');

const OPEN = '{{< downhill/html >}}';
const CLOSE = '{{< /downhill/html >}}';

export const DIVIDER = '<!--more-->';
