import type { MadePart } from '../part-groups.js';
import { inertHtml } from '../render/escape-html.js';
import { formula, scrolled } from '../render/formula.js';
import { figureHtml, pictureHtml } from '../render/picture-html.js';
import { asideHtml, detailsHtml, preHtml } from '../render/pre-html.js';
import { prefixedIds } from '../render/prefixed-ids.js';
import { tableHtml } from '../render/table.js';
import { hugoCode } from './code.js';
import { type HugoWriting, raw } from './writing.js';

/** A part that the machine made as Hugo's Markdown: code as code, all else as HTML. */
export function hugoMade(part: MadePart, source: string, writing: HugoWriting): string {
  return part.kind === 'code' ? hugoCode(part.value, part.language, writing) : raw(htmlOf(part, source, writing), writing);
}

function htmlOf(part: Exclude<MadePart, { kind: 'code' }>, source: string, writing: HugoWriting): string {
  switch (part.kind) {
    case 'text':
      return preHtml(part.value, part.tone);
    case 'html':
      return `<div class="downhill-html" style="overflow-x:auto">\n${inertHtml(prefixedIds(part.html.trim(), writing.idPrefix))}\n</div>`;
    case 'picture':
      return figureHtml(pictureHtml(part.picture, writing.address), part.caption);
    case 'math':
      return scrolled(inertHtml(formula(part.tex, true, `${source}, ${part.region}`, writing.note)), true);
    case 'table':
      return tableHtml(part);
    case 'aside':
      return asideHtml(part.text, part.tone);
    case 'details':
      return detailsHtml(part.summary, part.language, part.value);
  }
}
