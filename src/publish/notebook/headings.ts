import type { Lang } from '../../base/text.js';
import { plainText, spanText } from '../markdown/plain-text.js';
import { proseTree } from '../markdown/prose-tree.js';
import type { Prose } from '../post.js';

/** The last heading of a text; null for none. */
export function lastHeading(prose: Prose): string | null {
  if (!/#|^ {0,3}(?:=+|-+)\s*$/m.test(prose.text)) return null;
  const heading = proseTree(prose, spanText).children.findLast((node) => node.type === 'heading');
  return heading === undefined ? null : plainText(heading) || null;
}

/** Enough to know a language by. */
const MOST_CHARACTERS = 400_000;

/** The language that the words of a text are in: Korean where a quarter of its letters outside of code, formulas, HTML and addresses are Hangul. */
export function languageOfText(text: string): Lang {
  const words = text
    .slice(0, MOST_CHARACTERS)
    .replace(/(`+|\${1,2})[\s\S]*?\1|<[^<>]*>|\\begin\{(\w+\*?)\}[\s\S]{0,5000}?\\end\{\2\}|\]\([^)]{0,2000}\)|https?:\S+/g, ' ');
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const hangul = words.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  return hangul > 0 && 4 * hangul >= letters ? 'ko' : 'en';
}
