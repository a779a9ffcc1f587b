import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DownhillError } from '../../../src/base/errors.js';
import { addressFile, jekyllAddress } from '../../../src/publish/site/jekyll-address.js';
import { readJekyllSite } from '../../../src/publish/site/jekyll-site.js';
import { memoryFiles } from '../memory-files.js';
import { bytesOf } from './published.js';
import { buildSites, removeSites, type SiteFiles } from './sites.js';

const read = (files: SiteFiles) => readJekyllSite(memoryFiles(bytesOf(files), 'blog'));

const PERMALINKS = [
  'date',
  'pretty',
  'ordinal',
  'weekdate',
  'none',
  '/:title',
  '/:categories/:title/',
  '/blog/:year-:month-:day/:slug.html',
  '/:slugified_categories/:title:output_ext',
  '/:short_year/:i_month/:i_day/:title/',
  '/:long_month/:short_month/:long_day/:short_day/:w_day/:title/',
  '/:w_year/:week/:y_day/:name/',
  '/:year/:hour/:minute/:second/:title.html',
  '/:collection/:title/',
  '/:year_:title.html',
  '/posts/:title/index.html',
  ':title.html',
  '/a//b/:path/',
  '/:categories/../:title/',
];
const POSTS = [
  { file: '2022-07-15-plain', front: '' },
  { file: '2021-01-01-첫-글', front: 'categories: [One Two, 둘]\n' },
  { file: '2020-12-31-Mixed_Case.and dots', front: 'categories: a B c\n' },
  { file: '2024-02-29-slugged', front: 'slug: Another Name!\ncategory: Deep/er\n' },
  { file: '2022-07-16-own', front: 'permalink: /my/:title/:year.html\n' },
  { file: '2022-07-17-timed', front: 'date: 2022-07-17 23:45:06 +0000\n' },
  { file: '2016-01-03-iso', front: 'categories: [x, x, X]\ncategory: y\n' },
];

describe('the address of a post', () => {
  afterAll(removeSites);
  it(`is Jekyll's own for ${POSTS.length} posts under ${PERMALINKS.length} permalinks`, async () => {
    const sites = PERMALINKS.map(
      (permalink): SiteFiles => ({
        '_config.yml': `permalink: ${JSON.stringify(permalink)}\ntimezone: UTC\nfuture: true\nplugins: []\n`,
        '_layouts/none.html': '{{ content }}',
        ...Object.fromEntries(POSTS.map(({ file, front }) => [`_posts/${file}.md`, `---\n${front}---\n{{ page.url }}`])),
        'all.json':
          '---\n---\n{ {% for post in site.posts %}{{ post.path | jsonify }}: {{ post.url | jsonify }}{% unless forloop.last %},{% endunless %}{% endfor %} }',
      }),
    );
    const built = buildSites(sites.map((files) => ({ files })));
    for (const [i, files] of sites.entries()) {
      const site = await read(files);
      const urls = JSON.parse(built[i]?.page('all.json') as string) as Record<string, string>;
      for (const { file, front } of POSTS) {
        const [, day = '', name = ''] = /^(\d{4}-\d\d-\d\d)-(.*)$/.exec(file) ?? [];
        const timed = front.includes('date:');
        const values = Object.fromEntries(
          front
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => {
              const [key, value] = line.split(': ') as [string, string];
              return [key, value.startsWith('[') ? value.slice(1, -1).split(', ') : value];
            }),
        );
        const address = jekyllAddress(site, {
          name,
          values,
          date: { day, time: timed ? '23:45:06' : null, offset: timed ? '+00:00' : null },
        });
        expect(encodeURI(address as string), `${PERMALINKS[i]} ${file}`).toBe(
          encodeURI(decodeURI(urls[`_posts/${file}.md`] as string)),
        );
        expect(built[i]?.files, `${PERMALINKS[i]} ${file}`).toContain(addressFile(address as string));
      }
    }
  });

  it('is unknown for a placeholder that Jekyll does not know', async () => {
    const site = await read({ '_config.yml': 'permalink: /:nothing/' });
    expect(jekyllAddress(site, { name: 'a', values: {}, date: { day: '2022-07-15', time: null, offset: null } })).toBe(null);
  });
});

describe('defaults of front matter', () => {
  afterAll(removeSites);
  const scope = fc.record({
    path: fc.constantFrom(
      '',
      '_posts',
      '_posts/',
      '/_posts',
      '_posts/deep',
      '_posts/*',
      '_posts/d*',
      'other',
      '_posts/2022-07-15-a.md',
    ),
    type: fc.constantFrom(undefined, 'posts', 'post', 'pages', 'drafts'),
  });
  const sets = fc.array(
    fc.record({ scope, values: fc.dictionary(fc.constantFrom('p', 'q', 'r'), fc.constantFrom('1', '2', '3', '4')) }),
    { maxLength: 5 },
  );
  it("are Jekyll's own for 60 random sets of scopes", async () => {
    const PATHS = ['_posts/2022-07-15-a.md', '_posts/deep/2022-07-15-b.md'];
    const configs = fc.sample(sets, { seed: 3, numRuns: 60 });
    const sites = configs.map(
      (defaults): SiteFiles => ({
        '_config.yml': `plugins: []\ndefaults: ${JSON.stringify(defaults)}\n`,
        ...Object.fromEntries(PATHS.map((path) => [path, '---\n---\nx'])),
        'all.json':
          '---\n---\n{ {% for post in site.posts %}{{ post.path | jsonify }}: [{{ post.p | jsonify }}, {{ post.q | jsonify }}, {{ post.r | jsonify }}]{% unless forloop.last %},{% endunless %}{% endfor %} }',
      }),
    );
    const built = buildSites(sites.map((files) => ({ files })));
    for (const [i, files] of sites.entries()) {
      const site = await read(files);
      const all = JSON.parse(built[i]?.page('all.json') as string) as Record<string, unknown[]>;
      for (const path of PATHS) {
        const { p = null, q = null, r = null } = site.defaults(path, 'posts');
        expect([p, q, r], `${JSON.stringify(configs[i])} ${path}`).toEqual(all[path]);
      }
    }
  });
});

