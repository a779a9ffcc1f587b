import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reader, reader, type Seen } from './browser.js';
import { type Everything, everything } from './everything.js';
import { published } from './published.js';
import { BLOG, type BuiltSite, buildSites, config, removeSites } from './sites.js';

const PERMALINKS = ['date', 'pretty', 'ordinal', 'none', '/:categories/:title/'];
const BASES = ['', '/blog'];
const SITES = PERMALINKS.flatMap((permalink) => BASES.map((base) => ({ permalink, base })));
const SLUGS = ['first-post', '두-번째-글', 'third'];

/** Every page of a site that shows posts, and what is seen on it. */
interface Look {
  readonly site: string;
  readonly page: string;
  readonly posts: number;
  readonly seen: Seen;
}

let chromium: Reader;
let all: Everything;
let built: readonly BuiltSite[];
const looks: Look[] = [];
const feeds: string[] = [];

beforeAll(async () => {
  const posts = await Promise.all(SLUGS.map(everything));
  all = posts[0] as Everything;
  const addresses: string[][] = [];
  const builds = [];
  for (const { permalink, base } of SITES) {
    let files = { ...BLOG, '_config.yml': config({ permalink, baseurl: base }) };
    const own: string[] = [];
    for (const [i, { post }] of posts.entries()) {
      const { files: next, rendered } = await published(post, files, {
        date: { day: `2022-07-1${i}`, time: '12:00:00', offset: '+09:00' },
      });
      files = next as typeof files;
      own.push(rendered.address as string);
    }
    addresses.push(own);
    builds.push({ files });
  }
  built = buildSites(builds);
  chromium = await reader();
  for (const [i, { permalink, base }] of SITES.entries()) {
    const { folder, page } = built[i] as BuiltSite;
    const look = async (path: string, posts: number, pages = {}): Promise<void> => {
      looks.push({
        site: `${permalink} below "${base}"`,
        page: path,
        posts,
        seen: await chromium.look(folder, base, path, { pages }),
      });
    };
    for (const address of addresses[i] as string[]) await look(address, 1);
    await look('/', 2);
    await look('/page2/', 1);
    const feed = page('feed.xml');
    feeds.push(feed);
    // A reader of feeds shows a post's HTML below the address that its entry gives.
    await look('/in-a-feed-reader.html', 3, { [`${base}/in-a-feed-reader.html`]: contents(feed).join('<hr>') });
  }
}, 120_000);
afterAll(async () => {
  await chromium?.close();
  removeSites();
});

/** The HTML of a feed's entries. @throws where it is no XML. */
function contents(feed: string): string[] {
  const found: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let inside = false;
  parser.on('opentag', ({ name }) => {
    inside = name === 'content';
    if (inside) found.push('');
  });
  const append = (text: string): void => {
    if (inside) found.push((found.pop() as string) + text);
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    inside = false;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(feed).close();
  return found;
}

const differing = (of: (look: Look) => unknown, wanted: (look: Look) => unknown): string[] =>
  looks.flatMap((look) => {
    const [got, want] = [JSON.stringify(of(look)), JSON.stringify(wanted(look))];
    return got === want ? [] : [`${look.site}, ${look.page}: ${got}, not ${want}`];
  });
const times = <T>(count: number, values: readonly T[]): T[] => Array.from({ length: count }, () => values).flat();

describe('posts in ten Jekyll sites: 5 permalink styles below 2 base addresses, on their own, on the first and second page of the list and in the feed', () => {
  it('are found at the address that was said before the build', () => {
    expect(looks).toHaveLength(10 * 6);
    expect(
      looks.filter(({ seen }) => seen.failed.length > 0).map(({ site, page, seen }) => `${site} ${page} ${seen.failed}`),
    ).toEqual([]);
  });

  it('show every picture: 7 of a post, decoded by Chromium, 0 broken of 630, and of the forms for dark pages and as SVG as well', () => {
    expect(
      differing(
        ({ seen }) => seen.pictures.length,
        ({ posts }) => posts * all.pictures,
      ),
    ).toEqual([]);
    expect(looks.reduce((sum, { seen }) => sum + seen.pictures.length, 0)).toBe(630);
    expect(looks.flatMap(({ seen }) => [...seen.pictures, ...seen.others]).filter(({ width }) => width === 0)).toEqual([]);
    expect(
      differing(
        ({ seen }) => seen.others.length,
        ({ posts }) => posts * 6,
      ),
    ).toEqual([]);
  });

  it('show code byte for byte', () => {
    expect(
      differing(
        ({ seen }) => seen.code,
        ({ posts }) => times(posts, all.code),
      ),
    ).toEqual([]);
  });

  it('show what programs wrote byte for byte', () => {
    expect(
      differing(
        ({ seen }) => seen.outputs,
        ({ posts }) => times(posts, all.outputs),
      ),
    ).toEqual([]);
  });

  it('show every formula', () => {
    expect(
      differing(
        ({ seen }) => seen.formulas,
        ({ posts }) => posts * all.formulas,
      ),
    ).toEqual([]);
  });

  it('do not move while they load: the cumulative layout shift is 0', () => {
    expect(looks.filter(({ seen }) => seen.shift !== 0)).toEqual([]);
  });

  it('leave no trace of Liquid or of kramdown where there was none, and what the author meant is there', () => {
    const { text } = (looks[0] as Look).seen;
    expect(text).toContain('글 {% bad %} 글 {{ nothing }} 글 Blog.');
    expect(text).toContain('노트북 셀: {% include x %} {{ y }} {: .z} {% c %} 굵게');
    expect(text).toContain('가격은 $5 와 $10 입니다.');
    expect(text).toContain('확률 |x| 는');
    // Once, in code that shows it.
    expect(text.split('{{ "{" }}')).toHaveLength(2);
  });

  it('run no script and have no id twice on one page', () => {
    expect(looks.filter(({ seen }) => seen.ran || seen.idsTwice.length > 0).map(({ seen }) => seen.idsTwice)).toEqual([]);
  });

  it('make a feed that is XML', () => {
    expect(feeds.map((feed) => contents(feed).length)).toEqual(times(10, [3]));
  });
});
