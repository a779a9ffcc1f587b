import { inertTexts } from '../render/escape-html.js';

/**
 * A formula as MathML that can stand in a line of Markdown: characters that Markdown, Liquid or a theme's script would take for their own are written as
 * numbers, and it begins with a tag that no engine takes for a block.
 *
 * @param math `<math>…</math>` on one line.
 */
export function inlineMath(math: string, display: boolean): string {
  const safe = inertTexts(math.replace(/[ \t\n]+/g, ' '));
  return display ? `<span style="display:block;overflow-x:auto;overflow-y:hidden">${safe}</span>` : `<span>${safe}</span>`;
}
