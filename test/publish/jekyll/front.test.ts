import { afterAll, describe, expect, it } from 'vitest';
import { DownhillError } from '../../../src/base/errors.js';
import type { Front, Post } from '../../../src/publish/post.js';
import { jekyll } from '../../../src/publish/targets/jekyll.js';
import { memoryFiles } from '../memory-files.js';
import { everything, prose } from './everything.js';
import { published } from './published.js';
import { buildSites, config, removeSites, type SiteFiles } from './sites.js';

const post = (front: Partial<Front>, parts: Post['parts'] = []): Post => ({
  source: 'post.md',
  lang: 'en',
  front: {
    text: null,
    values: {},
    title: 'A: title',
    titleHeading: null,
    date: null,
    slug: 'post',
    excerpt: 'First <words> & more',
    ...front,
  },
  parts,
});
const SITE: SiteFiles = {
  '_config.yml': config({ plugins: [], excerpt_separator: '<!--more-->', permalink: '/:title.html' }),
  '_layouts/post.html': 'post',
};
const head = async (front: Partial<Front>, site: SiteFiles = SITE, parts: Post['parts'] = []): Promise<string> => {
  const { rendered } = await published(post(front, parts), site);
  return (/^---\r?\n([\s\S]*?)---\r?\n/.exec(rendered.post.text) as RegExpExecArray)[1] as string;
};
const DATE = 'date: 2022-07-15 21:30:00 +0900\n';
const EXCERPT = 'excerpt: "First &lt;words&gt; &amp; more"\n';
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof DownhillError ? error.code : error),
  );

afterAll(removeSites);

describe('front matter of a Jekyll post', () => {
  it('is written whole for a document without any', async () => {
    expect(await head({ values: { tags: ['a', 'b: c'] } })).toBe(
      `layout: "post"\ntitle: "A: title"\n${DATE}tags: ["a","b: c"]\n${EXCERPT}`,
    );
  });

  it('of an author stays to the character, with what is missing after it', async () => {
    const text = '# mine\ntitle:   "A: title"  # quoted\nlayout: wide\ntags:\n  - x\n\nexcerpt: |\n  Own\n  text\n';
    expect(await head({ text, values: { title: 'A: title', layout: 'wide', tags: ['x'], excerpt: 'Own\ntext\n' } })).toBe(
      `${text}${DATE}`,
    );
    const crlf = 'title: x\r\n';
    expect(await head({ text: crlf, values: { title: 'x' } })).toBe(
      `title: x\r\nlayout: "post"\r\n${DATE}${EXCERPT}`.replace(/(?<!\r)\n/g, '\r\n'),
    );
    expect(await head({ text: 'title: x', values: { title: 'x' } })).toBe(`title: x\nlayout: "post"\n${DATE}${EXCERPT}`);
  });

  it('whose title YAML misreads gets it between quotes', async () => {
    expect(await head({ text: 'title: A: title\ntags: [x]\n', values: { title: 'A: title', tags: ['x'] } })).toMatch(
      /^title: "A: title"\ntags: \[x\]\nlayout/,
    );
    expect(await head({ text: 'title: 2022\n', values: { title: 2022 }, title: '2022' })).toMatch(/^title: "2022"\nlayout/);
    expect(await head({ text: 'title:\n', values: { title: null } })).toMatch(/^title: "A: title"\nlayout/);
    expect(await failure(head({ text: 'a: [1\n', values: {} }))).toBe('front-matter-broken');
  });

  it('keeps a date that says a moment, and completes one that does not', async () => {
    const dated = async (date: string, offset: string | null, more = {}): Promise<string> =>
      (
        await published(
          post({
            text: `title: x\ndate: ${date}\n`,
            values: { title: 'x', date },
            date: { day: '2022-07-15', time: '21:30:00', offset },
          }),
          { ...SITE, '_config.yml': config({ plugins: [], ...more }) },
          { date: { day: '2022-07-15', time: '21:30:00', offset } },
        )
      ).rendered.post.text.split('\n')[2] as string;
    expect(await dated('2022-07-15 21:30:00 +0900', '+09:00')).toBe('date: 2022-07-15 21:30:00 +0900');
    expect(await dated('2022-07-15T21:30+09:00', '+09:00')).toBe('date: 2022-07-15T21:30+09:00');
    expect(await dated('2022-07-15 21:30:00', null, { timezone: 'Asia/Seoul' })).toBe('date: 2022-07-15 21:30:00 +0900');
    expect(await dated('2022-07-15 21:30:00', null)).toBe('date: "2022-07-15 21:30:00"');
  });

  it('has no excerpt of ours where the post says where its own ends', async () => {
    expect(await head({}, SITE, [await prose('one\n\n<!--more-->\n\ntwo', true)])).not.toContain('excerpt');
  });

  it('has the layout that posts of the site have, unless the configuration gives one', async () => {
    const posts = {
      '_posts/2020-01-01-a.markdown': '---\nlayout: single\n---\n',
      '_posts/2020-01-02-b.markdown': '---\nlayout: single\n---\n',
      '_posts/2020-01-03-c.md': '---\nlayout: post\n---\n',
    };
    expect(await head({}, { ...SITE, ...posts })).toContain('layout: "single"');
    expect((await published(post({}), { ...SITE, ...posts })).rendered.post.path).toBe('_posts/2022-07-15-post.markdown');
    const defaults = [{ scope: { path: '', type: 'posts' }, values: { layout: 'wide' } }];
    expect(await head({}, { ...SITE, '_config.yml': config({ defaults }) })).not.toContain('layout');
    expect(await head({}, { '_config.yml': config({ theme: 'minimal-mistakes-jekyll' }) })).toContain('layout: "single"');
    expect(await head({}, { '_config.yml': config() })).not.toContain('layout');
  });

  it('of a notebook holds no tag and leads nowhere, whatever a theme does with it; of an author it stays', async () => {
    const title = 'a < b <script>x</script>';
    const text = 'title: "a < b \\x3cscript>x</script>"\nredirect_to: https://evil.example\ntags: ["<b>"]\n';
    const values = { title, redirect_to: 'https://evil.example', tags: ['<b>'] };
    expect(await head({ text, values, title }, SITE, [await prose('x', false)])).toMatch(
      /^title: a < b ‹script>x‹\/script>\ntags:\n {2}- ‹b>\nlayout/,
    );
    expect(await head({ title }, SITE, [await prose('x', false)])).toContain('title: "a < b ‹script>x‹/script>"\n');
    expect(await head({ text, values, title }, SITE, [await prose('x', true)])).toContain(text);
  });

  it('lets Liquid be read, which pictures need', async () => {
    expect(
      await head({ text: 'title: x\nrender_with_liquid: false\n', values: { title: 'x', render_with_liquid: false } }),
    ).toMatch(/^title: x\nrender_with_liquid: true\n/);
  });
});

