import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readProse } from '../../../src/publish/markdown/read-prose.js';
import type { Front, Post } from '../../../src/publish/post.js';
import { readHugoSite } from '../../../src/publish/site/hugo-site.js';
import { memoryFiles } from '../memory-files.js';
import { type Site, site } from './hugo-sites.js';
import { photo } from './pictures.js';

const read = (files: Readonly<Record<string, string>>, language: string | null = null) =>
  readHugoSite(
    memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])), 'blog'),
    language,
  );

const sites: Site[] = [];
const made = (settings: string): Site => {
  const next = site(settings);
  sites.push(next);
  return next;
};
afterAll(() => {
  for (const { folder } of sites) rmSync(folder, { recursive: true, force: true });
});

async function post(front: Partial<Front> = {}, markdown = '![a](a.png) marked text\n', trusted = true): Promise<Post> {
  const prose = await readProse(markdown, { trusted, place: (at) => `p.md:${at}`, picture: async (_, alt) => photo(alt) });
  const own = {
    text: null,
    values: {},
    title: 'Gradient Descent: A & B (1)',
    titleHeading: null,
    date: null,
    slug: 'gradient',
    excerpt: 'short',
  };
  return { source: 'p.md', lang: 'en', front: { ...own, ...front }, parts: [prose] };
}

describe('a Hugo site', () => {
  it('is read from every file that Hugo reads, whatever the case of its names', async () => {
    const wanted = { contentFolder: 'texts', baseUrl: 'https://example.org/blog/', emoji: true };
    for (const files of [
      { 'hugo.toml': 'BaseURL = "https://example.org/blog"\ncontentdir = "texts"\nenableemoji = true' },
      { 'hugo.yaml': 'baseurl: https://example.org/blog/\ncontentDir: ./texts/\nenableEmoji: true' },
      { 'config.json': '{ "baseURL": "https://example.org/blog", "contentDir": "texts", "enableEmoji": true }' },
      {
        'config/_default/hugo.toml':
          'baseURL = "https://other.org"\nenableEmoji = true\n[module]\n[[module.mounts]]\nsource = "texts"\ntarget = "content"',
        'config/production/config.yaml': 'baseURL: https://example.org/blog',
      },
    ])
      expect(await read(files as unknown as Record<string, string>)).toMatchObject(wanted);
  });

  it('says what is wrong where it is none, or cannot be read', async () => {
    await expect(read({ 'index.html': 'x' })).rejects.toMatchObject({ code: 'no-hugo-site', place: 'blog' });
    await expect(read({ 'hugo.toml': 'a = ' })).rejects.toMatchObject({ code: 'site-config-unreadable', place: 'hugo.toml' });
    await expect(read({ 'hugo.yaml': 'a: [' })).rejects.toMatchObject({ code: 'site-config-unreadable' });
  });

  it('has its posts where it says so, else where most of them are, else in posts', async () => {
    const section = async (files: Readonly<Record<string, string>>): Promise<string> =>
      (await read({ 'hugo.toml': '', ...files })).section;
    expect(await section({})).toBe('posts');
    expect(await section({ 'content/about.md': '', 'content/post/a.md': '' })).toBe('post');
    expect(await section({ 'content/posts/_index.md': '', 'content/blog/a/index.md': '', 'content/blog/b.md': '' })).toBe('blog');
    expect(await section({ 'hugo.toml': 'params.mainSections = ["writing"]', 'content/blog/b.md': '' })).toBe('writing');
    expect(await section({ 'hugo.toml': 'params.mainSections = ["../outside"]' })).toBe('posts');
  });

  it('never leads out of its folder', async () => {
    for (const folder of ['../elsewhere', '/etc', 'C:/x', 'a/../../b', '..\\\\x'])
      for (const key of ['contentDir', 'layoutDir'])
        await expect(read({ 'hugo.toml': `${key} = "${folder}"` })).rejects.toMatchObject({ code: 'site-folder-outside' });
  });
});

