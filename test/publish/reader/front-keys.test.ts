import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Post } from '../../../src/publish/post.js';
import { withKeys } from '../../../src/publish/site/front-matter-edit.js';
import { type Site, site } from '../hugo/hugo-sites.js';
import { prose } from '../jekyll/everything.js';
import { published } from '../jekyll/published.js';
import { config } from '../jekyll/sites.js';

const both = (text: string): unknown => {
  const [old, now] = (['1.1', '1.2'] as const).map((version) => parse(text, { version }));
  expect(old).toEqual(now);
  return now;
};

const post = (text: string, values: Record<string, unknown>): Post => ({
  source: 'post.md',
  lang: 'en',
  front: { text, values, title: 'T', titleHeading: null, date: null, slug: 'post', excerpt: '' },
  parts: [],
});

describe('a key of front matter that gets another value', () => {
  const more: [string, string][] = [['aliases', '["/a/","/b/"]']];

  it('leaves the key behind a list with a line for each item on a line of its own', () => {
    for (const list of ['aliases:\n  - /a/\n', 'aliases:\n- /a/\n- /c/\n', 'aliases: # old\n  - /a/\n', 'aliases: [/a/]\n']) {
      const text = withKeys(`title: t\n${list}tags: [x]\n`, more);
      expect(both(text)).toEqual({ title: 't', aliases: ['/a/', '/b/'], tags: ['x'] });
      expect(text.includes('# old')).toBe(list.includes('# old'));
    }
  });

  it('leaves it there behind a text of several lines, a comment and blank lines too', () => {
    const written = 'title: |\n  abc\n  def\n\n# mine\ntags: [x]\n';
    const text = withKeys(written, [['title', '"x"']]);
    expect(both(text)).toEqual({ title: 'x', tags: ['x'] });
    expect(text).toContain('\n# mine\n');
    expect(withKeys('a:\r\n  - 1\r\nb: 2\r\n', [['a', '[3]']])).toBe('a: [3]\r\nb: 2\r\n');
  });
});

describe('a post with addresses of its own that moved', () => {
  const text = (key: string): string => `title: T\n${key}:\n  - /mine/\ntags:\n  - x\n`;

  it('gets its former address beside them in Jekyll', async () => {
    const values = { title: 'T', redirect_from: ['/mine/'], tags: ['x'] };
    // What is not its author's own may lead nowhere.
    const given = { ...post(text('redirect_from'), values), parts: [await prose('words', true)] };
    const files = { '_config.yml': config({ plugins: ['jekyll-redirect-from'] }), '_layouts/post.html': 'post' };
    const { rendered } = await published(given, files, { formerAddresses: ['/old/'] });
    const [, head = ''] = /^---\n([\s\S]*?)---\n/.exec(rendered.post.text) ?? [];
    expect(parse(head)).toMatchObject({ title: 'T', redirect_from: ['/mine/', '/old/'], tags: ['x'] });
  });

  describe('in a real Hugo', () => {
    let blog: Site;
    beforeAll(() => {
      blog = site("baseURL = 'https://example.org/'\n");
    });
    afterAll(() => rmSync(blog.folder, { recursive: true }));

    it('is found at all of them', async () => {
      const given = post(text('aliases'), { title: 'T', aliases: ['/mine/'], tags: ['x'] });
      await blog.publish(given, { formerAddresses: ['/old/'] });
      blog.build();
      for (const address of ['mine', 'old']) expect(blog.built(`${address}/index.html`)).toContain('http-equiv=');
    });
  });
});
