import type { Image, ImageReference } from 'mdast';
import type { Picture } from '../asset.js';
import { resized } from '../assets/resized.js';
import type { Span } from '../post.js';
import { addressSpans, shownAddress } from './address-spans.js';
import { type HtmlPicture, htmlPictures } from './html-pictures.js';
import { htmlSpans } from './html-spans.js';
import { MathDefinitions } from './math-definitions.js';
import type { Stretch } from './parse-markdown.js';
import { Ranges } from './ranges.js';
import type { ProseOptions } from './read-prose.js';
import type { Settled } from './settle.js';
import type { Placed } from './structure.js';

export interface SpanReader {
  readonly text: string;
  readonly settled: Settled;
  readonly options: ProseOptions;
}

/** All spans of a text, sorted. Pictures are asked for one after the other, in the order of the text. */
export async function spansOf({ text, settled, options }: SpanReader): Promise<Span[]> {
  const { structure, math, pictures, words } = settled;
  const { definitions } = structure;
  const spans: Span[] = [
    ...math.map((formula): Span => ({ kind: 'math', ...formula })),
    ...words.map((word): Span => ({ kind: 'quoted', ...word })),
  ];
  for (const { node, start, end } of structure.code) {
    const language = node.type === 'code' ? (node.lang ?? null) : null;
    const fenced = node.type === 'code' && /^[`~]/.test(text.slice(start, start + 1));
    if (fenced && language === 'math') spans.push({ kind: 'math', start, end, tex: node.value.trim(), display: true });
    else spans.push({ kind: 'code', start, end, fenced, block: node.type === 'code', language, value: node.value });
  }
  const definition = new Map<string, (typeof definitions)[number]>();
  for (const each of definitions) if (!definition.has(each.node.identifier)) definition.set(each.node.identifier, each);
  const known = ({ node }: Placed<Image | ImageReference>): Target | null => {
    const target = node.type === 'image' ? node : definition.get(node.identifier)?.node;
    return target === undefined ? null : { url: target.url, title: target.title ?? undefined, address: target.data?.address };
  };
  const wanted: Wanted[] = [
    ...structure.images.flatMap((each) => markdownPicture(text, each, known(each))),
    ...pictures,
    ...htmlPictures(text, structure.pieces),
  ];
  const staying = new Set<number>();
  for (const each of wanted.sort((a, b) => a.start - b.start)) {
    const picture = await load(each, options);
    if (picture === 'missing') spans.push({ kind: 'missing', ...stretch(each), reference: each.reference, alt: each.alt });
    else if (picture !== 'address') spans.push({ kind: 'picture', ...stretch(each), picture });
    else if (each.address !== undefined) staying.add(each.address.start);
  }
  const taken = new Ranges<Stretch>(spans);
  // A bare address goes on over a word that stands behind it.
  const addresses = addressSpans(text, structure, staying, options.trusted).filter(
    ({ start, end }) => taken.within(start, end).length === 0,
  );
  spans.push(...addresses, ...htmlSpans(text, structure, taken, options));
  const { definitions: commands = new MathDefinitions() } = options;
  return spans
    .sort((a, b) => a.start - b.start)
    .map((span) => (span.kind === 'math' ? { ...span, tex: commands.complete(span.tex) } : span));
}

interface Target {
  readonly url: string;
  readonly title: string | undefined;
  readonly address: Stretch | undefined;
}
type Wanted = HtmlPicture & { readonly address?: Stretch };
const stretch = ({ start, end }: Stretch): Stretch => ({ start, end });

function markdownPicture(text: string, { node, start, end }: Placed<Image | ImageReference>, target: Target | null): Wanted[] {
  if (target === null || target.url === '') return [];
  const { url, title, address } = target;
  const reference = address === undefined ? url : shownAddress(text, address, url);
  return [
    {
      start,
      end,
      reference,
      alt: node.alt ?? '',
      ...(title === undefined ? {} : { title }),
      ...(address === undefined ? {} : { address }),
    },
  ];
}

async function load(wanted: Wanted, { picture }: ProseOptions): Promise<Picture | 'address' | 'missing'> {
  const shown = await picture(wanted.reference, wanted.alt, wanted.title, wanted.start);
  if (shown === 'address' || shown === 'missing') return shown;
  const dark = wanted.dark === undefined ? 'missing' : await picture(wanted.dark, wanted.alt, wanted.title, wanted.start);
  return resized(typeof dark === 'string' ? shown : { ...shown, dark: dark.asset }, wanted);
}
