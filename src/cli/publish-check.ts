import { DownhillError } from '../base/errors.js';
import { browserCheck } from '../node/browser-check.js';
import { folderFiles } from '../node/folder.js';
import { checkBuilt } from '../publish/check/check-built.js';
import { checkSite, sorted } from '../publish/check/check-site.js';
import type { CheckReport } from '../publish/check/report.js';
import type { Files } from '../publish/files.js';
import { usageError } from './failure.js';
import { shown } from './option-values.js';
import { passing, type Session } from './session.js';

/** How closely is looked: at the site's sources, also at what its generator made of them, also at that in a browser. */
export type CheckLevel = 1 | 2 | 3;

export function checkLevel(text: string): CheckLevel {
  if (text === '1' || text === '2' || text === '3') return Number(text) as CheckLevel;
  throw usageError(
    'check-level-unknown',
    `--check takes 1, 2 or 3, got ${shown(text)}`,
    'write --check=1, or put --check at the end',
    '--check',
  );
}

/**
 * Checks a site that documents were published to.
 * @param site as it is, or as it will be. @param only posts by their paths; absent: all of the site. @param makesFolder the folder need not be a site.
 * Errors: `site-not-built` at levels 2 and 3, those of the checks.
 */
export async function checkPlace(
  {
    folder,
    site,
    only,
    makesFolder,
  }: { readonly folder: string; readonly site: Files; readonly only?: readonly string[]; readonly makesFolder: boolean },
  level: CheckLevel,
  session: Session,
): Promise<CheckReport> {
  const progress = (done: number, all: number): void => passing(session, `${folder}: ${done}/${all}`);
  const chosen = only === undefined ? {} : { only };
  try {
    const source = await checkSite(site, { ...chosen, anyFolder: makesFolder, progress });
    if (level === 1) return source;
    const built = await builtFolder(folder, site);
    const second = await checkBuilt(site, built, { ...chosen, progress });
    const third = level === 3 ? await browserCheck(site, built, session.io.env, only) : null;
    // Of a page that is not there the browser has nothing to add.
    const absent = new Set(second.notes.filter(({ code }) => ABSENT.has(code)).map(({ place }) => place));
    const seen = third?.notes.filter(({ place }) => !absent.has(place)) ?? [];
    return { ...second, notes: sorted([...source.notes, ...second.notes, ...seen]) };
  } finally {
    passing(session, '');
  }
}

const ABSENT: ReadonlySet<string> = new Set(['post-absent', 'post-in-future']);

/** Where Jekyll and Hugo put what they make, unless told otherwise. */
async function builtFolder(folder: string, site: Files): Promise<Files> {
  for (const name of ['_site', 'public']) if ((await site.list(name)).length > 0) return folderFiles(`${folder}/${name}`);
  throw new DownhillError(
    'site-not-built',
    `${folder} has neither _site nor public`,
    'build the site first (jekyll build, hugo), or check with --check=1',
    {
      place: folder,
    },
  );
}
