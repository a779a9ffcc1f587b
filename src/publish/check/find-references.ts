import { type Stretch, stretchAt } from './code-stretches.js';

/** An address that a post names, where it stands. Offsets of the address alone, without `<>` or quotes. */
export interface Reference {
  readonly start: number;
  readonly end: number;
  /** As it stands in the file, Liquid included. */
  readonly written: string;
  readonly kind: 'image' | 'link';
  /** How the address is put into the text: what a mended one must look like. */
  readonly syntax: 'markdown' | 'angle' | 'definition' | 'html' | 'srcset' | 'parameter' | 'front';
}

/** Dialects differ in what a destination may hold. */
export interface ReferenceRules {
  /** kramdown takes `![a](my pic.png)` for a picture; CommonMark for text. */
  readonly spaces: boolean;
  /** HTML in Markdown reaches the page: Hugo leaves it out unless told otherwise. */
  readonly html: boolean;
}

/**
 * Every address in Markdown: pictures, links, definitions, attributes of HTML, and file parameters of `{% include figure … %}` and `{{< figure … >}}`.
 * @param stretches code, maths and comments, in which nothing is a reference. @returns sorted by offset.
 */
export function findReferences(text: string, from: number, stretches: readonly Stretch[]): Reference[] {
  const found: Reference[] = [];
  const outside = (at: number): boolean => {
    const stretch = stretchAt(stretches, at);
    return stretch === null || stretch.kind === 'math';
  };
  for (const at of indexesOf(text, '](', from))
    if (outside(at)) {
      const reference = destination(text, at);
      if (reference !== null) found.push(reference);
    }
  scan(text, from, DEFINITION, (match) => {
    const [, before = '', angled, bare] = match;
    const written = angled ?? bare ?? '';
    if (written === '' || !outside(match.index)) return;
    const start = match.index + before.length + (angled === undefined ? 0 : 1);
    const kind = IMAGE_NAME.test(written.replace(/\}\}$/, '').replace(/['"]?\s*\|[^|]*$/, '')) ? 'image' : 'link';
    found.push({ start, end: start + written.length, written, kind, syntax: 'definition' });
  });
  scan(text, from, TAG, (match) => {
    if (outside(match.index)) attributes(match, found);
  });
  scan(text, from, INCLUDE, (match) => {
    if (outside(match.index)) parameters(match, found);
  });
  found.sort((a, b) => a.start - b.start);
  // A picture in a link's text, or Liquid with a quoted path in an attribute, was seen from two sides.
  return found.filter((reference, i) => i === 0 || reference.start >= (found[i - 1] as Reference).end);
}

const DEFINITION = /^( {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*)(?:<([^<>\n]*)>|((?:\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|[^\s<>])+))/gm;
// Liquid counts as one sign, and nothing can be read in two ways: a pattern that can takes forever on a text that is made for it.
const LIQUID = String.raw`\{\{(?:(?!\}\})[\s\S])*\}\}|\{%(?:(?!%\})[\s\S])*%\}`;
const NO_LIQUID = String.raw`\{(?![{%])`;
const TAG = new RegExp(
  String.raw`<(img|a|source|video|audio|iframe|embed|object|picture|input|link)\b((?:${LIQUID}|${NO_LIQUID}|"(?:${LIQUID}|${NO_LIQUID}|[^"{])*"|'(?:${LIQUID}|${NO_LIQUID}|[^'{])*'|[^"'>{]){0,3000})>`,
  'gi',
);
const ATTRIBUTE = new RegExp(
  String.raw`(\s(src|href|srcset|data-src|poster)\s*=\s*)(?:"((?:${LIQUID}|${NO_LIQUID}|[^"{])*)"|'((?:${LIQUID}|${NO_LIQUID}|[^'{])*)'|((?:${LIQUID}|${NO_LIQUID}|[^\s"'>{])+))`,
  'gi',
);
const INCLUDE =
  /\{%-?\s*include(?:_cached)?\s+\S{1,200}\s([^%]{0,3000}?)-?%\}|\{\{[<%]\s*(?:figure|img|image)\b([^}]{0,3000}?)[>%]\}\}/g;
const PARAMETER = /\b(path|image_path|src|file|url|image|light|dark)\s*=\s*("[^"{}\n]+"|'[^'{}\n]+')/g;
export const IMAGE_NAME = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|tiff?|heic)$/i;

function* indexesOf(text: string, what: string, from: number): Generator<number> {
  for (let at = text.indexOf(what, from); at >= 0; at = text.indexOf(what, at + what.length)) yield at;
}

function scan(text: string, from: number, pattern: RegExp, take: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) take(match);
}

