import type { Span } from '../post.js';
import type { Stretch } from './parse-markdown.js';
import type { Structure } from './structure.js';

/**
 * The addresses of links, bare addresses and definitions, and of the pictures that stay.
 * @param pictures starts of the addresses that belong to pictures that stay.
 * @param trusted else an address that would run a script becomes `#`.
 */
export function addressSpans(
  text: string,
  structure: Structure,
  pictures: ReadonlyMap<number, boolean>,
  trusted: boolean,
): Span[] {
  const spans: Span[] = [];
  const add = ({ start, end }: Stretch, meant: string, image: boolean): void => {
    if (end === start) return;
    spans.push({ kind: 'address', start, end, url: trusted || isHarmless(meant) ? text.slice(start, end) : '#', image });
  };
  for (const { node, start, end } of structure.links) add(node.data?.address ?? bare(text, start, end), node.url, false);
  for (const { node } of structure.images) {
    const address = node.type === 'image' ? node.data?.address : undefined;
    if (node.type === 'image' && address !== undefined && pictures.has(address.start)) add(address, node.url, true);
  }
  for (const { node } of structure.definitions)
    if (node.data?.address !== undefined) add(node.data.address, node.url, pictures.has(node.data.address.start));
  return spans;
}

/** `<https://…>` without its brackets. */
const bare = (text: string, start: number, end: number): Stretch =>
  text[start] === '<' ? { start: start + 1, end: end - 1 } : { start, end };

/** As browsers read an address: blanks and control characters in its scheme do not count. */
const isHarmless = (url: string): boolean => {
  const scheme = /^([^/?#:]*):/.exec(url.replace(/[\u0000-\u0020\u007F-\u009F\u00AD\u200B-\u200D\u2060\uFEFF]/g, ''))?.[1];
  return scheme === undefined || /^(?:https?|mailto|ftp|tel|attachment)$/i.test(scheme);
};

/**
 * The address of a picture as its author means it: Markdown takes `\_` for `_`, in `C:\Users\_pictures` it is a folder.
 * @param url as Markdown reads it.
 */
export function shownAddress(text: string, { start, end }: Stretch, url: string): string {
  const written = text.slice(start, end);
  return /\\[\p{L}\p{N}]/u.test(written) ? written : url;
}