describe.each([
  ['', {}],
  ['[permalinks]\nposts = "/:year/:month/:day/:slug/"', {}],
  ['[permalinks]\nposts = "/:section/:title/"', {}],
  ['[permalinks]\nPosts = "/:filename"', {}],
  ['[permalinks]\nposts = "/p/:slugorfilename/"', { values: { slug: 'Own Slug' }, text: 'slug: Own Slug\n' }],
  ['uglyURLs = true', {}],
  ['uglyURLs = true\n[permalinks]\nposts = "/:year/:title"', {}],
  ['', { slug: '경사-하강법' }],
  ['', { values: { slug: 'Other' }, text: 'slug: Other\n' }],
  ['', { values: { url: '/exactly/here.html' }, text: 'url: /exactly/here.html\n' }],
  ['[permalinks]\nposts = "/:title/"', { title: 'A.B_c-d — 경사 1 C++ "x" 50% — a+b=c ½ x---y 😀!' }],
  ['contentDir = "texts"', {}],
  [
    'defaultContentLanguage = "ko"\ndefaultContentLanguageInSubdir = true\n[languages.ko]\nweight = 1\n[languages.en]\nweight = 2',
    {},
  ],
  ['[languages.en]\nweight = 1\n[languages.ko]\nweight = 2', { values: { lang: 'ko' }, text: 'lang: ko\n' }],
  [
    '[languages.en]\ncontentDir = "content/english"\n[languages.ko]\ncontentDir = "content/korean"',
    { values: { lang: 'ko' }, text: 'lang: ko\n' },
  ],
] as const)('a site set to %j, a post of %j', (settings, front) => {
  it('has the post at the address that is foretold, with its picture where the page says', async () => {
    const built = made(`baseURL = "https://example.org/blog/"\n${settings}`);
    const { address } = await built.publish(await post(front as Partial<Front>), {
      slug: (front as Partial<Front>).slug ?? 'gradient',
    });
    built.build();
    expect(address?.startsWith('/')).toBe(true);
    const page = address?.endsWith('/') === true ? `${address}index.html` : (address as string);
    const text = built.built(page);
    expect(text).toContain('marked text');
    const source = decodeURIComponent(/<img src="([^"]*)"/.exec(text)?.[1] as string);
    expect(source.startsWith('/blog/')).toBe(true);
    expect(existsSync(join(built.folder, 'public', source.slice(6)))).toBe(true);
  });
});

