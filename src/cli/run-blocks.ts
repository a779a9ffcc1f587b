import { dirname, isAbsolute, join } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import { readTable } from '../data/read.js';
import type { Table } from '../data/table.js';
import type { Experiment, FileData } from '../experiment/block.js';
import type { DocumentBlock, ExperimentDocument } from '../experiment/document.js';
import type { FitOptions } from '../experiment/options.js';
import { runExperiment } from '../experiment/run.js';
import type { Run } from '../experiment/run-result.js';
import { attend } from './attention.js';
import { usageError } from './failure.js';
import type { Session } from './session.js';

export interface Finished {
  readonly experiment: Experiment;
  readonly run: Run;
}

/** The blocks that `--only` names, in the order of the document; all without it. */
export function chosenBlocks(
  { blocks, source }: ExperimentDocument,
  only: readonly string[] | undefined,
): readonly DocumentBlock[] {
  if (only === undefined) return blocks;
  const ids = blocks.map((block) => block.id);
  for (const id of only) {
    if (ids.includes(id)) continue;
    const close = nearest(id, ids);
    throw usageError(
      'id-unknown',
      `${source} has no experiment "${id}"`,
      close === null ? `it has ${ids.join(', ')}` : `did you mean ${close}?`,
      '--only',
    );
  }
  return blocks.filter((block) => only.includes(block.id));
}

/**
 * Runs blocks one after the other; Ctrl-C ends the one that runs and begins no other. All files of data are read first, so that a missing
 * one does not cost the work of the blocks before it. A study is made of every block in which something is drawn; that there is none is an error.
 */
export async function runBlocks(
  document: ExperimentDocument,
  blocks: readonly DocumentBlock[],
  { path, study, ...threads }: { readonly path: string } & Pick<FitOptions, 'threads' | 'study'>,
  session: Session,
): Promise<Finished[]> {
  const tables = new Map<DocumentBlock, Table>();
  for (const block of blocks) {
    const { data } = block.experiment;
    if ('file' in data) tables.set(block, await placed(document, block, () => readData(data, path, session)));
  }
  const finished: Finished[] = [];
  let undrawn: DownhillError | null = null;
  for (const [i, block] of blocks.entries()) {
    const { experiment } = block;
    const { end, pause, ...watch } = attend(
      session,
      `${experiment.id} (${i + 1}/${blocks.length})`,
      experiment.fit.epochs ?? null,
    );
    try {
      const io = { readData: async () => tables.get(block) as Table };
      const options = { ...watch, ...threads, ...(session.langGiven ? { lang: session.lang } : {}) };
      const ran = (more: Pick<FitOptions, 'study'>): Promise<Run> =>
        placed(document, block, () => runExperiment(experiment, io, { ...options, ...more }, { pause }));
      const run = await ran(study === undefined ? {} : { study }).catch((error: unknown) => {
        if (study === undefined || !(error instanceof DownhillError) || error.code !== 'nothing-drawn') throw error;
        undrawn = error;
        return ran({});
      });
      finished.push({ experiment, run });
    } finally {
      end();
    }
    if (watch.cancelled()) break;
  }
  if (undrawn !== null && finished.every(({ run }) => run.result.study === undefined)) throw undrawn;
  return finished;
}

/** A file beside the document, under the name that the document gives it. */
async function readData(data: FileData, document: string, { io }: Session): Promise<Table> {
  const path = isAbsolute(data.file) || document === '-' ? data.file : join(dirname(document), data.file);
  const { bytes } = await io.readInput(path);
  return readTable(bytes, {
    source: data.file,
    ...(data.encoding === undefined ? {} : { encoding: data.encoding }),
    ...(data.delimiter === undefined ? {} : { delimiter: data.delimiter }),
  });
}

/** A mistake that came out only when a block ran: says which block it was. */
async function placed<Value>({ source }: ExperimentDocument, block: DocumentBlock, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DownhillError)) throw error;
    const where = `${source}:${block.line}`;
    const inside = error.place === undefined || error.place.startsWith('--') ? '' : `, ${error.place}`;
    // The document is wrong, not the command line: no usage error.
    throw new DownhillError(error.code, `${block.id}: ${error.message}`, error.advice, {
      place: `${where}${inside}`,
      ...(error.span === undefined ? {} : { span: error.span }),
    });
  }
}
