import { describe, expect, it } from 'vitest';
import { checkPost } from '../../../src/publish/check/check-post.js';
import { checkSite } from '../../../src/publish/check/check-site.js';
import type { CheckReport } from '../../../src/publish/check/report.js';
import { isClean } from '../../../src/publish/check/report.js';
import type { Files } from '../../../src/publish/files.js';
import { memoryFiles } from '../memory-files.js';
import { type Contents, PIXEL } from './sites.js';

const site = (contents: Contents): Files =>
  memoryFiles(
    Object.fromEntries(
      Object.entries(contents).map(([path, data]) => [path, typeof data === 'string' ? new TextEncoder().encode(data) : data]),
    ),
    'site',
  );
const check = (contents: Contents): Promise<CheckReport> => checkSite(site(contents));
const codes = ({ notes }: CheckReport): string[] => notes.map(({ code, place }) => `${place} ${code}`);
const post = (body: string, front = 'title: t'): string => `---\n${front}\n---\n${body}\n`;

describe('a check of a site, as themes and people have them', () => {
  it('Chirpy: pictures below media_subpath or img_path and without baseurl are put right by its layout', async () => {
    const report = await check({
      '_config.yml': 'theme: jekyll-theme-chirpy\nbaseurl: /blog\npermalink: /posts/:title/\n',
      '_posts/2024-01-01-a.md': post(
        '![a](a.png){: w="700" h="400" }\n![b](/assets/img/b.png){: .shadow }\n![c](c.png)',
        'title: t\nmedia_subpath: /assets/img/\nimage:\n  path: a.png',
      ),
      '_posts/2024-01-02-b.md': post('![a](a.png)', 'title: t\nimg_path: /assets/img'),
      'assets/img/a.png': PIXEL,
      'assets/img/b.png': PIXEL,
    });
    // Chirpy puts the folder before addresses from the root as well.
    expect(codes(report)).toEqual(['_posts/2024-01-01-a.md:8:6 picture-missing', '_posts/2024-01-01-a.md:9:6 picture-missing']);
  });

  it('says of a post after midnight that UTC makes it one of the day before, where the site names no time zone', async () => {
    const front = (date: string): string => `title: t\ndate: ${date}`;
    const posts = {
      '_posts/2022-07-15-a.md': post('a', front('2022-07-15 00:30:00 +0900')),
      '_posts/2022-07-15-b.md': post('b', front('2022-07-15 09:30:00 +0900')),
      '_posts/2022-07-15-c.md': post('c', front('2022-07-15')),
    };
    const without = await check({ '_config.yml': 'title: t\n', ...posts });
    expect(codes(without)).toEqual(['_posts/2022-07-15-a.md:1:1 day-moves']);
    expect(without.notes[0]?.message.en).toContain('2022-07-14');
    expect(codes(await check({ '_config.yml': 'timezone: Asia/Seoul\n', ...posts }))).toEqual([]);
  });

  it('minimal-mistakes: figures by include, from the root; a relative picture falls with its category', async () => {
    const report = await check({
      '_config.yml':
        'remote_theme: mmistakes/minimal-mistakes\nbaseurl: /blog\npermalink: /:categories/:title/\ndefaults:\n  - scope: { path: "", type: posts }\n    values: { layout: single }\n',
      '_posts/2024-01-01-a.md': post(
        '{% include figure image_path="/assets/images/a.png" alt="a" %}\n{% include figure image_path="/assets/images/none.png" %}\n![up](../assets/images/a.png)',
        'title: t\nheader:\n  teaser: /assets/images/a.png',
      ),
      '_posts/2024-01-02-b.md': post('![up](../../assets/images/a.png)', 'title: t\ncategories: ml'),
      'assets/images/a.png': PIXEL,
    });
    expect(codes(report)).toEqual([
      '_posts/2024-01-01-a.md:7:31 picture-missing',
      '_posts/2024-01-01-a.md:8:7 reference-fragile',
      '_posts/2024-01-02-b.md:5:7 reference-fragile',
    ]);
  });

  it('al-folio: figures of includes and projects of a collection', async () => {
    const report = await check({
      '_config.yml':
        'baseurl: /al-folio\npermalink: /blog/:year/:title/\ncollections:\n  projects:\n    output: true\n    permalink: /projects/:path/\nplugins: [jekyll-scholar]\n',
      '_posts/2024-01-01-a.md': post(
        '{% include figure.liquid loading="eager" path="assets/img/9.jpg" class="x" %} {% cite key %}\n[p]({{ site.baseurl }}/projects/one/)',
      ),
      '_projects/one.md': post('<img src="{{ "/assets/img/9.jpg" | relative_url }}"> ![x](/assets/img/9.jpg)'),
      'assets/img/9.jpg': PIXEL,
    });
    expect(codes(report)).toEqual(['_projects/one.md:4:59 baseurl-missing']);
  });

  it('PaperMod and other Hugo themes: covers, bundles, shortcodes', async () => {
    const report = await check({
      'config.yml': 'baseURL: https://example.org/\ntheme: PaperMod\n',
      'content/posts/a/index.md': post(
        '![a](a.png)\n{{< figure src="a.png" >}}\n![b](/img/b.png)\n{{< relref "other" >}}',
        'title: t\ncover:\n  image: a.png\n  relative: true',
      ),
      'content/posts/a/a.png': PIXEL,
      'content/posts/b.md': '+++\ntitle = "b"\nslug = "c"\n+++\n![a](../a/a.png) ![b](../a/none.png)\n',
      'static/img/b.png': PIXEL,
    });
    expect(codes(report)).toEqual(['content/posts/b.md:5:6 reference-fragile', 'content/posts/b.md:5:23 picture-missing']);
  });

  it('says which pages break: a picture relative to the post is gone on the front page', async () => {
    const report = await check({
      '_config.yml': 'permalink: /:title/\npaginate: 5\n',
      'index.html': '---\n---\n{% for p in paginator.posts %}{{ p.content }}{% endfor %}',
      '_posts/2024-01-01-a.md': post('![a](../../a.png) ![b](b.png)'),
      'a.png': PIXEL,
      'a/b.png': PIXEL,
    });
    expect(report.notes[1]?.message.en).toBe(
      'b.png is broken on /, /page2/: it is relative, and those pages lie in other folders',
    );
    expect(report.notes.map(({ code }) => code)).toEqual(['reference-fragile', 'reference-relative']);
  });

  it('names posts with one address, links to nowhere, pointers of Git LFS, pages saved as pictures, and SVG that is no XML', async () => {
    const report = await check({
      '_config.yml': 'permalink: /:title/\nplugins: [jekyll-feed]\n',
      '_posts/2024-01-01-a.md': post(
        '[x](/none/) [feed](/feed.xml) [b](/b/) [c]({% post_url 2024-01-02-b %}) [tag](/tags/x/) [far](https://example.com)',
      ),
      '_posts/2024-01-02-b.md': post('![l](/l.png) ![h](/h.png) ![s](/s.svg) ![e](/e.png)'),
      '_posts/2024-01-03-b.md': post('again'),
      'l.png': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n',
      'h.png': '<!DOCTYPE html><title>Not found</title>',
      's.svg': '<svg xmlns="http://www.w3.org/2000/svg"><p></svg>',
      'e.png': '',
    });
    expect(codes(report)).toEqual([
      '_posts/2024-01-01-a.md:4:5 link-broken',
      ...[6, 19, 32, 45].map((column) => `_posts/2024-01-02-b.md:4:${column} picture-damaged`),
      '_posts/2024-01-03-b.md address-twice',
    ]);
    expect(isClean(report)).toBe(false);
  });

  it('knows the Liquid that stops a build from the Liquid of plug-ins, includes and blocks', async () => {
    const bodies: readonly (readonly [string, readonly string[]])[] = [
      ['{% if page.x %}a{% else %}b{% endif %} {{ page.title }} {{ "x" | upcase }}', []],
      ['{% assign a = 1 %}{{ a }} {% for i in (1..3) %}{{ i }}{% endfor %}{% capture c %}x{% endcapture %}{{ c }}', []],
      ['{% raw %}{% x %} {{ y }}{% endraw %} {% comment %}{% x %}{% endcomment %} {% gist 1 %} {% mytag %}', []],
      ['{% highlight python %}\nd = 1\n{% endhighlight %}', []],
      ['`{% raw %}{{ x }}{% endraw %}`', []],
      ['{% unknown %}', ['liquid-kills']],
      ['{% if x %}a', ['liquid-kills']],
      ['a {% endif %}', ['liquid-kills']],
      ['a {% if', ['liquid-kills']],
      ['a {{ x', ['liquid-kills']],
      ['`{{x}}`', ['liquid-vanishes']],
      ['$$\\frac{{a}}{b}$$', ['liquid-vanishes']],
      ['```\n{{ user.name }}\n```', ['liquid-vanishes']],
    ];
    for (const [body, found] of bodies) {
      const report = await check({
        '_config.yml': 'plugins: [jekyll-gist]\n',
        '_plugins/own.rb': "Liquid::Template.register_tag('mytag', Own)",
        '_posts/2024-01-01-a.md': post(body),
      });
      expect([body, report.notes.map(({ code }) => code)]).toEqual([body, found]);
    }
    const off = await check({ '_config.yml': '', '_posts/2024-01-01-a.md': post('{% x %} {{', 'render_with_liquid: false') });
    expect(off.notes).toEqual([]);
  });

  it('sees no reference in code, maths, comments and escapes', async () => {
    const report = await check({
      '_config.yml': '',
      '_posts/2024-01-01-a.md': post(
        '`![a](x.png)` \\![b](/) ``a ` ![c](x.png)``\n\n    ![d](x.png)\n\n~~~\n![e](x.png)\n~~~\n\n<!-- ![f](x.png) -->\n\n<pre>![g](x.png)</pre>\n\n> ```\n> ![h](x.png)\n> ```\n\n- x\n\n  ```\n  ![i](x.png)\n  ```\n',
      ),
      'index.md': post('x'),
    });
    expect(codes(report)).toEqual([]);
    expect(report.references).toBe(1);
  });

  it('checks a post before it is written, with its pictures, in a site and in a folder that is none', async () => {
    const jekyll = site({ '_config.yml': 'baseurl: /b\n' });
    const good = {
      post: { path: '_posts/2024-01-01-a.md', text: post("![a]({{ '/assets/a.png' | relative_url }})") },
      assets: [{ path: 'assets/a.png', data: PIXEL }],
    };
    expect(codes(await checkPost(jekyll, good))).toEqual([]);
    expect(codes(await checkPost(jekyll, { ...good, assets: [] }))).toEqual(['_posts/2024-01-01-a.md:4:6 picture-missing']);
    const readme = {
      post: { path: 'docs/README.md', text: '![a](img/a.png) ![b](img/A.png) ![c](my pic.png)\n' },
      assets: [{ path: 'docs/img/a.png', data: PIXEL }],
    };
    expect(codes(await checkPost(memoryFiles(), readme))).toEqual([
      'docs/README.md:1:22 name-case',
      'docs/README.md:1:38 reference-space',
    ]);
    await expect(checkSite(memoryFiles())).rejects.toMatchObject({ code: 'not-a-site' });
  });

  it('reads 40 kB of nothing but openings, of every kind, in a site of either generator', async () => {
    const pieces = [
      '{{',
      '{%',
      '{{ x',
      '<a ',
      '<img src="{{',
      "<img src='{{x}}{{y}} ",
      '![a](',
      '[',
      '](',
      '`',
      '`` ` ',
      '$',
      '$$',
      '\\\\(',
      '<pre>',
      '<!--',
      '{% include x ',
      '{% raw %}',
      '{% if %}',
      '> ',
      '![]({{',
      '~~~',
      '- ',
      '    ',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(Math.ceil(40_000 / piece.length));
      for (const [config, path] of [
        ['_config.yml', '_posts/2024-01-01-a.md'],
        ['hugo.toml', 'content/posts/a.md'],
      ] as const)
        expect((await check({ [config]: '', [path]: post(text) })).posts).toBe(1);
    }
  });
});
