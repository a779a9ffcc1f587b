import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJekyll } from '../../../src/publish/check/jekyll-site.js';
import type { Post } from '../../../src/publish/post.js';
import { memoryFiles } from '../memory-files.js';
import { prose } from './everything.js';
import { published } from './published.js';
import { type BuiltSite, buildSites, config, removeSites, type SiteFiles } from './sites.js';

/** Names for `post_url`, and where the post is read; null: Jekyll finds none and builds no site. */
const POST_URLS: readonly (readonly [name: string, address: string | null])[] = [
  ['deep/2020-01-02-below', '/below.html'],
  ['2020-01-02-below', '/below.html'],
  ['cat/2020-01-03-beside', '/beside.html'],
  ['/cat/2020-01-03-beside', '/beside.html'],
  ['nowhere/2020-01-03-beside', '/beside.html'],
  ['2020-1-3-beside', '/beside.html'],
  ['cat/sub/2020-01-06-both', '/both.html'],
  ['2020-01-04-own', '/slugged.html'],
  ['2020-01-04-slugged', '/slugged.html'],
  ['2020-01-09-moved', '/moved.html'],
  ['2020-02-09-moved', '/moved.html'],
  ['2020-01-10-dots', '/dots.x.html'],
  ['2020-01-02-bel', null],
  ['2020-01-05-hidden', null],
  ['2020-01-07-under', null],
  ['2020-01-08-vendor', null],
  ['2020-01-13-special', null],
  ['2020-13-45-below', null],
  ['below', null],
];

const FRONT = '---\n---\n';
/** Posts of a site in all folders that Jekyll reads, and in some that it does not. */
const POSTS: SiteFiles = {
  '_posts/deep/2020-01-02-below.md': FRONT,
  'cat/_posts/2020-01-03-beside.md': FRONT,
  'cat/_posts/sub/2020-01-06-both.md': FRONT,
  '_posts/2020-01-04-own.md': '---\nslug: slugged\n---\n',
  '_posts/2020-01-05-hidden.md': '---\npublished: false\n---\n',
  '_under/_posts/2020-01-07-under.md': FRONT,
  'vendor/bundle/_posts/2020-01-08-vendor.md': FRONT,
  '_posts/2020-01-09-moved.md': '---\ndate: 2020-02-09\n---\n',
  '_posts/2020-01-10-dots..md': FRONT,
  '_posts/2020-01-10-dots.x.md': FRONT,
  '_posts/_special/2020-01-13-special.md': FRONT,
};

/** An author's text, and what a reader sees. `null`: as it is written. */
const CASES: readonly (readonly [text: string, seen: string | null])[] = [
  ['{{ site.title }} and {{ page.title }}', 'Blog and post'],
  ['{{ "x" | upcase }}, {{ \'/a\' | relative_url }}', 'X, /blog/a'],
  ['{{ nothing }} {{nothing}} {{- nothing -}}', null],
  ['{% if site.title %}yes{% else %}no{% endif %}', 'yes'],
  ['{% if site.title %}never closed', null],
  ['closed {% endif %} but not opened, {% else %} in between', null],
  ['{% for tag in page.list %}{{ tag }}{% endfor %}end', 'end'],
  ['{% for tag %}{{ tag }}{% endfor %}', null],
  ['{% assign name = "W" %}{{ name }}', 'W'],
  ['{% assign %}', null],
  ['{% bad %} {%bad%} {%- bad -%} {% %} {%', null],
  ['{% include there.html %}', 'included'],
  ['{% include missing.html %}', null],
  ['{% include ../_config.yml %}', null],
  ['{% post_url 2020-01-01-old %}', '/blog/old.html'],
  ['{% post_url 2020-01-01-gone %}', null],
  ...POST_URLS.map(([name, address]) => [`{% post_url ${name} %}`, address === null ? null : `/blog${address}`] as const),
  ['{% link about.md %}', '/blog/about'],
  ['{% link gone.md %}', null],
  ['{% own %} {% gist 1 %}', 'own tag {% gist 1 %}'],
  ['{% raw %}{{ x }} {% y %}{% endraw %}', '{{ x }} {% y %}'],
  ['{% raw %}{{ x }}', null],
  ['{% comment %}{% bad %} hidden{% endcomment %}shown', 'shown'],
  ['{% highlight python %}\na = "{% raw %}{{ x }}{% endraw %}" * 2 * 3 | 4\n{% endhighlight %}', 'a = "{{ x }}" * 2 * 3 | 4'],
  ['{% highlight python %}\na = {{ x }} {% y %}\n{% endhighlight %}', 'a = {{ x }} {% y %}'],
  ['`{{ site.title }}` `{% bad %}` `{`{`%`', '{{ site.title }} {% bad %} {{%'],
  ['```\n{% raw %}\n{{ x }}\n{% endraw %}\n```', '{{ x }}'],
  ['```\n{% raw %} {% endraw %}\n```', '{% raw %} {% endraw %}'],
  ['{% raw %}\n\n```\n{{ x }} {% y %}\n```\n\n{% endraw %}', '{{ x }} {% y %}'],
  ['{**{** x }} {*{* {\\{ {\\% x %}', '{{ x }} {{ {{ {% x %}'],
  ['{{{ a }}} {{{% b %}', null],
  ['[a]({{ site.baseurl }}/a) <a href="{{ \'/b\' | relative_url }}">b</a> [c]({% link about.md %})', 'a b c'],
  ['$\\{\\{ x \\}\\}$ and $\\text{{% x}$', null],
];

