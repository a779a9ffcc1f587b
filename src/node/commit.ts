import { lstat, open, readFile, realpath, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { hashOf, utf8Pieces } from '../publish/again/hash-of.js';
import { innerPath } from '../publish/again/inner-path.js';
import type { FilePlan } from '../publish/files.js';
import { ensureFolder, fileError } from './files.js';
import { refuseLinks } from './refuse-links.js';

/**
 * Carries a plan out so that a process that is killed at any point leaves either nothing, or what {@link finishPending} completes: everything is written into a
 * staging folder first, then a record of what is to be done, and only then files take their names, in the order of the plan. So a post never stands there
 * without its pictures. The site must be locked (`site-lock.ts`).
 *
 * Errors: those of `refuseLinks`, `disk-full`, `file-unwritable`, `folder-is-file`, `path-outside`, `site-changed`. Up to the record the site is as it was then; after it the next call completes it.
 */
export async function commit(site: string, plan: FilePlan): Promise<void> {
  if (plan.writes.length === 0 && plan.removes.length === 0) return;
  const kept = join(site, '.downhill');
  await refuseLinks(site);
  try {
    await ensureFolder(join(kept, 'staging'));
    const steps: Step[] = [];
    for (const [i, { path, data }] of plan.writes.entries()) {
      await refuseOutside(site, innerPath(path, site));
      await ensureFolder(dirname(join(site, path)));
      await writeThrough(join(kept, 'staging', String(i)), data);
      steps.push({ path, after: hashOf(data), before: await hashAt(join(site, path)) });
    }
    for (const path of plan.removes) {
      await refuseOutside(site, innerPath(path, site));
      steps.push({ path, after: null, before: await hashAt(join(site, path)) });
    }
    // It is there as a whole or not at all, and with it all that it speaks of.
    const record = join(kept, 'staging', 'pending.json');
    await writeThrough(record, `${JSON.stringify({ schema: SCHEMA, steps }, null, 2)}\n`);
    await syncFolder(join(kept, 'staging'));
    await rename(record, join(kept, 'pending.json'));
    await syncFolder(kept);
  } catch (error) {
    await discard(kept).catch(() => {});
    throw fileError(error, site, 'written');
  }
  if (await finishPending(site)) return;
  throw new DownhillError(
    'site-changed',
    `a file in ${site} was changed by somebody else while it was published; what comes after it was not written`,
    'publish again',
    { place: site },
  );
}

/** What is to be done to a file: `after` is its hash then (null: it goes), `before` the one that it has until then (null: there is none). */
interface Step {
  readonly path: string;
  readonly after: string | null;
  readonly before: string | null;
}

const SCHEMA = 'downhill.pending/1';

/**
 * Completes what a process left undone, and clears what it had not yet begun. A file that somebody edited meanwhile is left alone, and so is all that comes after
 * it. @returns whether all was done. Errors: `pending-damaged`, those of {@link commit}.
 */
export async function finishPending(site: string): Promise<boolean> {
  const kept = join(site, '.downhill');
  await refuseLinks(site);
  const text = await readFile(join(kept, 'pending.json'), 'utf8').catch(() => null);
  let whole = true;
  if (text !== null) {
    const steps = readSteps(text, join(kept, 'pending.json'));
    try {
      whole = await carryOut(site, steps);
    } catch (error) {
      throw fileError(error, site, 'written');
    }
  }
  await discard(kept);
  return whole;
}

/** What a process left undone, for those who only want to look. */
export async function pendingPlan(site: string): Promise<FilePlan> {
  const place = join(site, '.downhill', 'pending.json');
  const text = await readFile(place, 'utf8').catch(() => null);
  const steps = text === null ? [] : readSteps(text, place);
  const staged = steps.map(({ path }, i) =>
    readFile(join(site, '.downhill', 'staging', String(i))).then(
      (data) => ({ path, data }),
      () => null,
    ),
  );
  const writes = (await Promise.all(staged)).filter((write) => write !== null);
  return { writes, removes: steps.flatMap(({ path, after, before }) => (after === null && before !== null ? [path] : [])) };
}

/** @returns whether every step was done, or had been. */
async function carryOut(site: string, steps: readonly Step[]): Promise<boolean> {
  let whole = true;
  const folders = new Set<string>();
  for (const [i, { path, after, before }] of steps.entries()) {
    const target = join(site, path);
    const staged = join(site, '.downhill', 'staging', String(i));
    await refuseOutside(site, path);
    if (after === null) {
      // Removed already, or not what was to be removed.
      if (before === null || (await hashAt(target)) !== before) continue;
      await unlink(target);
    } else {
      const is = await hashAt(target);
      whole = is === before || is === after;
      if (!whole) break;
      // Without its staged form it has its name already; else somebody cleared the staging folder, and nothing may be removed.
      if ((await lstat(staged).catch(() => null)) === null) {
        whole = is === after;
        if (!whole) break;
        continue;
      }
      await ensureFolder(dirname(target));
      await rename(staged, target);
    }
    folders.add(dirname(target));
  }
  for (const folder of folders) await syncFolder(folder);
  for (const { path, after } of steps) if (after === null) await removeEmpty(site, dirname(path));
  return whole;
}

/** The record first: without it the staged files mean nothing. */
async function discard(kept: string): Promise<void> {
  await rm(join(kept, 'pending.json'), { force: true });
  await rm(join(kept, 'staging'), { recursive: true, force: true });
}

async function writeThrough(path: string, data: string | Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    // Each piece goes on where the one before ended.
    for (const piece of typeof data === 'string' ? utf8Pieces(data) : [data]) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is on the disk when its folder is; some systems cannot say that, and need not. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

const hashAt = async (path: string): Promise<string | null> => {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return bytes === null ? null : hashOf(bytes);
};

/** Folders that held nothing but what was removed. */
async function removeEmpty(site: string, folder: string): Promise<void> {
  for (let each = folder; each !== '.' && each !== ''; each = dirname(each)) {
    const gone = await rmdir(join(site, each)).then(
      () => true,
      () => false,
    );
    if (!gone) return;
  }
}

/** A folder of the site may be a link to elsewhere: nothing is written through it. */
async function refuseOutside(site: string, path: string): Promise<void> {
  const top = await realpath(site);
  for (let folder = dirname(resolve(site, path)); ; folder = dirname(folder)) {
    const real = await realpath(folder).catch(() => null);
    if (real === null) continue;
    if (real === top || real.startsWith(top.endsWith(sep) ? top : top + sep)) return;
    throw new DownhillError('path-outside', `${path} leads out of ${site} by a link`, 'replace the link by a folder', {
      place: path,
    });
  }
}

function readSteps(text: string, place: string): readonly Step[] {
  const isHash = (value: unknown): boolean => value === null || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
  try {
    const { schema, steps } = JSON.parse(text) as { schema: unknown; steps: Step[] };
    if (schema !== SCHEMA || !steps.every((step) => isHash(step.after) && isHash(step.before))) throw new Error();
    for (const { path } of steps) innerPath(path, place);
    return steps;
  } catch {
    throw new DownhillError(
      'pending-damaged',
      `${place} is not what downhill wrote there`,
      'delete it and the folder .downhill/staging, and publish again',
      { place },
    );
  }
}
