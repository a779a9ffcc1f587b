import { backup } from '../again/backup.js';
import { innerPath } from '../again/inner-path.js';
import { checkSite } from '../check/check-site.js';
import type { CheckedPost, CheckedSite, SiteKind } from '../check/checked-site.js';
import { frontBlock } from '../check/front-block.js';
import { placeOf } from '../check/place-of.js';
import { readSite } from '../check/read-site.js';
import { inRoot } from '../check/reference-notes.js';
import type { FilePlan, Files, PlannedFile } from '../files.js';
import type { Note } from '../note.js';
import { overlay } from '../overlay.js';
import { mendCharacters } from './mend-characters.js';
import { mendFront } from './mend-front.js';
import { mendLiquid } from './mend-liquid.js';
import { mendReferences } from './mend-references.js';
import { type Edit, ordered, splice } from './splice.js';

/** What repairing does to a site: nothing is written yet. */
export interface SiteRepair {
  readonly kind: SiteKind;
  readonly posts: number;
  readonly changes: readonly Change[];
  /** Changed posts, copies of pictures, and copies of the posts as they were. */
  readonly plan: FilePlan;
  readonly texts: readonly ChangedText[];
  /** What is still to be said of the site afterwards. */
  readonly left: readonly Note[];
}

export interface Change {
  /** kebab-case: what was wrong. */
  readonly code: string;
  /** `_posts/a.md:14:9`. */
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

export interface ChangedText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Mends the posts of a site where it is certain what was meant: addresses, values of front matter, braces that Liquid would take, control characters. Only
 * those stretches of a file change. What was mended is not changed again.
 * @throws DownhillError as `readSite`.
 */
export async function repairSite(files: Files): Promise<SiteRepair> {
  const site = await readSite(files);
  const changes: Change[] = [];
  const texts: ChangedText[] = [];
  const writes = new Map<string, PlannedFile>();
  const backups: PlannedFile[] = [];
  // The check that follows sees a file under the name of a link to it too.
  const seen: PlannedFile[] = [];
  for (const [path, post] of await filesOf(site, files)) {
    const { after, edits, copies } = await mended(site, post);
    if (edits.length === 0) continue;
    const bytes = (await site.files.read(post.path)) as Uint8Array;
    // A text that was not read as it is must not be written.
    if (!sameBytes(new TextEncoder().encode(post.text), bytes) || !isInner(path) || /^\.(?:downhill|git)\//.test(path)) continue;
    seen.push({ path: inRoot(site, post.path), data: after });
    for (const copy of copies) if ((await files.read(copy.path)) === null) writes.set(copy.path, copy);
    backups.push(...(await backup(path, bytes, files)));
    texts.push({ path, before: post.text, after });
    for (const edit of edits) changes.push(changeOf(path, post.text, edit));
  }
  const posts = texts.map(({ path, after }) => ({ path, data: after }));
  const plan: FilePlan = { writes: [...backups, ...writes.values(), ...posts], removes: [] };
  const { notes } = await checkSite(overlay(files, { ...plan, writes: [...plan.writes, ...seen] }));
  return { kind: site.kind, posts: site.posts.length, changes, plan, texts, left: notes };
}

/** Posts by the files that they stand in: what links show is mended there, once, and where it is a post itself, as that. */
async function filesOf(site: CheckedSite, files: Files): Promise<ReadonlyMap<string, CheckedPost>> {
  const found = new Map<string, CheckedPost>();
  for (const post of site.posts) {
    const shown = inRoot(site, post.path);
    const path = (await files.truePath?.(shown)) ?? shown;
    if (path === shown || !found.has(path)) found.set(path, post);
  }
  return found;
}

/** Front matter first: the address of a post, and so what is right in it, may hang on it. */
async function mended(
  site: CheckedSite,
  post: CheckedPost,
): Promise<{ after: string; edits: readonly Edit[]; copies: readonly PlannedFile[] }> {
  const front = mendFront(post) ?? [];
  const { edits, copies } = await mendReferences(site, front.length === 0 ? post : withFront(post, front));
  const { text, bodyStart } = post;
  const moved = front.length === 0 ? 0 : splice(text, front).length - text.length;
  const inBody = edits.map((edit) => ({ ...edit, start: edit.start - moved, end: edit.end - moved }));
  const liquid = site.templates?.liquid === true && post.templated ? mendLiquid(text, bodyStart, site.tags) : [];
  const regions = generated(text);
  const all = ordered([...front, ...inBody, ...liquid, ...mendCharacters(text, bodyStart)]).filter(
    ({ start }) => !regions.some((region) => region.start <= start && start < region.end),
  );
  return { after: splice(text, all), edits: all, copies };
}

/** What downhill wrote: it is published again, not mended. */
const generated = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(/<!-- downhill:begin \S+ -->[\s\S]*?<!-- downhill:end \S+ -->/g)].map(({ 0: region, index }) => ({
    start: index,
    end: index + region.length,
  }));

/** The post as it will be read once its front matter can be. */
function withFront(post: CheckedPost, front: readonly Edit[]): CheckedPost {
  const text = splice(post.text, front);
  const read = frontBlock(text);
  return { ...post, text, bodyStart: read?.bodyStart ?? 0, values: { ...post.values, ...read?.values }, broken: null };
}

const changeOf = (path: string, text: string, { start, end, text: after, code }: Edit): Change => ({
  code,
  place: placeOf(path, text, start),
  before: text.slice(start, end),
  after,
});

/** Whether a file of this name may be written on every system. */
function isInner(path: string): boolean {
  try {
    return innerPath(path, path) === path;
  } catch {
    return false;
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);