describe('a post for Jekyll', () => {
  it('stands where the configuration has its source and its posts, and so do its pictures', async () => {
    const { post: whole } = await everything('first');
    const { rendered } = await published(whole, { '_config.yml': 'source: src\ncollections_dir: all\n' });
    expect(rendered.post.path).toBe('src/all/_posts/2022-07-15-first.md');
    expect(rendered.assets.every(({ path }) => path.startsWith('src/assets/downhill/first/'))).toBe(true);
    expect(rendered.post.text).toContain("{{ '/assets/downhill/first/");
  });

  it('is the same bytes the second time, and each of its 7 pictures stands in it once', async () => {
    const { post: whole } = await everything('first');
    const site = { '_config.yml': config() };
    const [one, two] = [await published(whole, site), await published(whole, site)];
    expect(one.rendered).toEqual(two.rendered);
    expect(new Set(one.rendered.assets.map(({ path }) => path)).size).toBe(one.rendered.assets.length);
    expect(one.rendered.assets).toHaveLength(7);
  });

  it('keeps the line ends of its author, and no control character that would make the feed unreadable', async () => {
    const text = '# T\r\n\r\nA line\r\nand one more \u001b[1m.\r\n- item `a\u0007b`\r\n\r\n```\r\ncode\r\n```\r\n';
    const own = post(
      {
        text: 'title: T\r\nexcerpt: x\r\nlayout: y\r\n',
        values: { title: 'T', excerpt: 'x', layout: 'y' },
        titleHeading: { part: 0, start: 0, end: 3 },
      },
      [await prose(text, true)],
    );
    const written = (await published(own, SITE)).rendered.post.text;
    expect(written.split('---\r\n')[2]).toBe('A line\r\nand one more ␛[1m.\r\n\n- item `a␇b`\r\n\r\n```\ncode\n```\r\n');
  });

  it('is refused without a date, and where no picture could be shown', async () => {
    const { post: whole } = await everything('first');
    const context = {
      site: memoryFiles({ '_config.yml': new TextEncoder().encode('exclude: [assets]\n') }),
      date: null,
      assetSlug: 'a',
      slug: 'a',
      baseUrl: null,
      note: () => {},
    };
    expect(await failure(jekyll.render(whole, context))).toBe('date-missing');
    expect(await failure(jekyll.render(whole, { ...context, date: { day: '2022-07-15', time: null, offset: null } }))).toBe(
      'assets-excluded',
    );
  });

  it('shows pictures within the raw of its author, and leaves everything else there as it is', async () => {
    const { files } = await published(
      post({ text: 'title: x\n', values: { title: 'x' } }, [
        await prose('{% raw %}{{ a }} ![x](x.png) $y$ $$z$$ `{{ b }}`{% endraw %}', true),
      ]),
      { ...SITE, '_layouts/post.html': '{{ content }}' },
    );
    const [site] = buildSites([{ files }]);
    expect(site?.page('post.html')).toBe(
      '<p>{{ a }} <img src="/assets/downhill/post/photo-1-8580b621.png" alt="x" width="300" height="150" loading="lazy" decoding="async" style="max-width:100%;height:auto" /> $y$ \\(z\\) <code class="language-plaintext highlighter-rouge">{{ b }}</code></p>\n',
    );
  });
});
