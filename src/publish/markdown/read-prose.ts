import type { Picture } from '../asset.js';
import type { Prose } from '../post.js';
import type { MathDefinitions } from './math-definitions.js';
import { refuseEndless } from './refuse-endless.js';
import { settle, type Word } from './settle.js';
import { spansOf } from './spans-of.js';

export interface ProseOptions {
  /** Written by the site's own author: its HTML and its addresses stay. */
  readonly trusted: boolean;
  /** Where an offset of the text stands, for messages. */
  readonly place: (offset: number) => string;
  /**
   * A picture's bytes. @param reference as meant by its author, `%20` and backslashes of Windows included. @param at its offset in the text.
   * @returns `address` for one that stays where it is, `missing` for one that is not there and may be so.
   */
  readonly picture: (
    reference: string,
    alt: string,
    title: string | undefined,
    at: number,
  ) => Promise<Picture | 'address' | 'missing'>;
  /** What stays of HTML that is not trusted, tag by tag; without it nothing stays. */
  readonly clean?: (html: string) => string;
  /** Stretches that stand for a text: quoted results. Formulas that hold one get its text. */
  readonly references?: readonly Word[];
  /** Commands that formulas define for those behind them, where the document holds more prose than this. */
  readonly definitions?: MathDefinitions;
}

/**
 * Reads Markdown and finds all that a target writes in its own way: code, formulas, pictures (also `<img>`, Typora's with blanks, Obsidian's), HTML,
 * addresses. The text itself stays as it is. @throws what `picture` throws; DownhillError `text-too-large`,
 * `text-too-tangled`.
 *
 * @example (await readProse('Let $x > 0$.', { trusted: true, place: String, picture: async () => 'missing' })).spans[0] // { kind: 'math', start: 4, end: 11, tex: 'x > 0', display: false }
 */
export async function readProse(text: string, options: ProseOptions): Promise<Prose> {
  const { trusted, place, references = [] } = options;
  refuseEndless(text, place);
  const settled = settle(text, references, { doubleInline: trusted, escaped: trusted });
  return { kind: 'prose', text, spans: await spansOf({ text, settled, options }), place, trusted };
}
