import type { Code, Definition, Html, Image, ImageReference, InlineCode, Link, Nodes, Root } from 'mdast';
import { type HtmlPiece, htmlPieces } from './html-pieces.js';
import type { Stretch } from './parse-markdown.js';

/** What a tree of Markdown holds, with offsets of the text that it was read from. */
export interface Structure {
  readonly code: readonly Placed<Code | InlineCode>[];
  readonly images: readonly Placed<Image | ImageReference>[];
  readonly links: readonly Placed<Link>[];
  readonly definitions: readonly Placed<Definition>[];
  /** Identifiers of the definitions that links use. */
  readonly references: ReadonlySet<string>;
  /** Blocks of HTML and single tags, in the order of the text. */
  readonly html: readonly (Placed<Html> & { readonly inline: boolean })[];
  /** All of them in pieces. */
  readonly pieces: readonly HtmlPiece[];
  /** Where running text stands: nothing that begins in one goes on in another. Sorted, not overlapping. */
  readonly leaves: readonly Leaf[];
}

export interface Placed<N> extends Stretch {
  readonly node: N;
}

export interface Leaf extends Stretch {
  /** One line of a table, a heading, text between tags: display formulas end with it too. */
  readonly closed: boolean;
  /** Of a table: a bar is written `\|` in it. */
  readonly row: boolean;
}

/** @param text the text that the tree was read from, or one of the same length with other characters. */
export function structureOf(tree: Root, text: string): Structure {
  const code: Placed<Code | InlineCode>[] = [];
  const images: Placed<Image | ImageReference>[] = [];
  const links: Placed<Link>[] = [];
  const definitions: Placed<Definition>[] = [];
  const references = new Set<string>();
  const html: (Placed<Html> & { readonly inline: boolean })[] = [];
  const pieces: HtmlPiece[] = [];
  const leaves: Leaf[] = [];
  for (const { node, start, end, inline } of placedNodes(tree)) {
    if (node.type === 'code' || node.type === 'inlineCode') code.push({ node, start, end });
    else if (node.type === 'image' || node.type === 'imageReference') images.push({ node, start, end });
    else if (node.type === 'link') links.push({ node, start, end });
    else if (node.type === 'definition') definitions.push({ node, start, end });
    else if (node.type === 'linkReference') references.add(node.identifier);
    else if (node.type === 'paragraph') leaves.push({ start, end, closed: false, row: false });
    else if (node.type === 'heading' || node.type === 'tableRow')
      leaves.push({ start, end, closed: true, row: node.type === 'tableRow' });
    else if (node.type === 'html') {
      html.push({ node, start, end, inline });
      for (const piece of htmlPieces(text.slice(start, end))) {
        const placed = { ...piece, start: start + piece.start, end: start + piece.end };
        pieces.push(placed);
        if (piece.kind === 'text' && !inline) leaves.push({ start: placed.start, end: placed.end, closed: true, row: false });
      }
    }
  }
  return { code, images, links, definitions, references, html, pieces, leaves };
}

/** All nodes that know where they stand, in the order of the text. */
function* placedNodes(tree: Root): Generator<Placed<Nodes> & { readonly inline: boolean }> {
  const stack: { node: Nodes; inline: boolean }[] = [{ node: tree, inline: false }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, inline } = next;
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start !== undefined && end !== undefined) yield { node, start, end, inline };
    if (!('children' in node)) continue;
    const within = inline || node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell';
    for (let i = node.children.length - 1; i >= 0; i--) stack.push({ node: node.children[i] as Nodes, inline: within });
  }
}
