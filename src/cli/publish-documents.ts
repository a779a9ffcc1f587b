import { rmdir, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { commit, finishPending, pendingPlan } from '../node/commit.js';
import { folderFiles, sourceRoot } from '../node/folder.js';
import { lockSite } from '../node/site-lock.js';
import { type Ledger, readLedger } from '../publish/again/ledger.js';
import { chooseReader } from '../publish/choose-reader.js';
import type { Files } from '../publish/files.js';
import type { Note } from '../publish/note.js';
import { overlay } from '../publish/overlay.js';
import { type Published, type PublishOptions, publish } from '../publish/publish.js';
import type { Reader, SourceDocument } from '../publish/reader.js';
import { usageError } from './failure.js';
import type { Destination } from './publish-destination.js';
import { passing, type Session } from './session.js';

/** Why nothing came of something. */
export interface Refusal {
  /** null where there is none. */
  readonly failure: unknown;
  /** What else is to be mended in a document that was refused. */
  readonly notes: readonly Note[];
}

/** A document at a place: what was done there, or why nothing was. */
export interface Outcome extends Refusal {
  readonly document: string;
  readonly to: Destination;
  readonly published: Published | null;
}

export interface PublishRequest {
  /** As given. */
  readonly documents: readonly string[];
  readonly options: PublishOptions;
  /** `--root`: the folder that pictures may be read from; null: found. */
  readonly root: string | null;
  /** Writes nothing. */
  readonly dryRun: boolean;
  /** Told of every file that a document is made of, by its absolute path, whether it is there or not. */
  readonly onRead?: (path: string) => void;
}

/**
 * Publishes documents at one place, one after the other: each is there as a whole or not at all, and one that cannot be published does not keep the others.
 * Errors: `site-locked`, `manifest-damaged`, `pending-damaged` and what keeps the site from being read or written.
 */
export async function publishDocuments(to: Destination, request: PublishRequest, session: Session): Promise<Outcome[]> {
  const { folder } = to;
  const { dryRun, documents } = request;
  const unlock = dryRun ? async () => {} : await lockSite(folder);
  try {
    if (!dryRun) await finishPending(folder);
    let site: Files = folderFiles(folder);
    if (dryRun) site = overlay(site, await pendingPlan(folder));
    let ledger = await readLedger(site);
    const outcomes: Outcome[] = [];
    for (const [i, document] of documents.entries()) {
      passing(session, documents.length > 1 ? `${i + 1}/${documents.length} ${document}` : document);
      const notes: Note[] = [];
      const onNote = (note: Note): void => {
        if (note.severity !== 'note') notes.push(note);
      };
      try {
        const published = await publishOne(document, to, { site, ledger, onNote }, request, session);
        if (dryRun) site = overlay(site, published.plan);
        else await commit(folder, published.plan);
        ledger = new Map([...ledger, [published.assetSlug, published.manifest] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
        outcomes.push({ document, to, published, failure: null, notes: [] });
      } catch (failure) {
        outcomes.push({ document, to, published: null, failure, notes });
      }
    }
    return outcomes;
  } finally {
    passing(session, '');
    await unlock();
    // Nothing came of it: the folder that only the lock stood in goes.
    if (to.isNew && !dryRun) await rmdir(folder).catch(() => {});
  }
}

async function publishOne(
  path: string,
  { target, folder }: Destination,
  { site, ledger, onNote }: { readonly site: Files; readonly ledger: Ledger; readonly onNote: (note: Note) => void },
  { documents, options, root, dryRun, onRead }: PublishRequest,
  session: Session,
): Promise<Published> {
  const top = root === null ? await sourceRoot(resolve(path)) : await rootFolder(root);
  const document: SourceDocument = { ...(await session.io.readInput(path)), path: below(top, path) };
  const reader = lettingGo(await chooseReader(document));
  return await publish({
    document,
    reader,
    files: onRead === undefined ? folderFiles(top) : told(folderFiles(top), (each) => onRead(resolve(top, each))),
    source: fromSite(folder, path),
    together: new Map(documents.map((each) => [fromSite(folder, each), each])),
    target,
    site,
    ledger,
    options,
    onNote,
    gone: async (each) => (await stat(resolve(folder, each)).catch(() => null)) === null,
    runExperiments: async (parsed) => {
      const { runPublished } = await import('./publish-experiments.js');
      return runPublished(parsed, { path, keep: !dryRun, onData: (file) => onRead?.(resolve(file)) }, session);
    },
  });
}

const LARGE = 2 ** 23;

/** The bytes of a notebook are as many as those of all that is made of it: they go as soon as it has been read. */
const lettingGo = (reader: Reader): Reader => ({
  ...reader,
  read: async (document, context) => {
    const size = document.bytes.length;
    const post = await reader.read(document, context);
    Object.assign(document, { bytes: new Uint8Array(0) });
    if (size > LARGE) (await import('../node/collect-garbage.js')).collectGarbage();
    return post;
  },
});

const told = (files: Files, onRead: (path: string) => void): Files => ({
  ...files,
  read: (path) => {
    onRead(path);
    return files.read(path);
  },
});

const fromSite = (folder: string, path: string): string => posix(relative(resolve(folder), resolve(path)));
const posix = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

async function rootFolder(root: string): Promise<string> {
  const found = await stat(root).catch(() => null);
  if (found?.isDirectory() === true) return resolve(root);
  throw usageError('root-missing', `there is no folder ${root}`, 'give a folder above the document', '--root');
}

/** The document below the folder of its pictures. */
function below(top: string, path: string): string {
  const inside = posix(relative(top, resolve(path)));
  if (!inside.startsWith('../') && !/^(?:\/|[A-Za-z]:)/.test(inside)) return inside;
  throw usageError('root-without-document', `${path} does not stand below --root`, 'give a folder above the document', '--root');
}
