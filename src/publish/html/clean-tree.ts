import { decoded } from '../decoded.js';
import { HTML_ELEMENTS, HTML_GONE, htmlAttribute, MATH_ELEMENTS, mathAttribute } from './allowed-html.js';
import { isIdle, SVG_ELEMENTS, SVG_GONE, svgAttribute } from './allowed-svg.js';
import { inlineStyles, withOwn } from './inline-styles.js';
import { type Declaration, safeDeclarations } from './style.js';
import type { Leaf, Tree } from './tree.js';

/** How an output is cleaned. */
export interface Cleaning {
  /** Goes before every id that stays, so that no two outputs of a page share one. */
  readonly prefix: string;
  /** What stands in for the address of a picture: a `data:` address that was looked at, or null where there is none. */
  readonly picture?: (src: string) => string | null;
}

/**
 * The tree with what is allowed in it, and nothing else: elements and attributes by name, addresses and styles by what they are made of. What is not known is not
 * let through. Text is never lost but where it belongs to a program.
 */
export function cleanTree(tree: readonly Leaf[], cleaning: Cleaning): readonly Leaf[] {
  const within: Within = { cleaning, wanted: referenced(tree, new Set()), styles: inlineStyles(tree) };
  return cleanLeaves(tree, within, []);
}

interface Within {
  readonly cleaning: Cleaning;
  /** Ids that something refers to; the others go. */
  readonly wanted: ReadonlySet<string>;
  readonly styles: (path: readonly Tree[]) => readonly Declaration[];
}

const cleanLeaves = (leaves: readonly Leaf[], within: Within, path: readonly Tree[]): Leaf[] =>
  leaves.flatMap((leaf) => (typeof leaf === 'string' ? [leaf] : cleanElement(leaf, within, [...path, leaf])));

function cleanElement(element: Tree, within: Within, path: readonly Tree[]): Leaf[] {
  const { space, name } = element;
  if (space === 'other' || GONE[space].has(name) || (space === 'svg' && isIdle(name, element.attributes))) return [];
  const children = cleanLeaves(element.children, within, path);
  const parent = path.at(-2);
  // One language within another only where it starts: HTML in SVG or MathML is where browsers and cleaners disagree.
  const starts = parent === undefined || parent.space === space || (parent.space === 'html' && name === space);
  if (!starts || !KNOWN[space].has(name)) return children;
  if (space === 'math' && /^m(?:i|n|o|s|text)$/.test(name))
    return [{ space, name, attributes: attributesOf(element, within, path), children: [textOf(children)] }];
  if (name === 'img') return image(element, within, path);
  // It would only take up room.
  if (name === 'svg' && !draws(children)) return [];
  return [{ space, name, attributes: attributesOf(element, within, path), children }];
}

const draws = (leaves: readonly Leaf[]): boolean =>
  leaves.some((leaf) => typeof leaf !== 'string' && (DRAWS.test(leaf.name) || (leaf.name !== 'defs' && draws(leaf.children))));

const DRAWS = /^(?:path|rect|circle|ellipse|line|polyline|polygon|text|image|use)$/;

const GONE: Readonly<Record<'html' | 'svg' | 'math', ReadonlySet<string>>> = {
  html: HTML_GONE,
  svg: SVG_GONE,
  math: new Set(['annotation', 'annotation-xml', 'maction', 'mglyph', 'malignmark', 'semantics-annotation']),
};
const KNOWN: typeof GONE = { html: HTML_ELEMENTS, svg: SVG_ELEMENTS, math: MATH_ELEMENTS };

/** A picture that would have to be fetched becomes a link to it; one that is nowhere becomes what it says. */
function image(element: Tree, within: Within, path: readonly Tree[]): Leaf[] {
  const src = element.attributes.get('src') ?? '';
  const { picture } = within.cleaning;
  const own = picture === undefined ? htmlAttribute('img', 'src', src) : picture(src);
  if (own !== null) {
    const attributes = new Map([['src', own], ...attributesOf(element, within, path)]).set('src', own);
    return [{ ...element, attributes, children: [] }];
  }
  const alt = element.attributes.get('alt')?.trim() ?? '';
  const address = /^https?:/i.test(src.trim()) ? htmlAttribute('a', 'href', src) : null;
  if (address === null) return alt === '' ? [] : [alt];
  const attributes = new Map([
    ['href', address],
    ['rel', 'noopener'],
  ]);
  return [{ space: 'html', name: 'a', attributes, children: [alt === '' ? address : alt] }];
}

function attributesOf(element: Tree, within: Within, path: readonly Tree[]): ReadonlyMap<string, string> {
  const { space, name } = element;
  const { prefix } = within.cleaning;
  const kept = new Map<string, string>();
  for (const [attribute, value] of element.attributes) {
    if (attribute === 'class' && space === 'html' && name === 'table' && /(?:^|\s)dataframe(?:\s|$)/.test(value))
      kept.set('class', 'dataframe');
    const safe =
      space === 'html'
        ? htmlAttribute(name, attribute, value)
        : space === 'svg'
          ? svgAttribute(name, attribute, value)
          : mathAttribute(attribute, value);
    // The outermost drawing must not spill over the page.
    if (safe !== null && !(attribute === 'overflow' && name === 'svg')) kept.set(attribute, renamed(attribute, safe, within));
  }
  const id = element.attributes.get('id');
  if (id !== undefined && within.wanted.has(id)) kept.set('id', prefix + idText(id));
  const rules = within.styles(path);
  if (rules.length > 0)
    kept.set('style', withOwn(rules, safeDeclarations(element.attributes.get('style') ?? '', space === 'svg')));
  if (space === 'html' && name === 'a' && kept.has('href')) kept.set('rel', 'noopener');
  // As Jupyter's own style has it: numbers stand below each other.
  if (kept.has('class') && !kept.has('style')) kept.set('style', 'text-align: right');
  return kept;
}

/** References to ids of the output, under their new names; a reference to an id of the page goes nowhere. */
function renamed(attribute: string, value: string, { cleaning }: Within): string {
  const target = (id: string): string => cleaning.prefix + idText(id);
  if (attribute === 'href') return value.startsWith('#') ? `#${target(decoded(value.slice(1)))}` : value;
  if (/^aria-(?:labelledby|describedby)$|^headers$/.test(attribute)) return value.trim().split(/\s+/).map(target).join(' ');
  return value.replace(/url\(\s*(["']?)#([\w.:-]+)\1\s*\)/g, (_, __, id: string) => `url(#${target(id)})`);
}

/** Letters that need no escape in `url(#…)`, in `#…` and in CSS. */
const idText = (id: string): string => id.replace(/[^A-Za-z0-9_-]+/g, '-');

function referenced(tree: readonly Leaf[], ids: Set<string>): ReadonlySet<string> {
  for (const leaf of tree) {
    if (typeof leaf === 'string') continue;
    for (const [name, value] of leaf.attributes) {
      if (name === 'href' && value.trim().startsWith('#')) ids.add(decoded(value.trim().slice(1)));
      else if (name.startsWith('aria-') || name === 'headers') for (const id of value.trim().split(/\s+/)) ids.add(id);
      else for (const [, , id] of value.matchAll(/url\(\s*(["']?)#([\w.:-]+)\1\s*\)/g)) ids.add(id as string);
    }
    referenced(leaf.children, ids);
  }
  return ids;
}

/** The text of a tree, as it stands. */
export const textOf = (tree: readonly Leaf[]): string =>
  tree.map((leaf) => (typeof leaf === 'string' ? leaf : textOf(leaf.children))).join('');
