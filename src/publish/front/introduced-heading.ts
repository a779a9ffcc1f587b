import { decoded } from '../decoded.js';
import { plainText, spanText } from '../markdown/plain-text.js';
import { proseTree } from '../markdown/prose-tree.js';
import type { Front, Part, Prose } from '../post.js';
import { sameText } from './same-text.js';

/**
 * The heading of level 1 that says the title behind an introduction: a badge, authors, a licence in small print. It is the first heading (5 and 6 are print),
 * and no output precedes it. One that a link leads to stays, and so does the first of numbered ones (`1. Load`): it is a section.
 *
 * @returns null where there is none.
 */
export function introducedHeading(parts: readonly Part[], title: string): Front['titleHeading'] {
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'code') continue;
    if (part.kind !== 'prose') return null;
    if (!/#|^ {0,3}[=-]+[ \t]*$/m.test(part.text)) continue;
    for (const node of proseTree(part, spanText).children) {
      if (node.type !== 'heading' || node.depth > 4) continue;
      const text = plainText(node);
      const start = node.position?.start.offset ?? 0;
      const end = node.position?.end.offset ?? 0;
      if (node.depth > 1 || /^\d/.test(text) || !sameText(text, title)) return null;
      return holdsHtml(part, start, end) || leadsTo(parts, text) ? null : { part: index, start, end };
    }
  }
  return null;
}

/** Names of places among it: `# <a id="top"></a>Title`. */
const holdsHtml = ({ spans }: Prose, start: number, end: number): boolean =>
  spans.some((span) => span.kind === 'html' && span.start < end && span.end > start);

const FRAGMENT = /(?:\]\(|\]:|\bhref\s*=)\s*["'<]?#([^\s"'<>)]+)/g;

/** Whether a link of the post names the heading, as Jupyter (`#My-Title`), GitHub, Hugo or kramdown do, also as one of several with its words. */
function leadsTo(parts: readonly Part[], heading: string): boolean {
  const name = folded(heading);
  return parts.some((part) => {
    const text = part.kind === 'prose' ? part.text : part.kind === 'html' ? part.html : '';
    return [...text.matchAll(FRAGMENT)].some(([, fragment = '']) => folded(decoded(fragment)) === name);
  });
}

const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .replace(/\d+$/, '');
