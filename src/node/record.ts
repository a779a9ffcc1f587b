import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { tableCsv } from '../data/write.js';
import type { FigureRequest } from '../experiment/figure-requests.js';
import type { Run } from '../experiment/run-result.js';
import { animatedSvg, descentFrames } from '../figure/animation.js';
import { CHARTS } from '../figure/charts/index.js';
import { inTheme, type Theme } from '../figure/dark.js';
import type { Scene } from '../figure/scene.js';
import { svg } from '../figure/svg.js';
import { traceCsv } from '../trace/csv.js';
import { gif } from './animation.js';
import { ensureFolder, fileError, writeAtomic } from './files.js';
import { jsonText } from './json-text.js';
import { png } from './raster.js';

/** A file of a record. Its content depends on the run only: not on clock, folder or machine. */
export interface RecordFile {
  readonly name: string;
  readonly data: string | Uint8Array;
}

/** With more rows the file would be larger than all else together; `downhill predict` makes it of whichever rows are wanted. */
const MOST_ROWS = 1e5;

/**
 * The record of a run: `result.json`, `trace.csv`, `fitted.csv` (the rows that were used with what the fit says of each; up to 100,000), each figure as SVG and
 * PNG, the descent as animated SVG and GIF where the model has a curve, and `command.txt`, the command that repeats it.
 * @param result what `result.json` holds: the run's result, with whatever the caller adds.
 */
export async function recordFiles(
  run: Run,
  request: {
    readonly result: object;
    readonly figures: readonly FigureRequest[];
    readonly command: string;
    readonly theme?: Theme;
    /** Called for a figure that the run has no data for, which is then left out; absent: such a figure is an error. */
    readonly onMissing?: (error: DownhillError) => void;
  },
): Promise<RecordFile[]> {
  const files: RecordFile[] = [
    { name: 'result.json', data: jsonText(request.result) },
    { name: 'trace.csv', data: traceCsv(run.trace) },
    ...(run.result.data.rows > MOST_ROWS ? [] : [{ name: 'fitted.csv', data: tableCsv(run.fitted()) }]),
    { name: 'command.txt', data: `${request.command}\n` },
  ];
  if (request.figures.length === 0) return files;
  const { theme = 'light' } = request;
  const source = run.source();
  for (const { chart, options, name } of request.figures) {
    const row = CHARTS.find((candidate) => candidate.name === chart);
    if (row === undefined) throw new Error(`no chart ${chart}`);
    const drawn = attempt(() => row.draw(source, options), request.onMissing);
    if (drawn === null) continue;
    const scene = inTheme(drawn, theme);
    files.push({ name: `${name}.svg`, data: svg(scene) }, { name: `${name}.png`, data: await png(scene) });
  }
  if (source.curve !== undefined && run.trace.length > 1)
    files.push(
      { name: 'descent.svg', data: animatedSvg(source, { theme }) },
      { name: 'descent.gif', data: await gif(descentFrames(source, { theme })) },
    );
  return files;
}

function attempt(draw: () => Scene, onMissing: ((error: DownhillError) => void) | undefined): Scene | null {
  try {
    return draw();
  } catch (error) {
    if (onMissing === undefined || !(error instanceof DownhillError) || error.code !== 'figure-without-data') throw error;
    onMissing(error);
    return null;
  }
}

/** Writes a record, each file as a whole or not at all. Other files in the folder stay. */
export async function writeRecord(folder: string, files: readonly RecordFile[]): Promise<void> {
  const folders = new Set(files.map(({ name }) => dirname(join(folder, name))));
  for (const each of folders) await ensureFolder(each);
  for (const { name, data } of files) await writeAtomic(join(folder, name), data);
}

/**
 * Makes sure before long work that a folder can be made or written into, and makes nothing.
 * Errors: `folder-is-file`, `file-unwritable`.
 */
export async function checkFolder(folder: string): Promise<void> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw fileError(error, folder, 'folder');
    });
    if (found === null) continue;
    if (!found.isDirectory())
      throw new DownhillError(
        'folder-is-file',
        `${folder} cannot be a folder: ${path} is a file`,
        'give another folder with --out, or move the file away',
        {
          place: folder,
        },
      );
    await access(path, constants.W_OK | constants.X_OK).catch((error: unknown) => {
      throw fileError(error, folder, 'folder');
    });
    return;
  }
}
