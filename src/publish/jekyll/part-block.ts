import type { Part, Prose } from '../post.js';
import { inertHtml, withoutBlankLines } from '../render/escape-html.js';
import { fence, type Mark } from '../render/fence.js';
import { figureHtml } from '../render/picture-html.js';
import { inert, literal, type Piece } from '../render/pieces.js';
import { asideHtml, detailsHtml, preHtml } from '../render/pre-html.js';
import { prefixedIds } from '../render/prefixed-ids.js';
import { tableHtml } from '../render/table.js';
import type { ProseWriter } from './prose-pieces.js';

export interface BlockWriter extends Pick<ProseWriter, 'picture' | 'math'> {
  /** Before every id of a machine's HTML: two posts may stand on one page. */
  readonly idPrefix: string;
  /** kramdown is told not to read Markdown in these blocks. */
  readonly closed: boolean;
  readonly fence: Mark;
}

type MadePart = Exclude<Part, Prose>;

/** What a machine made, as a block of Markdown or of HTML without blank lines: the same for kramdown and for CommonMark. */
export function partBlock(part: MadePart, writer: BlockWriter): Piece[] {
  if (part.kind === 'code') return [literal(fence(part.value, part.language, '', writer.fence))];
  const html = partHtml(part, writer);
  return [inert(writer.closed ? html.replace(/^<\w+/, '$& markdown="0"') : html)];
}

function partHtml(part: Exclude<MadePart, { kind: 'code' }>, writer: BlockWriter): string {
  switch (part.kind) {
    case 'text':
      return preHtml(part.value, part.tone);
    case 'html':
      return `<div class="downhill-html" style="overflow-x:auto">\n${withoutBlankLines(inertHtml(prefixedIds(part.html.trim(), writer.idPrefix)))}\n</div>`;
    case 'picture':
      return figureHtml(writer.picture(part.picture), part.caption);
    case 'math':
      return `<div class="downhill-math" style="margin:1em 0">${writer.math(part.tex, true, part.region)}</div>`;
    case 'table':
      return tableHtml(part);
    case 'aside':
      return asideHtml(part.text, part.tone);
    case 'details':
      return detailsHtml(part.summary, part.language, part.value);
  }
}
