import { relative, resolve } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { browserCheck } from '../node/browser-check.js';
import { folderFiles } from '../node/folder.js';
import { checkBuilt } from '../publish/check/check-built.js';
import { checkSite, sorted } from '../publish/check/check-site.js';
import { readSite } from '../publish/check/read-site.js';
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
 * @param site as it is, or as it will be. @param only posts by their paths; absent: all of the site. @param makesFolder the folder need not be a site: what
 * was written there is what is read, and nothing is built of it. @param builtIn where the built site is; absent: where its settings say.
 * Errors: `site-not-built` at levels 2 and 3, those of the checks.
 */
export async function checkPlace(
  {
    folder,
    site,
    only,
    makesFolder,
    builtIn,
  }: {
    readonly folder: string;
    readonly site: Files;
    readonly only?: readonly string[];
    readonly makesFolder: boolean;
    readonly builtIn?: string;
  },
  level: CheckLevel,
  session: Session,
): Promise<CheckReport> {
  const progress = (done: number, all: number): void => passing(session, `${folder}: ${done}/${all}`);
  const chosen = only === undefined ? {} : { only };
  try {
    const source = await checkSite(site, { ...chosen, anyFolder: makesFolder, progress });
    if (level === 1) return source;
    const plain = source.kind === 'folder';
    const built = plain ? site : await builtFolder(folder, site, builtIn);
    const second = plain ? source : await checkBuilt(site, built, { ...chosen, progress });
    const third = level === 3 ? await browserCheck(site, built, session.io.env, only) : null;
    // Of a page that is not there the browser has nothing to add.
    const absent = new Set(second.notes.filter(({ code }) => ABSENT.has(code)).map(({ place }) => place));
    const seen = third?.notes.filter(({ place }) => !absent.has(place)) ?? [];
    return { ...second, notes: sorted([...source.notes, ...(plain ? [] : second.notes), ...seen]) };
  } finally {
    passing(session, '');
  }
}

const ABSENT: ReadonlySet<string> = new Set(['post-absent', 'post-in-future']);

/** What the generator made. @param given where it is; absent: where the site's settings say, which are read as Jekyll and Hugo run in its folder read them. */
async function builtFolder(folder: string, site: Files, given: string | undefined): Promise<Files> {
  const path = given ?? resolve(folder, (await readSite(site)).destination);
  const built = folderFiles(path);
  if ((await built.list('')).length > 0) return built;
  throw new DownhillError(
    'site-not-built',
    `${folder} is not built: there is nothing in ${given ?? relative('.', path)}`,
    'build the site first (jekyll build, hugo), say with --built where it is, or check with --check=1',
    {
      place: folder,
    },
  );
}
