import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSite } from '../../../src/publish/check/read-site.js';
import type { Post } from '../../../src/publish/post.js';
import type { PostDate } from '../../../src/publish/post-date.js';
import { inZone, zoneOffset } from '../../../src/publish/site/zone.js';
import { memoryFiles } from '../memory-files.js';
import { bytesOf, published } from './published.js';
import { BLOG, buildSites, config, removeSites, type SiteFiles } from './sites.js';

const ZONES = ['UTC', 'Asia/Seoul', 'America/Los_Angeles', 'Pacific/Kiritimati'];
const CLOCKS = [null, '00:00:00', '00:30:00', '09:00:00', '12:00:00', '21:30:00', '23:59:59'];

const post = (slug: string, text: string | null = null, values: Post['front']['values'] = {}): Post => ({
  source: `${slug}.md`,
  lang: 'en',
  front: { text, values, title: slug, titleHeading: null, date: null, slug, excerpt: '' },
  parts: [],
});

interface Case {
  readonly slug: string;
  readonly date: PostDate;
  readonly address: string;
  readonly timezone: string | null;
}

const cases: Case[] = [];
const files: Record<string, string | Uint8Array>[] = [];

/** Sites without and with a time zone, each with posts at all times. */
beforeAll(async () => {
  for (const timezone of [null, 'Asia/Seoul', 'America/New_York']) {
    let site: SiteFiles = {
      ...BLOG,
      '_config.yml': config({ paginate: null, plugins: [], future: true, ...(timezone === null ? {} : { timezone }) }),
    };
    for (const time of CLOCKS)
      for (const offset of time === null ? [null] : [null, '+09:00', '-05:00']) {
        const date = { day: '2022-07-15', time, offset };
        const slug = `at-${time?.replaceAll(':', '') ?? 'no-time'}-${offset?.replace(':', '').replace('+', 'p').replace('-', 'm') ?? 'none'}`;
        for (const own of [false, true]) {
          const each = `${slug}${own ? '-own' : ''}`;
          const written = `2022-07-15${time === null ? '' : ` ${time}`}${offset === null ? '' : ` ${offset.replace(':', '')}`}`;
          const given = post(each, own ? `title: ${each}\ndate: ${written}\n` : null, own ? { title: each, date: written } : {});
          const { rendered, files: next } = await published(
            { ...given, front: { ...given.front, date: own ? date : null } },
            site,
            { date },
          );
          site = next;
          cases.push({ slug: each, date, address: rendered.address as string, timezone });
        }
      }
    files.push({ ...site });
  }
});
afterAll(removeSites);

describe('the day in the address of a post', () => {
  it("is the author's on machines in 4 time zones, at 7 times of day, where the site names no time zone and the post no offset", () => {
    const built = buildSites(ZONES.map((zone) => ({ files: files[0] as SiteFiles, zone })));
    for (const { slug, address, date } of cases.filter(({ timezone, date: { offset } }) => timezone === null && offset === null))
      for (const site of built) {
        expect(address).toBe(`/2022/07/15/${slug}.html`);
        expect(site.files, `${JSON.stringify(date)}`).toContain(address.slice(1));
      }
  });

  it("is the author's on the author's machine and on a server in UTC, where the post has an offset and the site no time zone", () => {
    const built = buildSites(['UTC', 'Asia/Seoul'].map((zone) => ({ files: files[0] as SiteFiles, zone })));
    for (const { slug } of cases.filter(({ timezone, date: { offset } }) => timezone === null && offset === '+09:00'))
      for (const site of built) expect(site.files).toContain(`2022/07/15/${slug}.html`);
  });

  it("is that of the site's time zone on every machine, and known before", () => {
    for (const [i, timezone] of ['Asia/Seoul', 'America/New_York'].entries())
      for (const zone of ['UTC', 'Asia/Seoul', 'America/Los_Angeles']) {
        const [site] = buildSites([{ files: files[i + 1] as SiteFiles, zone }]);
        for (const each of cases.filter((one) => one.timezone === timezone))
          expect(site?.files, `${zone} ${JSON.stringify(each)}`).toContain(each.address.slice(1));
      }
  });
});

