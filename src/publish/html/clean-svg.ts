import { isIdle, SVG_ELEMENTS, svgAttribute } from './allowed-svg.js';
import { textOf } from './clean-tree.js';
import { readXml } from './read-xml.js';
import { safeStyleSheet } from './style-sheet.js';
import { elementsOf, type Leaf, readHtml, type Tree } from './tree.js';
import { writeXml } from './write-markup.js';

/** An SVG file that draws and does nothing else. */
export interface CleanSvg {
  readonly text: string;
  /** In CSS pixels, from its attributes, else from its viewBox, else 300×150 as browsers have it. */
  readonly width: number;
  readonly height: number;
  /** Names of what was taken out: `script`, `onclick`, `foreignObject`. Sorted; without what editors leave behind (`metadata`, their own names). */
  readonly removed: readonly string[];
}

/**
 * An SVG file without scripts, handlers, links, foreign content and requests. Entities of the document type are put in where they are plain text, as Illustrator
 * writes them; what is no XML is read as HTML, as it may stand in an output.
 *
 * @returns null where there is no `<svg>` in it. @throws RangeError with the reason where entities would grow without end.
 */
export function cleanSvg(source: string): CleanSvg | null {
  const root = readXml(source) ?? elementsOf(readHtml(source), 'svg')[0];
  if (root === undefined || root === null || root.name !== 'svg') return null;
  const removed = new Set<string>();
  const { width, height } = sizeOf(root);
  const [clean] = cleaned(root, removed) as [Tree];
  const attributes = new Map([['xmlns', 'http://www.w3.org/2000/svg'], ...clean.attributes]);
  if (!attributes.has('viewBox')) attributes.set('viewBox', `0 0 ${width} ${height}`);
  // Without both, an <img> of it has no size of its own in some browsers.
  attributes.set('width', String(width)).set('height', String(height));
  return { text: `${writeXml([{ ...clean, attributes }])}\n`, width, height, removed: [...removed].sort() };
}

function cleaned(leaf: Leaf, removed: Set<string>): Leaf[] {
  if (typeof leaf === 'string') return [leaf];
  const { space, name } = leaf;
  if (space !== 'svg') {
    if (space === 'html') removed.add(name);
    return [];
  }
  if (name === 'style') {
    const css = safeStyleSheet(textOf(leaf.children));
    return css === '' ? [] : [{ ...leaf, attributes: new Map(), children: [css] }];
  }
  if (isIdle(name, leaf.attributes)) return [];
  const text = name === 'title' || name === 'desc';
  if (!text && !SVG_ELEMENTS.has(name)) {
    if (name !== 'metadata') removed.add(name);
    return name === 'a' ? leaf.children.flatMap((child) => cleaned(child, removed)) : [];
  }
  return [
    {
      space,
      name,
      attributes: attributesOf(leaf, removed),
      children: text ? [textOf(leaf.children)] : leaf.children.flatMap((child) => cleaned(child, removed)),
    },
  ];
}

function attributesOf({ name, attributes }: Tree, removed: Set<string>): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [attribute, value] of attributes) {
    const own = attribute === 'id' || attribute === 'class';
    const safe = own ? value : svgAttribute(name, attribute, value);
    if (safe !== null) kept.set(attribute, safe);
    else if (/^on|^href$/.test(attribute)) removed.add(attribute);
  }
  return kept;
}

/** Lengths with units, at 96 pixels an inch (CSS Values 4, 6.2). */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  em: 16,
  rem: 16,
  ex: 8,
};

function sizeOf({ attributes }: Tree): { readonly width: number; readonly height: number } {
  const pixels = (name: string): number | null => {
    const found = /^\s*\+?((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(attributes.get(name) ?? '');
    const unit = UNITS[(found?.[2] ?? '%').toLowerCase()];
    const value = found === null || unit === undefined ? 0 : Number(found[1]) * unit;
    return value > 0 ? value : null;
  };
  const box = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , wide, high] =
    box.length === 4 && box.every(Number.isFinite) && (box[2] as number) > 0 && (box[3] as number) > 0 ? box : [];
  const [width, height] = [pixels('width'), pixels('height')];
  const ratio = wide === undefined || high === undefined ? null : wide / high;
  if (width !== null && height !== null) return rounded(width, height);
  if (width !== null) return rounded(width, ratio === null ? 150 : width / ratio);
  if (height !== null) return rounded(ratio === null ? 300 : height * ratio, height);
  return ratio === null ? rounded(300, 150) : rounded(wide as number, high as number);
}

const rounded = (width: number, height: number): { width: number; height: number } => ({
  width: Math.max(1, Math.round(width)),
  height: Math.max(1, Math.round(height)),
});