/** The address of `![alt](address "title")` whose `](` stands at an offset; null where it is none. */
function destination(text: string, at: number): Reference | null {
  const open = opening(text, at);
  if (open === null) return null;
  const kind = text[open - 1] === '!' && text[open - 2] !== '\\' ? 'image' : 'link';
  let start = at + 2;
  while (start < text.length && /[ \t]/.test(text[start] as string)) start++;
  if (text[start] === '<') {
    const end = /^<([^<>\n]*)>/.exec(text.slice(start, start + 2000));
    if (end === null) return null;
    const written = end[1] as string;
    return { start: start + 1, end: start + 1 + written.length, written, kind, syntax: 'angle' };
  }
  const end = destinationEnd(text, start);
  if (end === null) return null;
  // A title, and what Typora and Obsidian write for a size, is not of the address.
  const written = text
    .slice(start, end)
    .replace(/\s+(?:"[^"]*"|'[^']*')\s*$/, '')
    .trimEnd();
  return written === '' ? null : { start, end: start + written.length, written, kind, syntax: 'markdown' };
}

/** Where the bracket of a link's text opens. */
function opening(text: string, close: number): number | null {
  let depth = 0;
  for (let i = close; i >= 0 && close - i < LONGEST; i--) {
    const c = text[i];
    if (c === '\n' && text[i - 1] === '\n') return null;
    if (c === ']' && text[i - 1] !== '\\') depth++;
    else if (c === '[' && text[i - 1] !== '\\' && --depth === 0) return i;
  }
  return null;
}

/** Of an address with its title: a picture in the address itself is longer, and none that is followed. */
const LONGEST = 4000;

/** The parenthesis that closes; Liquid counts as one sign, and pairs of parentheses belong to the address. */
function destinationEnd(text: string, start: number): number | null {
  let depth = 0;
  for (let i = start; i < text.length && i - start < LONGEST; i++) {
    const c = text[i];
    // A title may begin a line.
    if (c === '\n' && !/^[ \t]*["']/.test(text.slice(i + 1, i + 40))) return null;
    if (c === '{' && (text[i + 1] === '{' || text[i + 1] === '%')) {
      const close = text.indexOf(text[i + 1] === '{' ? '}}' : '%}', i + 2);
      if (close < 0) return null;
      i = close + 1;
    } else if (c === '"' && /\s/.test(text[i - 1] ?? '')) {
      const close = text.indexOf('"', i + 1);
      if (close > 0 && close - i < 1000) i = close;
    } else if (c === '(') depth++;
    else if (c === ')' && depth-- === 0) return i;
  }
  return null;
}

function attributes(tag: RegExpExecArray, found: Reference[]): void {
  const name = (tag[1] as string).toLowerCase();
  const from = tag.index + 1 + name.length;
  scan(tag[2] as string, 0, ATTRIBUTE, (match) => {
    const attribute = (match[2] as string).toLowerCase();
    const value = match[3] ?? match[4] ?? match[5] ?? '';
    const quote = match[5] === undefined ? 1 : 0;
    const start = from + match.index + (match[1] as string).length + quote;
    // Films and frames are followed like links: they are no pictures that could be decoded.
    const other =
      /^(?:iframe|embed|object|input|video|audio|source)$/.test(name) && attribute === 'src' && !IMAGE_NAME.test(value);
    const kind = attribute === 'href' || other ? 'link' : 'image';
    if (attribute === 'srcset') candidates(value, start, found);
    else if (value.trim() !== '') {
      const lead = value.length - value.trimStart().length;
      const written = value.trim();
      found.push({ start: start + lead, end: start + lead + written.length, written, kind, syntax: 'html' });
    }
  });
}

/** `a.png 1x, b.png 2x`: HTML, "srcset attributes". */
function candidates(value: string, at: number, found: Reference[]): void {
  for (const match of value.matchAll(/(\s*)((?:\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|[^\s,{]|\{)+)(?:\s+[\d.]+[wxh])?\s*(?:,|$)/g)) {
    const written = match[2] as string;
    const start = at + match.index + (match[1] as string).length;
    if (!written.startsWith('data:'))
      found.push({ start, end: start + written.length, written, kind: 'image', syntax: 'srcset' });
  }
}

function parameters(include: RegExpExecArray, found: Reference[]): void {
  const inside = include[1] ?? include[2] ?? '';
  const from = include.index + include[0].indexOf(inside);
  scan(inside, 0, PARAMETER, (match) => {
    const written = (match[2] as string).slice(1, -1);
    const start = from + match.index + match[0].length - written.length - 1;
    if (IMAGE_NAME.test(written)) found.push({ start, end: start + written.length, written, kind: 'image', syntax: 'parameter' });
  });
}
