import { attributeText, escapeText } from './escape.js';
import type { Leaf, Tree } from './tree.js';

const VOID: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'wbr']);

/**
 * A cleaned tree as HTML without empty lines, which would end a block of HTML in Markdown: line ends of `<pre>` that would make one are written `&#10;`.
 */
export const writeHtml = (tree: readonly Leaf[], pre = false): string =>
  tree.map((leaf) => (typeof leaf === 'string' ? text(leaf, pre) : element(leaf, pre))).join('');

function element({ space, name, attributes, children }: Tree, pre: boolean): string {
  const start = `<${name}${attributesText(attributes)}`;
  if (space === 'html' && VOID.has(name)) return `${start}>`;
  if (space === 'svg' && children.length === 0) return `${start}/>`;
  const kept = pre || name === 'pre';
  const first = children[0];
  // The parser drops a line end right after <pre>.
  const lost = name === 'pre' && typeof first === 'string' && first.startsWith('\n') ? '&#10;' : '';
  return `${start}>${lost}${writeHtml(children, kept)}</${name}>`;
}

/** The same tree as a file of SVG. */
export const writeXml = (tree: readonly Leaf[]): string =>
  tree
    .map((leaf) => {
      if (typeof leaf === 'string') return escapeText(leaf);
      const start = `<${leaf.name}${attributesText(leaf.attributes)}`;
      return leaf.children.length === 0 ? `${start}/>` : `${start}>${writeXml(leaf.children)}</${leaf.name}>`;
    })
    .join('');

const attributesText = (attributes: ReadonlyMap<string, string>): string =>
  [...attributes].map(([name, value]) => ` ${name}="${attributeText(value)}"`).join('');

function text(value: string, pre: boolean): string {
  const escaped = escapeText(value).replace(/\r\n?/g, '\n');
  return pre ? escaped.replace(/\n(?=[ \t]*\n|[ \t]*$)/g, '&#10;') : escaped.replace(/(?<![ \t])[ \t]*\n\s*/g, '\n');
}
