import { DownhillError } from '../base/errors.js';
import { innerPath } from './again/inner-path.js';
import type { Manifest } from './again/manifest.js';
import { folded } from './folded.js';
import type { Note } from './note.js';
import type { Post } from './post.js';
import type { PostDate } from './post-date.js';
import type { Named, Publication } from './publish.js';
import type { Rendered } from './target.js';

/**
 * The post as its target shows it, with the addresses that it had before. Rendered again where its address has just changed: only then is it known.
 * @param note told of the last rendering, also where the post is refused.
 * @throws DownhillError `date-missing`, `path-outside`, `path-invalid`, and the target's own.
 */
export async function renderPost(
  post: Post,
  { date, slug }: Named,
  assetSlug: string,
  own: Manifest | null,
  { target, site, options: { baseUrl } }: Publication,
  note: (note: Note) => void,
): Promise<Rendered> {
  const before = own?.former ?? [];
  const last = own?.address ?? null;
  let notes: Note[] = [];
  const render = async (formerAddresses: readonly string[], day = date): Promise<Rendered> => {
    notes = [];
    return target.render(post, {
      site,
      date: day,
      assetSlug,
      slug,
      baseUrl,
      formerAddresses,
      note: (each) => void notes.push(each),
    });
  };
  try {
    if (target.needsDate && date === null) {
      // A folder that is no site is told of first: there no date helps.
      await render(before, ANY_DATE);
      throw new DownhillError(
        'date-missing',
        `${post.source} has no date, and ${target.name} needs one`,
        'give it with --date YYYY-MM-DD, or write "date: YYYY-MM-DD" into the front matter',
        { place: post.source },
      );
    }
    const first = await render(before);
    const former = formerAddresses(before, last, first.address);
    return checked(former.join('\n') === before.join('\n') ? first : await render(former), post.source);
  } finally {
    for (const each of notes) note(each);
  }
}

const ANY_DATE: PostDate = { day: '2000-01-01', time: null, offset: null };

/** The addresses that lead elsewhere now. */
export function formerAddresses(before: readonly string[], last: string | null, address: string | null): readonly string[] {
  const all = last === null || before.includes(last) ? before : [...before, last];
  return address === null ? before : all.filter((each) => each !== address);
}

/** A target may err: no path of it leaves the site or reaches what downhill keeps there, and none is there twice. */
function checked(rendered: Rendered, source: string): Rendered {
  const seen = new Set<string>();
  for (const path of [rendered.post.path, ...rendered.assets.map((asset) => asset.path)]) {
    innerPath(path, source);
    const name = folded(path);
    if (/^\.(?:downhill|git)(?:\/|$)/.test(name) || seen.has(name)) throw new Error(`a target gave ${path} as a file of a post`);
    seen.add(name);
  }
  return rendered;
}
