import { withParticle } from '../../base/particle.js';
import { decoded } from '../decoded.js';
import type { Files } from '../files.js';
import type { Note } from '../note.js';
import { addressFile } from '../site/jekyll-address.js';
import { absentNote } from './absent-post.js';
import { feedNote } from './built-feed.js';
import { type BuiltPage, builtPage } from './built-page.js';
import { builtPostNotes } from './built-post.js';
import { type CheckOptions, sorted } from './check-site.js';
import { pictureFault } from './picture-fault.js';
import { readSite } from './read-site.js';
import { inRoot } from './reference-notes.js';
import type { CheckReport } from './report.js';
import { resolveAddress } from './resolve-address.js';
import { walk } from './walk.js';

/**
 * Checks what a generator made: that each page's own pictures are there under their exact names and decode, that feeds are XML, and that posts show their
 * title, their code to the byte and their formulas.
 * @param built the generator's output (`_site`, `public`), without `baseurl`.
 * @throws DownhillError as `readSite`.
 */
export async function checkBuilt(files: Files, built: Files, { only, progress }: CheckOptions = {}): Promise<CheckReport> {
  const site = await readSite(files);
  const there = await walk(built, new Set());
  const notes: Note[] = [];
  const pictures = new Map<string, string>();
  const pages = new Map<string, BuiltPage>();
  let references = 0;
  const posts = site.posts.filter(({ path }) => only === undefined || only.includes(inRoot(site, path)));
  const own = new Set(posts.map(({ address }) => addressFile(decoded(address))));
  const html = [...there.keys()].filter((path) => /\.html?$/.test(path) && (only === undefined || own.has(path)));
  for (const [i, path] of html.entries()) {
    const page = builtPage(await textOf(built, path));
    pages.set(path, page);
    const base = `${site.baseurl}/${path.replace(/(^|\/)index\.html$/, '$1')}`;
    const source = posts.find(({ address }) => addressFile(decoded(address)) === path);
    const place = source === undefined ? path : inRoot(site, source.path);
    for (const address of new Set(page.pictures)) {
      references++;
      const to = resolveAddress(address, base, site);
      if (to.kind === 'own' && there.has(to.path.slice(1))) {
        if (!pictures.has(to.path)) pictures.set(to.path, place);
      } else if (to.kind !== 'elsewhere') notes.push(missing(address, path, place));
    }
    references += page.links.length;
    for (const address of new Set(page.links)) {
      const to = resolveAddress(address, base, site);
      if (
        to.kind === 'own' &&
        /\.(?:png|jpe?g|gif|svg|webp|avif|pdf|ipynb|csv|zip)$/i.test(to.path) &&
        !there.has(to.path.slice(1))
      )
        notes.push(missing(address, path, place));
    }
    progress?.(i + 1, html.length);
  }
  for (const [path, place] of pictures) {
    const fault = await pictureFault((await built.read(path.slice(1))) ?? new Uint8Array());
    if (fault !== null)
      notes.push({
        code: 'picture-damaged',
        severity: 'error',
        place,
        message: { en: `${path} cannot be shown: ${fault.en}`, ko: `${path}: 보여 줄 수 없습니다. ${fault.ko}` },
      });
  }
  for (const path of there.keys()) {
    if (only !== undefined || !/(?:^|\/)(?:feed|atom|rss|index|sitemap)\.xml$/.test(path)) continue;
    const note = feedNote(path, await textOf(built, path));
    if (note !== null) notes.push(note);
  }
  for (const post of posts) {
    const page = pages.get(addressFile(decoded(post.address)));
    if (page === undefined) notes.push(absentNote(site, post, there));
    else notes.push(...builtPostNotes(site, post, page));
  }
  return { site: files.name, kind: site.kind, posts: posts.length, references, pictures: pictures.size, notes: sorted(notes) };
}

const textOf = async (files: Files, path: string): Promise<string> =>
  new TextDecoder().decode((await files.read(path)) ?? new Uint8Array());

const missing = (address: string, page: string, place: string): Note => ({
  code: 'picture-missing',
  severity: 'error',
  place,
  message: {
    en: `${page} asks for ${address}, and the built site has no such file`,
    ko: `${page}에서 ${withParticle(address, '을/를')} 찾는데, 만들어진 사이트에 그런 파일이 없습니다`,
  },
});
