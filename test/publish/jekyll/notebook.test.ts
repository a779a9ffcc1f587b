import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notebook } from '../../../src/publish/readers/notebook.js';
import { hardNotebook } from '../hard-notebook.js';
import { memoryFiles } from '../memory-files.js';
import { type Reader, reader, type Seen } from './browser.js';
import { published } from './published.js';
import { BLOG, type BuiltSite, buildSites, config, removeSites } from './sites.js';

const hard = hardNotebook();
let chromium: Reader;
let seen: Seen;

beforeAll(async () => {
  const post = await notebook.read(
    { bytes: hard.bytes, source: hard.name, path: hard.name },
    { files: memoryFiles(hard.files), allowMissing: false, note: () => {}, runExperiments: async () => [] },
  );
  const { rendered, files } = await published(post, { ...BLOG, '_config.yml': config({ baseurl: '/blog' }) });
  const [site] = buildSites([{ files }]) as [BuiltSite];
  chromium = await reader();
  seen = await chromium.look(site.folder, '/blog', rendered.address as string);
}, 60_000);
afterAll(async () => {
  await chromium?.close();
  removeSites();
});

describe('the hard notebook, in a real Jekyll', () => {
  it('shows every picture, formula and character of code', () => {
    expect([seen.pictures.length, seen.pictures.filter(({ width }) => width === 0)]).toEqual([hard.pictures, []]);
    expect(seen.formulas).toBeGreaterThanOrEqual(hard.formulas.length);
    const code = [...seen.code, ...seen.spans].map((each) => each.replace(/\n$/, ''));
    for (const each of hard.code) expect(code).toContain(each.replace(/\n$/, ''));
  });
  it('runs no script and asks for nothing from elsewhere', () => {
    expect([seen.ran, seen.dangers, seen.failed]).toEqual([false, [], []]);
  });
});
