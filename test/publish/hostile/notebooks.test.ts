import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post } from '../../../src/publish/post.js';
import { armed, HOSTILE } from '../assets/hostile-html.js';
import { type Site, site } from '../hugo/hugo-sites.js';
import { published } from '../jekyll/published.js';
import { buildSites, removeSites, type SiteFiles } from '../jekyll/sites.js';
import { reading } from '../notebook/read.js';
import { dangersOf } from './dangers.js';
import { CODE, GAPS, PIECES } from './pieces.js';

const TEXTS = fc
  .sample(
    fc
      .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...GAPS)), { minLength: 1, maxLength: 9 })
      .map((each) => each.flat().join('')),
    { seed: 7, numRuns: 400 },
  )
  .concat(PIECES.flatMap((piece) => [piece, `- ${piece}\n\n  \`\`\`\n  ${CODE.replaceAll('\n', '\n  ')}\n  \`\`\``]));

/** Eight texts a notebook, each followed by code: what one opens must not reach it. */
const NOTEBOOKS = Array.from({ length: Math.ceil(TEXTS.length / 8) }, (_, i) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { title: `n${i}` },
  cells: TEXTS.slice(8 * i, 8 * i + 8).flatMap((source, j) => [
    { cell_type: 'markdown', id: `m${i}x${j}`, metadata: {}, source },
    {
      cell_type: 'code',
      id: `c${i}x${j}`,
      metadata: { tags: ['"><img src=x onerror=alert(1)>'] },
      execution_count: 1,
      source: CODE,
      outputs: [
        {
          output_type: 'display_data',
          metadata: {},
          data: {
            'text/html': armed(HOSTILE[(8 * i + j) % HOSTILE.length] as string, 8 * i + j),
            'text/plain': '<b>{{ x }}</b>',
          },
        },
      ],
    },
  ]),
}));

const PAGE = (content: string): string =>
  `<!doctype html><html><head><title>t</title></head><body><div id="wrap"><main>${content}</main></div><footer>END</footer></body></html>\n`;
const JEKYLL: SiteFiles = { '_layouts/post.html': PAGE('{{ content }}') };
/** A page's dangers by where it was built. */
const found: Record<string, { readonly pages: number; readonly dangers: readonly string[] }> = {};
let built: Site | undefined;

beforeAll(async () => {
  const posts: Post[] = [];
  for (const [i, notebook] of NOTEBOOKS.entries())
    posts.push((await reading(notebook, { path: `n${i}.ipynb`, allowMissing: true })).post);
  const configs = {
    GFM: 'kramdown: { input: GFM }',
    kramdown: 'kramdown: { input: kramdown }',
    blocks: 'kramdown: { parse_block_html: true }',
  };
  const jekylls = Object.values(configs).map((config): SiteFiles => ({ ...JEKYLL, '_config.yml': `${config}\n` }));
  for (const [i, files] of jekylls.entries()) {
    let all = files;
    for (const post of posts) all = (await published(post, all)).files;
    jekylls[i] = all;
  }
  for (const [i, { files, page }] of buildSites(jekylls.map((files) => ({ files }))).entries()) {
    const pages = files.filter((file) => file.endsWith('.html'));
    found[Object.keys(configs)[i] as string] = { pages: pages.length, dangers: pages.flatMap((path) => told(path, page(path))) };
  }
  built = site('[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser.attribute]\nblock = true');
  built.write('layouts/_default/single.html', PAGE('{{ .Content }}'));
  for (const [i, post] of posts.entries()) await built.publish(post, { slug: `n${i}`, assetSlug: `n${i}` });
  built.build();
  const hugo = posts.map((_, i) => `posts/n${i}/index.html`);
  found.hugo = { pages: hugo.length, dangers: hugo.flatMap((path) => told(path, (built as Site).built(path))) };
}, 120_000);
afterAll(() => {
  removeSites();
  if (built !== undefined) rmSync(built.folder, { recursive: true, force: true });
});

const told = (path: string, page: string): string[] => dangersOf(page).map((danger) => `${path}: ${danger}`);

describe('over 500 texts of notebooks, on which readers of Markdown disagree, each with code and an output that would run a script', () => {
  it('are in all the pages that were built', () => {
    expect(TEXTS.length).toBeGreaterThan(500);
    expect(Object.values(found).map(({ pages }) => pages)).toEqual(Array(4).fill(NOTEBOOKS.length));
  });
  for (const name of ['GFM', 'kramdown', 'blocks', 'hugo'])
    it(`hold nothing that runs, asks or breaks out of the page: ${name}`, () => expect(found[name]?.dangers).toEqual([]));
});
