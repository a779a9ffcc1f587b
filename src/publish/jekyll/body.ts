import type { Part, Post, Prose } from '../post.js';
import { regionEnd, regionStart } from '../regions.js';
import { inert, type Piece } from '../render/pieces.js';
import { type BlockWriter, partBlock } from './part-block.js';
import { type ProseWriter, prosePieces } from './prose-pieces.js';

/** A post below its front matter: prose as it is, every run of parts of one region between its markers, a blank line between all of them. */
export function bodyPieces(post: Post, prose: Omit<ProseWriter, 'without'>, blocks: BlockWriter): Piece[] {
  const { titleHeading } = post.front;
  const pieces: Piece[] = [];
  const append = (more: readonly Piece[]): void => {
    const next = more.map(({ text }) => text).join('');
    if (next.trim() === '') return;
    pieces.push(inert(gap(pieces, next)), ...more);
  };
  post.parts.forEach((part, i) => {
    if (part.kind === 'prose') {
      append(prosePieces(part, { ...prose, without: titleHeading?.part === i ? whole(part, titleHeading) : null }));
      return;
    }
    const before = regionOf(post.parts[i - 1]);
    const after = regionOf(post.parts[i + 1]);
    if (before !== part.region) append([inert(regionStart(part.region))]);
    append(partBlock(part, blocks));
    if (after !== part.region) append([inert(regionEnd(part.region))]);
  });
  const text = pieces.map((piece) => piece.text).join('');
  return text === '' || text.endsWith('\n') ? pieces : [...pieces, inert('\n')];
}

const regionOf = (part: Part | undefined): string | null => (part === undefined || part.kind === 'prose' ? null : part.region);

/** The line ends that are missing between two blocks. */
function gap(pieces: readonly Piece[], next: string): string {
  if (pieces.length === 0) return '';
  const end =
    /(?:\r?\n)*$/
      .exec(
        pieces
          .slice(-4)
          .map(({ text }) => text)
          .join('')
          .slice(-8),
      )?.[0]
      .split('\n').length ?? 1;
  const start = /^(?:[ \t]*\r?\n)*/.exec(next)?.[0].split('\n').length ?? 1;
  return '\n'.repeat(Math.max(0, 2 - (end - 1) - (start - 1)));
}

/** A heading with the blank lines after it; behind an introduction they keep it apart from what follows. */
function whole(part: Prose, heading: { readonly start: number; readonly end: number }): { start: number; end: number } {
  if (part.text.slice(0, heading.start).trim() !== '') return heading;
  const after = /^[ \t]*\r?\n(?:[ \t]*\r?\n)*/.exec(part.text.slice(heading.end))?.[0].length ?? 0;
  return { start: heading.start, end: heading.end + after };
}