describe('a post of a Hugo site', () => {
  it('keeps its front matter to the character, and gets what is missing after it', async () => {
    const text = '# mine\ntitle:   "Kept"   # so\ntags: [a,   b]\ncustom: {x: 1}\n';
    const built = made('baseURL = "https://example.org/"');
    const { post: page } = await built.publish(await post({ text, values: { title: 'Kept', tags: ['a', 'b'] }, title: 'Kept' }));
    expect(page.text.startsWith(`---\n${text}date: 2022-07-15T21:30:00+09:00\nsummary: "short"\n---\n\n`)).toBe(true);
  });

  it('leads from where it was read before to where it is read now', async () => {
    const built = made('baseURL = "https://example.org/"');
    const front = { text: 'aliases: [/mine/]\n', values: { aliases: ['/mine/'] } };
    await built.publish(await post(front), { formerAddresses: ['/posts/before/'] });
    built.build();
    for (const path of ['mine/index.html', 'posts/before/index.html'])
      expect(built.built(path)).toContain('https://example.org/posts/gradient/');
  });

  it('says that a moment without a time zone is taken for UTC, and nothing where the site has one', async () => {
    const date = { day: '2022-07-15', time: '00:30:00', offset: null };
    const without = await made('baseURL = "https://example.org/"').publish(await post(), { date });
    expect(without.notes.map(({ code }) => code)).toEqual(['site-without-timezone', 'html-shortcode']);
    const zoned = await made('baseURL = "https://example.org/"\ntimeZone = "Asia/Seoul"').publish(await post(), { date });
    expect(zoned.notes.map(({ code }) => code)).toEqual(['html-shortcode']);
  });

  it("keeps the author's shortcodes that the site has, closed as they must be; all others are text, and the site builds", async () => {
    const built = made('baseURL = "https://example.org/"');
    built.write('layouts/shortcodes/note.html', '<div class="note">{{ .Inner }}</div>');
    built.write('layouts/shortcodes/br.html', '<br class="plain">');
    const markdown = [
      '{{< note >}}inside{{< /note >}} {{< br >}} {{< note />}} {{</* br */>}}',
      'unknown {{< missing a="b" >}} {{% other %}} {{< br >}}{{< /br >}} {{< /note >}} {{< br />}} {{< "x" >}} {{< br "a >}} {{<br',
      'open {{< note >}} unclosed',
      '`{{< br >}}` [link]({{< ref "/posts/gradient" >}})',
    ].join('\n\n');
    const { notes } = await built.publish(await post({}, markdown));
    built.build();
    const text = built.built('posts/gradient/index.html');
    expect(text).toContain('<div class="note">inside</div> <br class="plain"> <div class="note"></div> {{&lt; br &gt;}}');
    expect(text).toContain('open {{&lt; note &gt;}} unclosed');
    expect(text).toContain(
      'unknown {{&lt; missing a=&ldquo;b&rdquo; &gt;}} {{% other %}} {{&lt; br &gt;}}{{&lt; /br &gt;}} {{&lt; /note &gt;}} {{&lt; br /&gt;}}',
    );
    expect(text).toContain('<code>{{&lt; br &gt;}}</code> <a href="https://example.org/posts/gradient/">link</a>');
    expect([...new Set(notes.map(({ code }) => code))]).toEqual(['shortcode-unknown']);
    // No HTML was needed for it.
    expect(existsSync(join(built.folder, 'layouts/shortcodes/downhill'))).toBe(false);
  });

  it.each([true, false])(
    'sees no shortcode where pieces of a text meet, or in HTML: the site builds, unsafe %s',
    async (unsafe) => {
      const built = made(`baseURL = "https://example.org/"\n[markup.goldmark.renderer]\nunsafe = ${unsafe}`);
      built.write('layouts/shortcodes/br.html', '<br class="live">');
      const markdown =
        '{{<b>bold</b>}} {<i>{< br >}}</i> {{<https://example.org/x>}} <span title="{{< nope >}}">t</span> {{%$x$ {{<!-- c --> {{<b></b>< br >}} {{<x></x>< br >}}\n';
      for (const trusted of [true, false]) {
        await built.publish(await post({}, markdown, trusted), { slug: `p-${trusted}` });
        built.build();
        const text = built.built(`posts/p-${trusted}/index.html`);
        expect(text).not.toContain('class="live"');
        expect(text).toContain('{{');
      }
    },
  );

  it('has no attributes and no shortcodes that a notebook wrote', async () => {
    const built = made(
      'baseURL = "https://example.org/"\n[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser.attribute]\nblock = true',
    );
    built.write('layouts/shortcodes/br.html', '<br class="plain">');
    const markdown =
      '# A {#evil .c style="position:fixed"}\n\n# B {#evil $x$ .c}\n\npara\n{.c onclick="x()"}\n\n{{< br >}}\n\n```python {style="position:fixed"}\ncode\n```\n\n[x](javascript:alert(1))\n';
    await built.publish(await post({}, markdown, false));
    built.build();
    const text = built.built('posts/gradient/index.html');
    expect(text).not.toMatch(/id="evil"|class="c"|class="plain"|position:fixed"[^;]*>|href="javascript|onclick="/);
    expect(text).toContain('{#evil .c style=');
  });

  it('is built with a warning, not with silence, when a picture of it was taken away', async () => {
    const built = made('baseURL = "https://example.org/"');
    const { assets } = await built.publish(await post());
    expect(built.build()).not.toContain('there is no picture');
    rmSync(join(built.folder, assets.find(({ path }) => path.endsWith('.png'))?.path as string));
    expect(built.build()).toMatch(/WARN .*index\.md:\d+:\d+": there is no picture sajin-1-[0-9a-f]{8}\.png/);
  });

  it('says once that the site gets a shortcode for HTML, where the site leaves HTML out', async () => {
    const codes = async (built: Site): Promise<readonly string[]> =>
      (await built.publish(await post())).notes.map(({ code }) => code);
    const strict = made('baseURL = "https://example.org/"');
    expect([await codes(strict), await codes(strict)]).toEqual([['html-shortcode'], []]);
    expect(await codes(made('baseURL = "https://example.org/"\nmarkup.goldmark.renderer.unsafe = true'))).toEqual([]);
  });

  it('gives the same bytes for the same post, and the shortcodes of all posts are the same files', async () => {
    const built = made('baseURL = "https://example.org/"');
    const [a, b] = [await built.publish(await post()), await built.publish(await post())];
    expect({ ...a, notes: [] }).toEqual(b);
    const other = await built.publish(await post({}, '![a](a.png) other **post** $x$\n'), { slug: 'other' });
    const shared = (rendered: typeof a): readonly unknown[] => rendered.assets.filter(({ path }) => path.startsWith('layouts/'));
    expect(shared(a)).toEqual(shared(other));
    for (const { path } of a.assets.filter((asset) => asset.path.startsWith('layouts/')))
      expect(readFileSync(join(built.folder, path), 'utf8')).not.toContain('\n');
  });
});
