import { describe, expect, it } from 'vitest';
import { repairSite } from '../../../src/publish/repair/repair-site.js';
import { PIXEL } from '../check/sites.js';
import { prose } from '../jekyll/everything.js';
import { published } from '../jekyll/published.js';
import { config } from '../jekyll/sites.js';
import { memoryFiles } from '../memory-files.js';

describe('what a site says of itself', () => {
  it('makes tags of jekyll-toc and of plug-ins in folders live, and no others', async () => {
    const text = '{% toc %}\n\n{% mine %}\n\n{% other %}\n';
    const post = {
      source: 'post.md',
      lang: 'en',
      front: { text: null, values: {}, title: 'T', titleHeading: null, date: null, slug: 'post', excerpt: '' },
      parts: [await prose(text, true)],
    } as const;
    const { rendered, notes } = await published(post, {
      '_config.yml': config({ plugins: ['jekyll-toc'] }),
      '_layouts/post.html': 'post',
      '_plugins/tags/mine.rb': "Liquid::Template.register_tag('mine', Mine)",
    });
    expect(rendered.post.text).toContain('{% toc %}\n\n{% mine %}\n\n{{ "{" }}% other %}');
    expect(notes.map(({ code }) => code)).toEqual(['liquid-as-text']);
  });

  it('leads a repaired picture of Hugo to where its own folder of static files is published', async () => {
    const text = (value: string): Uint8Array => new TextEncoder().encode(value);
    const files = memoryFiles({
      'hugo.toml': text("baseURL = 'https://example.org/'\nstaticDir = 'files'\n"),
      'content/posts/a.md': text('---\ntitle: a\ndate: 2022-07-15\n---\n\n![a](../../pictures/a.png)\n'),
      'pictures/a.png': PIXEL,
    });
    const { plan, texts } = await repairSite(files);
    const [, name] = /!\[a\]\(\/downhill\/a\/(a-[0-9a-f]{8}\.png)\)/.exec(texts[0]?.after ?? '') ?? [];
    expect(plan.writes.map(({ path }) => path)).toContain(`files/downhill/a/${name}`);
  });
});
