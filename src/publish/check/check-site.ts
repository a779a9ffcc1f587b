import { withParticle } from '../../base/particle.js';
import type { Files } from '../files.js';
import type { Note } from '../note.js';
import type { CheckedPost, CheckedSite } from './checked-site.js';
import { codeStretches } from './code-stretches.js';
import { findReferences, type Reference } from './find-references.js';
import { frontReferences } from './front-references.js';
import { carriedPictures, isHtml, pageReferences } from './html-page.js';
import { pastedWith, pasteNotes } from './paste-notes.js';
import { pictureFault } from './picture-fault.js';
import { placeOf } from './place-of.js';
import { postNotes } from './post-notes.js';
import { readSite } from './read-site.js';
import { inRoot, referenceNote } from './reference-notes.js';
import type { CheckReport } from './report.js';
import { sizeNotes } from './size-notes.js';
import { type Verdict, verdicts } from './verdict.js';

/** What of a site is looked at. */
export interface CheckOptions {
  /** Paths of posts below the site's folder; absent: all. */
  readonly only?: readonly string[];
  /** A folder that is no site is checked too, as it is. */
  readonly anyFolder?: boolean;
  /** Told after every post: how many are done, of how many. */
  readonly progress?: (done: number, all: number) => void;
}

/**
 * Checks a site from its source alone: every address in every post, from every page that shows it, and whatever else keeps a post from being shown.
 * @throws DownhillError for a folder that is no site, and for settings that cannot be read.
 */
export async function checkSite(files: Files, options: CheckOptions = {}): Promise<CheckReport> {
  const site = await readSite(files, options.anyFolder);
  const notes: Note[] = [];
  const seen = new Map<string, { post: CheckedPost; reference: Reference }>();
  const plain = site.kind === 'folder';
  const only = plain ? options.only?.flatMap(pastedWith) : options.only;
  const posts = chosen(site, only);
  let carried = 0;
  let references = 0;
  for (const [i, post] of posts.entries()) {
    for (const note of postNotes(site, post)) notes.push(note);
    for (const { reference, verdicts: each } of followed(site, post)) {
      references++;
      const note = referenceNote(site, post, reference, each);
      if (note !== null) notes.push(note);
      if (reference.kind === 'image')
        for (const path of filesOf(site, each)) if (!seen.has(path)) seen.set(path, { post, reference });
    }
    if (plain && isHtml(post.path)) {
      const page = await carriedPictures(
        new TextDecoder().decode((await site.files.read(post.path)) ?? new Uint8Array()),
        post.path,
      );
      carried += page.count;
      notes.push(...page.notes, ...(await sizeNotes(site, post)));
    }
    options.progress?.(i + 1, posts.length);
  }
  if (plain) notes.push(...pasteNotes(site, new Set(posts.map(({ path }) => path))));
  notes.push(...twice(site));
  for (const [path, { post, reference }] of seen) {
    const fault = await pictureFault((await site.files.read(path)) ?? new Uint8Array());
    if (fault !== null)
      notes.push({
        code: 'picture-damaged',
        severity: 'error',
        place: placeOf(inRoot(site, post.path), post.text, reference.start),
        message: {
          en: `${inRoot(site, path)} cannot be shown: ${fault.en}`,
          ko: `${inRoot(site, path)}: 보여 줄 수 없습니다. ${fault.ko}`,
        },
        advice: { en: 'put the picture there again', ko: '그림 파일을 다시 넣으세요' },
      });
  }
  return {
    site: files.name,
    kind: site.kind,
    posts: posts.length,
    references,
    pictures: seen.size + carried,
    notes: sorted(notes),
  };
}

const chosen = (site: CheckedSite, only: readonly string[] | undefined): readonly CheckedPost[] =>
  only === undefined ? site.posts : site.posts.filter(({ path }) => only.includes(inRoot(site, path)));

/** Every reference of a post with what becomes of it on each page. */
export function followed(site: CheckedSite, post: CheckedPost): { reference: Reference; verdicts: readonly Verdict[] }[] {
  const { text, bodyStart } = post;
  const inBody =
    site.kind === 'folder' && isHtml(post.path)
      ? pageReferences(post)
      : findReferences(text, bodyStart, codeStretches(text, bodyStart));
  return [...frontReferences(post), ...inBody].map((reference) => ({ reference, verdicts: verdicts(site, post, reference) }));
}

function filesOf(site: CheckedSite, each: readonly Verdict[]): string[] {
  return each.flatMap(({ works, destination }) => {
    const source = works === true && destination?.kind === 'own' ? site.published.get(destination.path) : null;
    return source === null || source === undefined ? [] : [source];
  });
}

/** Posts that have one address: the later one takes the earlier one's place. */
function twice(site: CheckedSite): Note[] {
  const first = new Map<string, CheckedPost>();
  return site.posts.flatMap((post): Note[] => {
    const other = post.shown ? first.get(post.address) : undefined;
    if (post.shown && other === undefined) first.set(post.address, post);
    if (other === undefined) return [];
    return [
      {
        code: 'address-twice',
        severity: 'error',
        place: inRoot(site, post.path),
        message: {
          en: `this post and ${inRoot(site, other.path)} have the same address ${post.address}: one of them is not shown`,
          ko: `이 글과 ${inRoot(site, other.path)}의 주소가 ${withParticle(post.address, '으로/로')} 같습니다. 둘 중 하나는 보이지 않습니다`,
        },
        advice: { en: 'give one of them another slug or date', ko: '한쪽의 slug나 날짜를 바꾸세요' },
      },
    ];
  });
}

/** By file, then line; what has no place last. */
export function sorted(notes: readonly Note[]): Note[] {
  const key = ({ place = '\uFFFF' }: Note): [string, number, number] => {
    const [, file = place, line = '0', column = '0'] = /^(.*?):(\d+)(?::(\d+))?$/.exec(place) ?? [];
    return [file, Number(line), Number(column)];
  };
  return notes
    .map((note) => ({ note, key: key(note) }))
    .sort((a, b) => (a.key[0] < b.key[0] ? -1 : a.key[0] > b.key[0] ? 1 : a.key[1] - b.key[1] || a.key[2] - b.key[2]))
    .map(({ note }) => note);
}
