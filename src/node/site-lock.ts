import { mkdir, open, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { ensureFolder, fileError } from './files.js';
import { refuseLinks } from './refuse-links.js';

/** How long somebody else may take before this process gives up, in milliseconds. */
const PATIENCE = 30_000;
const PAUSE = 40;

/**
 * Makes this process the only one that publishes into a site: what it reads there is what it writes over. Waits while another one does.
 * A lock whose owner is no more, on this machine, is taken away.
 * @returns what gives it free. Errors: `site-locked`, those of `refuseLinks` and `ensureFolder`.
 */
export async function lockSite(site: string, patience = PATIENCE): Promise<() => Promise<void>> {
  const path = join(site, '.downhill', 'lock');
  await refuseLinks(site);
  for (let waited = 0; ; waited += PAUSE) {
    if (await take(path)) return () => release(path);
    const owner = await ownerOf(path);
    if (owner === 'gone') await takeAway(path);
    else if (waited >= patience)
      throw new DownhillError(
        'site-locked',
        `${site} is being published to by ${owner === null ? 'another process' : `process ${owner.pid} on ${owner.host}`}`,
        `wait for it; where it is no more, delete ${path}`,
        { place: site },
      );
    else await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** Where nothing was published the folder goes too. */
async function release(path: string): Promise<void> {
  await rm(path, { force: true });
  await rmdir(dirname(path)).catch(() => {});
}

async function take(path: string): Promise<boolean> {
  await ensureFolder(dirname(path));
  try {
    const file = await open(path, 'wx');
    await file.writeFile(`${process.pid} ${hostname()}\n`);
    await file.close();
    return true;
  } catch (error) {
    // There is one, or its folder has just been removed with another one.
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw fileError(error, path, 'written');
  }
}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/** Null while it is not known: the lock has just been made, or is no more. */
async function ownerOf(path: string): Promise<Owner | 'gone' | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const [, pid, host = ''] = /^(\d{1,10}) (\S*)\n$/.exec(text) ?? [];
  if (pid === undefined) {
    // Killed between making it and writing into it.
    const made = await stat(path).catch(() => null);
    return made !== null && Date.now() - made.mtimeMs > 2000 ? 'gone' : null;
  }
  if (host !== hostname()) return { pid: Number(pid), host };
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  return { pid: Number(pid), host };
}

/**
 * Of several that see a stale lock only one may take it away, and none may take away the lock that another has made since: making a folder is what only one can do.
 */
async function takeAway(path: string): Promise<void> {
  const turn = `${path}.turn`;
  const mine = await mkdir(turn).then(
    () => true,
    () => false,
  );
  if (!mine) return await removeOld(turn);
  try {
    if ((await ownerOf(path)) === 'gone') await rm(path, { force: true });
  } finally {
    await rm(turn, { recursive: true, force: true });
  }
}

async function removeOld(turn: string): Promise<void> {
  const made = await stat(turn).catch(() => null);
  if (made !== null && Date.now() - made.mtimeMs > 2000) await rm(turn, { recursive: true, force: true });
  else await new Promise((resolve) => setTimeout(resolve, PAUSE));
}