describe('files that Jekyll leaves out', () => {
  afterAll(removeSites);
  let built: readonly string[][];
  const FILES = [
    'assets/downhill/a/b.png',
    'assets-new/a.png',
    'images/x.png',
    'vendor/bundle/a.png',
    'vendor/a.png',
    '_hidden/a.png',
    'a/_b/c.png',
    'a/b~',
    '.well/known.txt',
    'node_modules/a.png',
    'deep/assets/a.png',
    'deep/x.txt',
  ];
  const CONFIGS = [
    '',
    'exclude: [assets]',
    'exclude: [assets/]',
    'exclude: ["*.png"]',
    'exclude: ["assets/*"]',
    'exclude: [assets]\ninclude: [assets]',
    'include: [_hidden, .well]',
    'exclude: ["**/x.txt", images/x.png]',
    'exclude: [deep]',
    'exclude: ["assets/downhill"]',
  ];
  beforeAll(() => {
    const files = Object.fromEntries(FILES.map((path) => [path, 'x']));
    built = buildSites(CONFIGS.map((text) => ({ files: { ...files, '_config.yml': `plugins: []\n${text}\n` } }))).map((site) => [
      ...site.files,
    ]);
  });
  it(`are known before: ${FILES.length} files under ${CONFIGS.length} configurations`, async () => {
    for (const [i, text] of CONFIGS.entries()) {
      const site = await read({ '_config.yml': `${text}\n` });
      expect(
        FILES.filter((path) => !site.excluded(path)),
        text,
      ).toEqual(FILES.filter((path) => built[i]?.includes(path)));
    }
  });
});

describe('a Jekyll site', () => {
  it('says what it is, in YAML and in TOML', async () => {
    const yaml = await read({
      '_config.yml':
        'url: https://e.org/\nbaseurl: blog/\ntimezone: Asia/Seoul\npaginate: 5\npermalink: pretty\nmarkdown: CommonMarkGhPages\ncollections_dir: all\nsource: ./src\ngems: [jekyll-feed]\ntheme: minima\n',
      'src/_layouts/post.html': '',
    });
    expect(yaml).toMatchObject({
      url: 'https://e.org',
      baseurl: '/blog',
      timezone: 'Asia/Seoul',
      paginate: 5,
      permalink: '/:categories/:year/:month/:day/:title/',
      markdown: 'commonmark',
      source: 'src',
      posts: 'src/all/_posts',
      plugins: ['jekyll-feed'],
      theme: 'minima',
      layouts: ['post'],
      destination: '_site',
      excerptSeparator: '\n\n',
    });
    expect(await read({ '_config.toml': 'baseurl = "/blog"\n[kramdown]\nparse_block_html = true\n' })).toMatchObject({
      baseurl: '/blog',
      readsBlockHtml: true,
      markdown: 'kramdown',
    });
    expect(await read({ '_config.yml': 'baseurl: /\ntimezone: Nowhere/City\n' })).toMatchObject({ baseurl: '', timezone: null });
    expect(await read({ '_posts/2022-01-01-a.md': '' })).toMatchObject({
      baseurl: '',
      permalink: '/:categories/:year/:month/:day/:title:output_ext',
    });
  });

  it('is not just any folder: the error says what was looked for, and knows a Hugo site', async () => {
    const failure = (files: SiteFiles) =>
      read(files).then(
        () => null,
        (error: unknown) => (error instanceof DownhillError ? [error.code, error.message, error.advice] : error),
      );
    expect(await failure({ 'a.md': '' })).toEqual([
      'not-a-jekyll-site',
      'blog is no Jekyll site: it has neither _config.yml (nor .yaml, nor .toml) nor a folder _posts or _layouts',
      'give the folder in which "jekyll build" is run',
    ]);
    expect(await failure({ 'hugo.toml': '' })).toMatchObject([
      'not-a-jekyll-site',
      expect.anything(),
      'it looks like a Hugo site: use --to hugo:blog',
    ]);
    expect(await failure({ '_config.yml': 'a: [1' })).toMatchObject([
      'site-config-unreadable',
      expect.stringContaining('blog/_config.yml'),
      expect.anything(),
    ]);
    expect(await failure({ '_config.yml': 'source: ../other' })).toMatchObject([
      'site-source-outside',
      expect.anything(),
      expect.anything(),
    ]);
  });
});
