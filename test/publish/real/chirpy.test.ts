import { afterAll, expect, it } from 'vitest';
import { everything } from '../jekyll/everything.js';
import { published } from '../jekyll/published.js';
import { buildSites, removeSites, type SiteFiles } from '../jekyll/sites.js';

/** As Chirpy's `refactor-content.html` does (versions 4 to 6): pictures without `://` get a CDN or the `baseurl` put before them. */
const REFACTOR = `{% assign prefix = site.img_cdn | default: site.baseurl %}{% assign parts = include.content | split: '<img ' %}{% for part in parts %}{% if forloop.first %}{{ part }}{% continue %}{% endif %}{% assign src = part | split: 'src="' | last | split: '"' | first %}{% if src contains '://' %}<img {{ part }}{% else %}{% assign whole = prefix | append: src %}<img {{ part | replace: src, whole }}{% endif %}{% endfor %}`;

const site = (config: string): SiteFiles => ({
  '_config.yml': `baseurl: /blog\nplugins: []\nfuture: true\npermalink: /posts/:title/\n${config}`,
  '_layouts/post.html': '{% include refactor-content.html content=content %}',
  '_includes/refactor-content.html': REFACTOR,
});

afterAll(removeSites);

it('in a theme that prefixes pictures itself every picture has its address once, with baseurl, CDN, and a url that ends in a slash', async () => {
  const { post } = await everything('first-post');
  const sites = [
    'url: https://example.org\n',
    'url: https://example.org/\n',
    'url: https://example.org\nimg_cdn: https://cdn.example.org/x/\n',
  ];
  const posts = await Promise.all(sites.map((config) => published(post, site(config))));
  const built = buildSites(posts.map(({ files }) => ({ files })));
  for (const [i, { page, files }] of built.entries()) {
    const sources = [...page('posts/first-post/index.html').matchAll(/ src="([^"]*)"/g)].map(([, src]) => src as string);
    const own = sources.filter((src) => src.includes('assets/downhill'));
    expect(own.length, sites[i]).toBeGreaterThan(3);
    for (const src of own) {
      expect(src, sites[i]).toMatch(/^https:\/\/example\.org\/blog\/assets\/downhill\/[a-z0-9./-]+$/);
      expect(files).toContain(src.slice('https://example.org/blog/'.length));
    }
  }
});
