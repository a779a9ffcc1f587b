import { type DefaultTreeAdapterMap, defaultTreeAdapter, parseFragment } from 'parse5';

/** A piece of markup, read: what is cleaned is this, and what is written comes from this alone. */
export interface Tree {
  readonly space: 'html' | 'svg' | 'math' | 'other';
  /** As its language spells it (`viewBox`, `linearGradient`), without prefix. */
  readonly name: string;
  /** `href` for `xlink:href`; attributes of other foreign namespaces are not here. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Leaf[];
}

export type Leaf = Tree | string;

/** Deeper than any output that a person can read; below, only browsers' own limits follow. */
const DEEPEST = 200;

/** Tags that are never closed are opened again in every paragraph: 100 kB of them make ten million elements. */
const MOST_ELEMENTS = 500_000;

/**
 * HTML as a browser reads it inside of `<body>`; comments are left out, and what lies more than 200 elements deep.
 * @returns nothing for what makes more than 500,000 elements.
 */
export function readHtml(html: string): readonly Leaf[] {
  let count = 0;
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...element) {
      if (++count > MOST_ELEMENTS) throw new TooMany();
      return defaultTreeAdapter.createElement(...element);
    },
  };
  try {
    return leaves(parseFragment(html, { treeAdapter }).childNodes, 0);
  } catch (error) {
    if (error instanceof TooMany) return [];
    throw error;
  }
}

class TooMany extends Error {}

type Node = DefaultTreeAdapterMap['childNode'];

function leaves(nodes: readonly Node[], depth: number): Leaf[] {
  const read: Leaf[] = [];
  if (depth > DEEPEST) return read;
  for (const node of nodes) {
    if ('value' in node) read.push(node.value);
    else if ('tagName' in node)
      read.push({
        space: SPACES[node.namespaceURI] ?? 'other',
        name: node.tagName,
        attributes: new Map(
          node.attrs.flatMap(({ prefix, name, value }) =>
            prefix === undefined || prefix === '' || prefix === 'xlink'
              ? [[name, value] as const]
              : prefix === 'xml'
                ? [[`xml:${name}`, value] as const]
                : [],
          ),
        ),
        children: leaves(node.childNodes, depth + 1),
      });
  }
  return read;
}

export const SPACES: Readonly<Record<string, Tree['space']>> = {
  'http://www.w3.org/1999/xhtml': 'html',
  'http://www.w3.org/2000/svg': 'svg',
  'http://www.w3.org/1998/Math/MathML': 'math',
};

/** All elements of a name, in the order of the text. */
export function elementsOf(tree: readonly Leaf[], name: string): Tree[] {
  return tree.flatMap((leaf) =>
    typeof leaf === 'string' ? [] : [...(leaf.name === name ? [leaf] : []), ...elementsOf(leaf.children, name)],
  );
}