const SITE: SiteFiles = {
  '_config.yml': config({ plugins: [], permalink: '/:title.html', baseurl: '/blog' }),
  '_layouts/post.html': '{{ content }}',
  '_includes/there.html': 'included',
  '_plugins/own.rb': 'class Own < Liquid::Tag; def render(_) = "own tag"; end\nLiquid::Template.register_tag("own", Own)\n',
  '_posts/2020-01-01-old.md': '---\n---\nold\n',
  'about.md': '---\n---\nabout\n',
  ...POSTS,
};
const post = async (slug: string, text: string, trusted: boolean, values: Post['front']['values'] = {}): Promise<Post> => ({
  source: slug,
  lang: 'en',
  front: {
    text: `title: post\n${Object.entries(values)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('')}`,
    values: { title: 'post', ...values },
    title: 'post',
    titleHeading: null,
    date: null,
    slug,
    excerpt: '',
  },
  parts: [await prose(text, trusted)],
});

/** Text of a page, without tags. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&amp;/g, '&')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/–/g, '--')
    .replace(/\s+/g, ' ')
    .trim();

/** The same folders where all collections stand in one, and posts that do not stand in it. */
const BELOW: SiteFiles = {
  '_config.yml': config({ plugins: [], permalink: '/:categories/:title.html', collections_dir: 'all' }),
  ...Object.fromEntries(Object.entries(POSTS).map(([path, text]) => [`all/${path}`, text])),
  '_posts/2020-01-20-out.md': FRONT,
  'other/_posts/2020-01-21-out.md': FRONT,
};

const checkedSite = (files: SiteFiles) =>
  readJekyll(
    memoryFiles(
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, typeof text === 'string' ? new TextEncoder().encode(text) : text]),
      ),
    ),
  );

let built: BuiltSite;
let below: BuiltSite;
beforeAll(async () => {
  let files = SITE;
  const add = async (each: Post): Promise<void> => {
    files = (await published(each, files)).files;
  };
  for (const [i, [text]] of CASES.entries()) {
    await add(await post(`author-${i}`, text, true));
    await add(await post(`notebook-${i}`, text, false));
    await add(await post(`off-${i}`, text, true, { render_with_liquid: false }));
  }
  [built, below] = buildSites([{ files }, { files: BELOW }]) as [BuiltSite, BuiltSite];
}, 60_000);
afterAll(removeSites);

describe('Liquid', () => {
  it('finds for a check the posts that Jekyll finds by post_url, in every folder', async () => {
    const site = await checkedSite(SITE);
    const [post] = site.posts as [(typeof site.posts)[number]];
    const page = { name: 'post', address: '/blog/a.html', until: 1e9 } as const;
    const found = POST_URLS.map(([name]) => {
      const written = `{% post_url ${name} %}`;
      return [name, site.evaluate({ kind: 'link', syntax: 'markdown', written, start: 0, end: written.length }, post, page)];
    });
    expect(found).toEqual(POST_URLS.map(([name, address]) => [name, address === null ? null : `/blog${address}`]));
  });

  it('is checked in the posts that Jekyll reads, at their addresses, below collections_dir alone', async () => {
    const { posts } = await checkedSite(BELOW);
    const shown = posts.filter((post) => post.shown).map(({ address }) => address.slice(1));
    expect(shown.sort()).toEqual(below.files.filter((path) => path.endsWith('.html')));
    expect(shown).toContain('vendor/bundle/vendor.html');
  });

  it(`that an author means works, and whatever else is text that stops no build: ${CASES.length} texts`, () => {
    for (const [i, [text, seen]] of CASES.entries())
      if (!text.startsWith('$')) expect(shown(built.page(`author-${i}.html`)), text).toBe(seen ?? text.replace(/\s+/g, ' '));
  });

  it('is text in a notebook, and in a post that says render_with_liquid: false', () => {
    for (const kind of ['notebook', 'off'])
      for (const [i, [text]] of CASES.entries()) {
        // Marks of Markdown are gone on both sides.
        const marks = /[`*\\$\s]|<[^>]*>|\[|\]\([^)]*\)/g;
        if (!text.startsWith('$'))
          expect(shown(built.page(`${kind}-${i}.html`)).replace(marks, ''), `${kind}: ${text}`).toBe(text.replace(marks, ''));
      }
  });

  it('that is shown as text is told to its author, once each and with its place', async () => {
    const { notes } = await published(
      await post(
        'noted',
        'a {% include missing.html %} {{ site.title }} {{ nothing }} `{% code %}` {% raw %}{{ x }}{% endraw %}',
        true,
      ),
      SITE,
    );
    expect(notes.map(({ code, severity, place, message }) => [code, severity, place, message.en])).toEqual([
      [
        'liquid-as-text',
        'warning',
        'post.md:2',
        '{% include missing.html %} is shown as it is written: the site has nothing of that name',
      ],
      ['liquid-as-text', 'note', 'post.md:46', '{{ nothing }} is shown as it is written: the site has nothing of that name'],
    ]);
    expect((await published(await post('noted', '{{ nothing }}', false), SITE)).notes).toEqual([]);
  });
});
