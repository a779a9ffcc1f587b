import type { Definition, Image, ImageReference, Link, Nodes } from 'mdast';
import type { Stretch } from '../markdown/parse-markdown.js';
import { maskedTree } from '../markdown/prose-tree.js';
import { Ranges } from '../markdown/ranges.js';
import type { Prose, Span } from '../post.js';
import { escapeMarkdown } from './escape-markdown.js';
import { inert, type Splice } from './pieces.js';

/**
 * What to write anew in a text that nobody vouches for, so that no reader of Markdown finds a tag or a link in it that CommonMark does not find: where kramdown or goldmark see
 * a definition list, an attribute or raw HTML, they would otherwise take text, titles and labels for HTML that nobody has cleaned. They show the same characters.
 *
 * @returns splices that go before those of the spans, because some of them hold an address with its brackets; none for trusted prose.
 */
export function guards(prose: Prose): Splice[] {
  const { text, spans, trusted } = prose;
  if (trusted) return [];
  const addresses = new Ranges(spans.filter(({ kind }) => kind === 'address'));
  // Words to the tree, which their targets write.
  const words = new Ranges(spans.filter(({ kind }) => WORDS.has(kind)));
  const splices: Splice[] = [];
  /** `<` of `<https://…>`. */
  const autolinks = new Set<number>();
  const stack: Nodes[] = [maskedTree(prose)];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    if (node.type === 'text') splices.push(...replaced(text, start, end, TEXT).filter((each) => words.at(each.start) === null));
    else if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      if (node.type === 'link' && text.charAt(start) === '<') autolinks.add(start);
      splices.push(...resource(node, text, end, addresses));
    }
    if (node.type === 'image' || node.type === 'imageReference') splices.push(...label(node, text, start, end));
    if ('children' in node) stack.push(...node.children);
  }
  splices.sort((a, b) => a.start - b.start || b.end - a.end);
  return [...splices, ...rest(text, new Ranges<Stretch>([...splices, ...spans]), autolinks)];
}

const WORDS: ReadonlySet<Span['kind']> = new Set(['picture', 'missing', 'math', 'quoted']);

/** A tag; what is a link once a bracket stands before it; a fence, once what stands before it in its line is gone. Where a character is escaped, the backslash goes: in raw HTML it would mean nothing. */
const TEXT = /\\\\|\\?<|\\?\](?=\\?[(:[])|`{3,}|~{3,}/g;
/** The same and what begins code, attributes and links. */
const TITLE = /\\\\|\\?[[\]<{`]/g;

const replaced = (text: string, start: number, end: number, pattern: RegExp): Splice[] =>
  // One more: what follows counts.
  [...text.slice(start, end + 1).matchAll(pattern)].flatMap(({ 0: found, index }) =>
    found === '\\\\' || start + index + found.length > end
      ? []
      : [{ start: start + index, end: start + index + found.length, pieces: [inert(numbered(found.replace(/^\\/, '')))] }],
  );

/** The address, where it holds more than an address should, and the title behind it. */
function resource({ data }: Link | Image | Definition, text: string, end: number, addresses: Ranges<Span>): Splice[] {
  const address = data?.address;
  if (address === undefined) return [];
  const span = addresses.at(address.start);
  const url = span?.kind === 'address' ? span.url : text.slice(address.start, address.end);
  const bracket = text.charAt(address.start - 1) === '<' && text.charAt(address.end) === '>' ? 1 : 0;
  const written = url === '' && bracket === 1 ? '#' : url.replace(/\\([!-/:-@[-`{-~])|[ \t"<>()[\]{|}`\\]/g, encoded);
  const splice = { start: address.start - bracket, end: address.end + bracket, pieces: [inert(written)] };
  return [...(written === url && bracket === 0 ? [] : [splice]), ...replaced(text, splice.end, end, TITLE)];
}

const encoded = (found: string, escaped: string | undefined): string => {
  const character = escaped ?? found;
  return /[ \t"<>()[\]{|}`\\]/.test(character)
    ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
    : found;
};

/** What a picture that stays at its address shows: its label may hold links and tags as far as Markdown is concerned. */
function label(node: Image | ImageReference, text: string, start: number, end: number): Splice[] {
  const full = node.type === 'image' || node.referenceType === 'full';
  const close = text.lastIndexOf(node.type === 'image' ? '](' : '][', node.type === 'image' ? node.data?.address?.start : end);
  if (!full || close < start + 2 || !/[[\]<{`]/.test(text.slice(start + 2, close))) return [];
  return [{ start: start + 2, end: close, pieces: [inert(escapeMarkdown(node.alt ?? ''))] }];
}

/** Labels of definitions and of references, which are written alike, so that they still find each other; and what begins the definition of a term. */
const rest = (text: string, taken: Ranges<Stretch>, autolinks: ReadonlySet<number>): Splice[] =>
  [...text.matchAll(/\\?<|(?<=^[ \t>]{0,80}):(?=\s)/gm)].flatMap(({ 0: found, index }) => {
    const end = index + found.length;
    return autolinks.has(index) || taken.within(index, end).length > 0
      ? []
      : [{ start: index, end, pieces: [inert(numbered(found.slice(-1)))] }];
  });

const numbered = (text: string): string => text.replace(/[\s\S]/g, (character) => `&#${character.charCodeAt(0)};`);
