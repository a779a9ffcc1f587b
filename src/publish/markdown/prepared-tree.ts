import type { Html, Nodes, Root } from 'mdast';
import type { Prose, Span } from '../post.js';
import type { HeadingIds } from './heading-ids.js';
import { withoutNoncharacters } from './mask.js';
import { plainText } from './plain-text.js';
import { proseTree } from './prose-tree.js';
import { Ranges } from './ranges.js';

export interface TreeWriter {
  readonly headings: HeadingIds;
  readonly address: (url: string, image: boolean) => string;
  /** The word that stands for a span. */
  readonly stand: (span: Span) => string;
  /** A text with its words as plain text. */
  readonly plain: (text: string) => string;
}

/** The tree of a prose with its addresses written, its headings named, and a word for every span that a target writes. */
export function preparedTree(prose: Prose, writer: TreeWriter): Root {
  const tree = proseTree(prose, writer.stand);
  visit(tree, { ...writer, prose, spans: new Ranges(prose.spans) });
  return tree;
}

interface Visitor extends TreeWriter {
  readonly prose: Prose;
  readonly spans: Ranges<Span>;
}

function visit(node: Nodes, visitor: Visitor): void {
  if (node.type === 'heading')
    node.data = { ...node.data, hProperties: { id: visitor.headings.of(visitor.plain(plainText(node))) } };
  else if (node.type === 'code' || node.type === 'inlineCode') {
    const span = visitor.spans.at(node.position?.start.offset ?? -1);
    if (span !== null) become(node, visitor.stand(span));
  } else if (node.type === 'html') node.value = htmlOf(node, visitor);
  else if (node.type === 'link' || node.type === 'image' || node.type === 'definition') writeAddress(node, visitor);
  if ('children' in node) for (const child of node.children) visit(child, visitor);
}

/** A word among HTML, in the place of a node: in a line as well as between blocks. */
function become(node: Nodes, value: string): void {
  const html: Html = { type: 'html', value };
  Object.assign(node, { lang: undefined, meta: undefined }, html);
}

function writeAddress(node: Extract<Nodes, { url: string }>, { prose, spans, address }: Visitor): void {
  const at = node.data?.address?.start ?? node.position?.start.offset;
  const span = at === undefined ? null : (spans.at(at) ?? spans.at(at + 1));
  const found = span?.kind === 'address' ? span : null;
  const url = found !== null && found.url !== prose.text.slice(found.start, found.end) ? found.url : node.url;
  // A bare address would go on over the word for a picture behind it.
  node.url = address(url.replace(/[\uFDD0-\uFDEF].*$/, ''), found?.image ?? node.type === 'image');
}

/** What the spans of a piece of HTML leave of it, with words for the pictures and formulas in it, without the marks of the quotes around it. */
function htmlOf(node: Html, visitor: Visitor): string {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const inside = visitor.spans.within(start, end);
  const prefixes = linePrefixes(visitor.prose.text.slice(start, end), node.value);
  return inside
    .map((span) => {
      if (span.kind === 'html') return withoutPrefixes(withoutNoncharacters(span.html), prefixes);
      return visitor.stand(span);
    })
    .join('');
}

/** What lists and quotes put before the lines of a block. */
function linePrefixes(written: string, value: string): ReadonlySet<string> {
  const lines = value.split(/\r\n|\r|\n/);
  const prefixes = written
    .split(/\r\n|\r|\n/)
    .map((line, i) => (line.endsWith(lines[i] ?? line) ? line.slice(0, line.length - (lines[i] ?? line).length) : ''));
  return new Set(prefixes.slice(1).filter((prefix) => prefix !== ''));
}

const withoutPrefixes = (html: string, prefixes: ReadonlySet<string>): string =>
  prefixes.size === 0
    ? html
    : html.replace(/(\r\n|\r|\n)([ \t>]+)/g, (all, end: string, blanks: string) => {
        const prefix = [...prefixes].find((each) => blanks.startsWith(each));
        return prefix === undefined ? all : end + blanks.slice(prefix.length);
      });
