import type { Post, Prose } from '../post.js';

/** The heading above an offset of a prose; that above the prose where it has none before. */
export function headingAbove(prose: Prose, offset: number, before: string): string {
  let found = before;
  for (const match of prose.text.matchAll(/^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$/gm)) {
    if (match.index >= offset) break;
    if (!inCode(prose, match.index)) found = plain(match[1] as string);
  }
  return found;
}

/** The headings above each part of a post. */
export function headingsAbove(post: Post): readonly string[] {
  let above = '';
  return post.parts.map((part) => {
    const own = above;
    if (part.kind === 'prose') above = headingAbove(part, part.text.length, above);
    return own;
  });
}

const inCode = ({ spans }: Prose, at: number): boolean =>
  spans.some((span) => span.kind === 'code' && span.start <= at && at < span.end);
const plain = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .trim();
