import { dirname, isAbsolute, join } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { VERSION } from '../base/version.js';
import type { DocumentBlock, ExperimentDocument } from '../experiment/document.js';
import type { QuotableResult } from '../experiment/quoted-result.js';
import { sha256 } from '../experiment/sha256.js';
import { blockCache } from '../node/block-cache.js';
import { jsonText } from '../node/json-text.js';
import type { RanBlock } from '../publish/experiments.js';
import { documentPaths } from './record-paths.js';
import { runBlocks } from './run-blocks.js';
import { passing, type Session } from './session.js';
import { isCancelled } from './verdict.js';

interface PublishedRun {
  /** Of the document. */
  readonly path: string;
  /** Whether what was run is kept for the next time. */
  readonly keep: boolean;
  /** Told of every file of data. */
  readonly onData: (path: string) => void;
}

/**
 * Runs the experiments of a document for its post. Those whose block, data and language are what they were, and whose pictures are still there in
 * `<document>.downhill/published`, are taken from there.
 * @throws DownhillError `cancelled` when Ctrl-C ended it before all had run: a post is published whole.
 */
export async function runPublished(
  document: ExperimentDocument,
  { path, keep, onData }: PublishedRun,
  session: Session,
): Promise<RanBlock[]> {
  const cache = blockCache(join(documentPaths(path, undefined).folder, 'published'));
  const keys = new Map<DocumentBlock, string>();
  const ran = new Map<string, RanBlock>();
  for (const block of document.blocks) {
    const key = await keyOf(block, path, onData, session);
    keys.set(block, key);
    const kept = await cache.get(block.id, key);
    if (kept !== null) ran.set(block.id, kept);
  }
  const stale = document.blocks.filter(({ id }) => !ran.has(id));
  const { publishedFigures } = await import('../node/published-figures.js');
  const finished = await runBlocks(document, stale, { path }, session);
  if (finished.length < stale.length || finished.some(({ run }) => isCancelled(run)))
    throw new DownhillError(
      'cancelled',
      'publishing was cancelled before every experiment had run; nothing was written',
      'publish again: what has run by then is kept',
    );
  for (const [i, { experiment, run }] of finished.entries()) {
    const { id, title = null, figures } = experiment;
    passing(
      session,
      session.say({ en: `drawing ${id} (${i + 1}/${finished.length})`, ko: `${id} 그리는 중 (${i + 1}/${finished.length})` }),
    );
    // Through its text, so that a first publication quotes exactly what a later one finds.
    const result = JSON.parse(jsonText({ ...run.result, final: run.final })) as QuotableResult;
    const block: RanBlock = { id, title, result, figures: await publishedFigures(run, figures, id) };
    ran.set(id, block);
    if (keep) await cache.put(keys.get(stale[i] as DocumentBlock) as string, block);
  }
  passing(session, '');
  return document.blocks.flatMap(({ id }) => ran.get(id) ?? []);
}

/** Everything that the pictures and figures of a block come from. */
async function keyOf(
  { experiment }: DocumentBlock,
  path: string,
  onData: PublishedRun['onData'],
  session: Session,
): Promise<string> {
  const hash = sha256();
  const add = (text: string): void => hash.update(new TextEncoder().encode(`${text}\n`));
  add(VERSION);
  // An order or a comment in the block changes nothing.
  const { show: _, ...computed } = experiment;
  add(JSON.stringify(computed));
  add(session.langGiven ? session.lang : 'document');
  const { data } = experiment;
  if ('file' in data) {
    const file = isAbsolute(data.file) || path === '-' ? data.file : join(dirname(path), data.file);
    onData(file);
    hash.update((await session.io.readInput(file)).bytes);
  }
  return hash.hex();
}