describe('a check of the site from its sources', () => {
  const addresses = async (given: SiteFiles): Promise<Map<string, string>> => {
    const { posts } = await readSite(memoryFiles(bytesOf(given)));
    return new Map(posts.map(({ path, address }) => [path, address]));
  };

  it('knows the address of every published post, as publishing said it', async () => {
    for (const [i, timezone] of [null, 'Asia/Seoul', 'America/New_York'].entries()) {
      const known = [...(await addresses(files[i] as SiteFiles)).values()];
      for (const each of cases.filter((one) => one.timezone === timezone))
        expect(known, JSON.stringify(each)).toContain(each.address);
    }
  });

  it("reads an author's own date as Jekyll does: a text on the site's clock between quotes or without seconds, else a moment", async () => {
    const written = [
      '2022-07-15 21:30:00',
      '"2022-07-15 21:30:00"',
      "'2022-07-15 00:30:00'",
      '2022-07-15 21:30',
      '2022-07-15 00:30',
      '2022-07-15T21:30:00',
      '2022-07-15 21:30 +0000',
      '"2022-07-15 21:30:00 +0000"',
      '2022-07-15 00:30:00 +0900',
      '2022-07-15',
      '"2022-07-15"',
      '2022-7-5 23:30:00',
    ];
    for (const timezone of ['Asia/Seoul', 'America/New_York']) {
      const site: SiteFiles = {
        ...BLOG,
        '_config.yml': config({ paginate: null, plugins: [], future: true, timezone }),
        ...Object.fromEntries(
          written.map((date, i) => [`_posts/2020-01-01-own-${i}.md`, `---\ntitle: own\ndate: ${date}\n---\ntext\n`]),
        ),
      };
      const [built] = buildSites([{ files: site, zone: 'UTC' }]);
      for (const [path, address] of await addresses(site))
        if (path.startsWith('_posts/')) expect(built?.files, `${timezone} ${path}`).toContain(address.slice(1));
    }
  });
});

describe('a date that is given beside another one in the document', () => {
  it('is the one in the address, in the name of the file and in the built site', async () => {
    const site: SiteFiles = {
      ...BLOG,
      '_config.yml': config({ paginate: null, plugins: [], future: true, timezone: 'Asia/Seoul' }),
    };
    const own = { day: '2021-01-02', time: '10:00:00', offset: '+09:00' };
    for (const [slug, date] of [
      ['day', { day: '2022-07-15', time: null, offset: null }],
      ['moment', { day: '2022-07-15', time: '00:30:00', offset: '+09:00' }],
    ] as const) {
      const given = post(slug, `title: ${slug}\ndate: 2021-01-02 10:00:00 +0900\n`, {
        title: slug,
        date: '2021-01-02 10:00:00 +0900',
      });
      const { rendered, files: next } = await published({ ...given, front: { ...given.front, date: own } }, site, { date });
      expect([rendered.address, rendered.post.path]).toEqual([`/2022/07/15/${slug}.html`, `_posts/2022-07-15-${slug}.md`]);
      const [built] = buildSites([{ files: next, zone: 'UTC' }]);
      expect(built?.files).toContain(`2022/07/15/${slug}.html`);
    }
  });
});

describe('time zones', () => {
  it('have the offsets of the IANA data base, summer time, halves of hours and the hour that is skipped included', () => {
    // Python's zoneinfo (datetime(…, tzinfo=ZoneInfo(zone)).utcoffset(), fold = 0).
    const known: readonly [string, string, string, string][] = [
      ['Asia/Seoul', '2022-07-15', '21:30:00', '+09:00'],
      ['Asia/Seoul', '1988-07-15', '12:00:00', '+10:00'],
      ['America/New_York', '2022-07-15', '12:00:00', '-04:00'],
      ['America/New_York', '2022-12-15', '12:00:00', '-05:00'],
      ['America/New_York', '2022-03-13', '02:30:00', '-05:00'],
      ['America/New_York', '2022-11-06', '01:30:00', '-04:00'],
      ['Asia/Kolkata', '2022-07-15', '00:00:00', '+05:30'],
      ['Australia/Lord_Howe', '2022-01-15', '00:00:00', '+11:00'],
      ['Pacific/Kiritimati', '2022-07-15', '23:59:59', '+14:00'],
      ['UTC', '2022-07-15', '23:59:59', '+00:00'],
    ];
    for (const [zone, day, time, offset] of known) expect([zone, day, zoneOffset(zone, day, time)]).toEqual([zone, day, offset]);
  });

  it('say the day of a moment', () => {
    expect(inZone({ day: '2022-07-15', time: '00:30:00', offset: '+09:00' }, 'UTC')).toEqual({
      day: '2022-07-14',
      time: '15:30:00',
      offset: '+00:00',
    });
    expect(inZone({ day: '2022-07-15', time: null, offset: null }, 'UTC')).toEqual({
      day: '2022-07-15',
      time: null,
      offset: null,
    });
  });
});
