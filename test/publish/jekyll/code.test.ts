import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Part, Post } from '../../../src/publish/post.js';
import { type Reader, reader, type Seen } from './browser.js';
import { prose } from './everything.js';
import { samples } from './nasty.js';
import { published } from './published.js';
import { BLOG, type BuiltSite, buildSites, config, removeSites, type SiteFiles } from './sites.js';

const made = (kind: 'code' | 'text', value: string, i: number): Part =>
  kind === 'code'
    ? { kind, region: `cell-${i}`, language: ['python', null, 'js', 'html', 'liquid', 'c++', 'a b'][i % 7] ?? null, value }
    : { kind, region: `cell-${i}`, tone: 'output', value };
/** Without spaces at both ends: Markdown takes those away. */
const inline = samples.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
/** As CommonMark has it written: enough backticks, spaces beside them. */
const span = (text: string): string => {
  const marks = '`'.repeat(Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length)) + 1);
  return `${marks} ${text} ${marks}`;
};
const fenced = (text: string, indent = ''): string => {
  const marks = '~'.repeat(Math.max(2, ...Array.from(text.matchAll(/~+/g), ([run]) => run.length)) + 1);
  return [marks, ...text.split('\n'), marks].map((line) => (line === '' ? '' : indent + line)).join('\n');
};

async function post(source: string, parts: readonly Part[]): Promise<Post> {
  return {
    source,
    lang: 'en',
    front: { text: null, values: {}, title: source, titleHeading: null, date: null, slug: source, excerpt: '' },
    parts,
  };
}

let chromium: Reader;
const seen: Record<string, Seen> = {};

beforeAll(async () => {
  let files: SiteFiles = { ...BLOG, '_config.yml': config({ paginate: null, plugins: [] }) };
  const posts = [
    await post(
      'cells',
      samples.map((value, i) => made('code', value, i)),
    ),
    await post(
      'outputs',
      samples.map((value, i) => made('text', value, i)),
    ),
    await post('lines', [await prose(inline.map((text) => `Text ${span(text)}, and on.`).join('\n\n'), true)]),
    await post('untrusted-lines', [await prose(inline.map((text) => `Text ${span(text)}, and on.`).join('\n\n'), false)]),
    await post('fences', [await prose(samples.map((text) => `Before\n${fenced(text)}\nafter`).join('\n\n'), false)]),
    await post('lists', [
      await prose(
        samples.map((text, i) => `${i + 1}. item\n\n${fenced(text, ' '.repeat(`${i + 1}. `.length))}\n`).join('\n'),
        false,
      ),
    ]),
    await post('quotes', [
      await prose(
        samples
          .map((text) =>
            fenced(text)
              .split('\n')
              .map((line) => `> ${line}`)
              .join('\n'),
          )
          .join('\n\ntext\n\n'),
        false,
      ),
    ]),
  ];
  const addresses: Record<string, string> = {};
  for (const each of posts) {
    const next = await published(each, files);
    files = next.files;
    addresses[each.source] = next.rendered.address as string;
  }
  const [site, open] = buildSites([
    { files },
    {
      files: (
        await published(posts[1] as Post, {
          ...BLOG,
          '_config.yml': config({ paginate: null, plugins: [], kramdown: { parse_block_html: true } }),
        })
      ).files,
    },
  ]) as [BuiltSite, BuiltSite];
  chromium = await reader();
  for (const [source, address] of Object.entries(addresses)) seen[source] = await chromium.look(site.folder, '', address);
  seen['outputs-read'] = await chromium.look(open.folder, '', addresses.outputs as string);
}, 60_000);
afterAll(async () => {
  await chromium?.close();
  removeSites();
});

const differing = (got: readonly string[], want: readonly string[]): string[] => [
  ...(got.length === want.length ? [] : [`${got.length} instead of ${want.length}`]),
  ...want
    .flatMap((text, i) => (text === got[i] ? [] : [`${JSON.stringify(got[i])} instead of ${JSON.stringify(text)}`]))
    .slice(0, 5),
];

describe('300 strings of what means something to Liquid, kramdown, Markdown or HTML, in a site that Jekyll built', () => {
  it('are code byte for byte', () =>
    expect(
      differing(
        (seen.cells as Seen).code,
        samples.map((text) => `${text}\n`),
      ),
    ).toEqual([]));
  it('are output byte for byte, where kramdown reads Markdown in blocks of HTML as well', () => {
    expect(differing((seen.outputs as Seen).outputs, samples)).toEqual([]);
    expect(differing((seen['outputs-read'] as Seen).outputs, samples)).toEqual([]);
  });
  it('are code in a line byte for byte, of an author and of a notebook', () => {
    expect(differing((seen.lines as Seen).spans, inline)).toEqual([]);
    expect(differing((seen['untrusted-lines'] as Seen).spans, inline)).toEqual([]);
  });
  it('are code between fences of tildes byte for byte', () =>
    expect(
      differing(
        (seen.fences as Seen).code,
        samples.map((text) => `${text}\n`),
      ),
    ).toEqual([]));
  it('are code in the items of a list byte for byte', () =>
    expect(
      differing(
        (seen.lists as Seen).code,
        samples.map((text) => `${text}\n`),
      ),
    ).toEqual([]));
  it('are code in quotations byte for byte', () =>
    expect(
      differing(
        (seen.quotes as Seen).code,
        samples.map((text) => `${text}\n`),
      ),
    ).toEqual([]));
  it('run nothing', () => expect(Object.values(seen).filter(({ ran }) => ran)).toEqual([]));
});
