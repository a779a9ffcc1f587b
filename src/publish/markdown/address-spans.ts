import type { Span } from '../post.js';
import type { Stretch } from './parse-markdown.js';
import type { Structure } from './structure.js';

/**
 * The addresses of links, bare addresses and definitions, and of the pictures that stay.
 * @param staying starts of the addresses that belong to pictures that stay.
 * @param trusted else an address that would run a script becomes `#`.
 */
export function addressSpans(text: string, structure: Structure, staying: ReadonlySet<number>, trusted: boolean): Span[] {
  const { links, images, definitions, references } = structure;
  const address = ({ start, end }: Stretch, meant: string, image: boolean): Span[] =>
    end === start
      ? []
      : [{ kind: 'address', start, end, url: trusted ? text.slice(start, end) : harmless(text.slice(start, end), meant), image }];
  const shown = new Set(images.map(({ node }) => (node.type === 'imageReference' ? node.identifier : null)));
  return [
    ...links.flatMap(({ node, start, end }) => address(node.data?.address ?? bare(text, start, end), node.url, false)),
    ...images.flatMap(({ node }) => {
      const at = node.type === 'image' ? node.data?.address : undefined;
      return node.type === 'image' && at !== undefined && staying.has(at.start) ? address(at, node.url, true) : [];
    }),
    ...definitions.flatMap(({ node }) => {
      const at = node.data?.address;
      // What names nothing but a picture that is shown from elsewhere is no address any more.
      const stays = at !== undefined && (staying.has(at.start) || !shown.has(node.identifier) || references.has(node.identifier));
      return stays ? address(at, node.url, staying.has(at.start)) : [];
    }),
  ];
}

/** `<https://…>` without its brackets. */
const bare = (text: string, start: number, end: number): Stretch =>
  text[start] === '<' ? { start: start + 1, end: end - 1 } : { start, end };

/** What stays of an address. In it too nothing may look like a tag. */
const harmless = (written: string, meant: string): string =>
  isHarmless(meant) ? written.replace(/[<>]/g, (bracket) => (bracket === '<' ? '%3C' : '%3E')) : '#';

/** As browsers read an address: blanks and control characters in its scheme do not count. */
const isHarmless = (url: string): boolean => {
  const scheme = /^([^/?#:]*):/.exec(url.replace(/[\s\p{C}]/gu, ''))?.[1];
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
