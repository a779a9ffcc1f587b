import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import { fileError } from '../node/files.js';
import type { Target } from '../publish/target.js';
import { TARGETS } from '../publish/targets/index.js';
import { usageError } from './failure.js';
import { shown } from './option-values.js';

/** Where documents go: `jekyll:blog`. */
export interface Destination {
  readonly target: Target;
  /** As given. */
  readonly folder: string;
  /** The folder is not there yet. */
  readonly isNew: boolean;
}

/**
 * Reads `--to <target>:<folder>`. Usage errors: `to-missing`, `to-without-folder`, `to-without-target`, `target-unknown` with the nearest name. Errors: `folder-missing` (for
 * targets that publish into a site), `folder-is-file`.
 */
async function destination(text: string): Promise<Destination> {
  const names = Object.keys(TARGETS);
  const at = text.indexOf(':');
  const name = at < 0 ? text : text.slice(0, at);
  const load = Object.hasOwn(TARGETS, name) ? TARGETS[name] : undefined;
  if (load === undefined) {
    const close = nearest(name, names);
    const all = `targets: ${names.join(', ')}`;
    if (at < 0 && close === null)
      throw usageError(
        'to-without-target',
        `--to ${text} does not say what is published there`,
        `write it before a colon: --to jekyll:${text} (${all})`,
        '--to',
      );
    const advice = close === null ? all : `did you mean ${close}:…? (${all})`;
    throw usageError('target-unknown', `there is no target ${shown(name)}`, advice, '--to');
  }
  const folder = text.slice(at + 1).trim();
  if (at < 0 || folder === '')
    throw usageError(
      'to-without-folder',
      `--to ${name} does not say where`,
      `give the folder after a colon: --to ${name}:blog`,
      '--to',
    );
  const target = await load();
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw fileError(error, folder, 'folder');
  });
  if (found === null && !target.makesFolder)
    throw new DownhillError(
      'folder-missing',
      `there is no folder ${folder}`,
      `give ${target.folder.en}; publish makes no new site`,
      { place: `--to ${name}:${folder}` },
    );
  if (found !== null && !found.isDirectory())
    throw new DownhillError('folder-is-file', `${folder} is a file, a folder is needed`, `give ${target.folder.en}`, {
      place: `--to ${name}:${folder}`,
    });
  return { target, folder, isNew: found === null };
}

/** The places of all `--to`, each once: `blog`, `./blog/` and a link to it are one. */
export async function destinations(given: unknown): Promise<readonly Destination[]> {
  const texts = (given as readonly string[] | undefined) ?? [];
  if (texts.length === 0)
    throw usageError(
      'to-missing',
      'publish needs to know where to',
      `give --to <target>:<folder>, with one of the targets ${Object.keys(TARGETS).join(', ')}`,
      '--to',
    );
  const places = new Map<string, Destination>();
  for (const place of await Promise.all(texts.map(destination))) {
    const key = `${place.target.name}:${await identity(resolve(place.folder))}`;
    if (!places.has(key)) places.set(key, place);
  }
  return [...places.values()];
}

/** What a folder is, whatever it is called: its number on the disk, also where letter case makes no difference. Of one that is not there yet, where it will be. */
async function identity(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  if (found !== null) return `${found.dev}:${found.ino}`;
  return dirname(path) === path ? path : `${await identity(dirname(path))}/${basename(path)}`;
}
