import type { Root } from 'mdast';
import { type Change, rangeOf } from './kramdown-blocks.js';

/**
 * CommonMark reads Markdown after a blank line within an element (`<details>`, `<td>`); kramdown only where the element says so. Every element that is open
 * where Markdown goes on says it.
 */
export function openElements(text: string, root: Root, change: Change): void {
  const open: { readonly name: string; readonly at: number; said: boolean }[] = [];
  for (const node of root.children) {
    const inner = open.at(-1);
    if (node.type !== 'html') {
      const model = MODELS[inner?.name ?? ''];
      if (inner === undefined || inner.said || model === undefined) continue;
      inner.said = true;
      change(inner.at, inner.at, ` markdown="${model}"`);
      continue;
    }
    const { start, end } = rangeOf(node);
    for (const tag of text.slice(start, end).matchAll(TAG)) {
      const [all, close = '', written = ''] = tag;
      const name = written.toLowerCase();
      const at = start + tag.index + 1 + written.length;
      if (VOID.test(name) || all.endsWith('/>') || all.startsWith('<!--')) continue;
      if (close !== '')
        open.splice(
          Math.max(
            0,
            open.findLastIndex((other) => other.name === name),
          ),
        );
      else open.push({ name, at, said: /\smarkdown=/.test(all) });
      // Within an element that is read it would be read as well, which is not what CommonMark does.
      if (name === 'summary' && close === '') change(at, at, ' markdown="0"');
    }
  }
}

const TAG = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z\d]*)\b(?:"[^"]*"|'[^']*'|[^'"<>])*>/gi;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const MODELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'details div section article aside main center figure td th li blockquote'.split(' ').map((name) => [name, 'block']),
  ),
  p: 'span',
};
