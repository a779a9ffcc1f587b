import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reader, reader, type Seen } from './browser.js';
import { type Everything, everything } from './everything.js';
import { published } from './published.js';
import { BLOG, type BuiltSite, buildSites, config, removeSites, type SiteFiles } from './sites.js';

let chromium: Reader;
let all: Everything;
let site: BuiltSite;
let address: string;
const seen: Record<string, Seen> = {};

beforeAll(async () => {
  all = await everything('first');
  const files: SiteFiles = {
    '_config.yml': config({
      baseurl: '/blog',
      theme: 'minima',
      show_excerpts: true,
      plugins: ['jekyll-feed', 'jekyll-seo-tag', 'jekyll-sitemap'],
      paginate: null,
      description: 'A blog',
    }),
    'index.md': '---\nlayout: home\n---\n',
  };
  const next = await published(all.post, files);
  address = next.rendered.address as string;
  [site] = buildSites([{ files: next.files }]) as [BuiltSite];
  chromium = await reader();
  for (const [name, options] of Object.entries({ light: {}, dark: { dark: true }, narrow: { width: 360 } }))
    seen[name] = await chromium.look(site.folder, '/blog', address, options);
  seen.home = await chromium.look(site.folder, '/blog', '/');
  const folder = process.env.DOWNHILL_SCREENSHOTS;
  if (folder !== undefined)
    for (const [name, options] of Object.entries({ light: {}, dark: { dark: true }, narrow: { width: 360 } }))
      await chromium.picture(site.folder, '/blog', address, `${folder}/minima-${name}.png`, options);
}, 60_000);
afterAll(async () => {
  await chromium?.close();
  removeSites();
});

describe("a post in Jekyll's own theme, with its excerpt on the first page", () => {
  it('shows all 7 pictures, 13 formulas and every character of code', () => {
    for (const name of ['light', 'dark', 'narrow']) {
      const { pictures, formulas, code, failed } = seen[name] as Seen;
      expect(pictures.map(({ width }) => width > 0)).toEqual(Array(all.pictures).fill(true));
      expect([formulas, code, failed]).toEqual([all.formulas, all.code, []]);
    }
  });
  it('has no pictures for dark pages, because this theme stays white; a site whose styles turn dark has them', async () => {
    const dark = (look: Seen | undefined): number | undefined =>
      look?.pictures.filter(({ address: shown }) => shown.includes('-dark-')).length;
    expect([dark(seen.light), dark(seen.dark)]).toEqual([0, 0]);
    const next = await published(all.post, { ...BLOG, '_config.yml': config({ plugins: [], paginate: null }) });
    const [other] = buildSites([{ files: next.files }]) as [BuiltSite];
    const look = (isDark: boolean): Promise<Seen> =>
      chromium.look(other.folder, '', next.rendered.address as string, { dark: isDark });
    expect([dark(await look(false)), dark(await look(true))]).toEqual([0, 2]);
  });
  it('is no wider than a telephone of 360 pixels', () => expect((seen.narrow as Seen).tooWide).toBe(0));
  it('does not move while it loads', () =>
    expect([seen.light, seen.dark, seen.narrow].map((look) => look?.shift)).toEqual([0, 0, 0]));
  it('has its excerpt as text on the first page and in the head of its own', () => {
    expect(seen.home?.text).toContain('첫 문단: 5 < 6 & {{ x }} {% y %} "따옴표"');
    expect(site.page(decodeURI(address).slice(1))).toContain(
      '<meta name="description" content="첫 문단: 5 &lt; 6 &amp; {{ x }} {% y %}',
    );
  });
});
