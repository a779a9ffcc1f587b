import { DownhillError } from '../base/errors.js';
import { type RandomStream, randomStream } from '../base/random/stream.js';
import type { Table } from '../data/table.js';
import type { Expression } from '../expression/node.js';
import { parseExpression, parseFormula, roles } from '../language/index.js';
import { type Experiment, experimentOf } from './block.js';
import { type FitContext, runFitAsync } from './fit.js';
import { generateTable } from './generate.js';
import type { FitOptions } from './options.js';
import { drawsIn, type Made } from './redraw.js';
import type { Run } from './run-result.js';
import { truthOf } from './truth.js';

/** Where an experiment's file comes from: the caller knows disks and networks. */
export interface ExperimentIo {
  readonly readData: (data: { readonly file: string; readonly encoding?: string; readonly delimiter?: string }) => Promise<Table>;
}

/**
 * Runs one experiment block: makes or reads its data, draws its starts from the same stream, fits. Of a study that is asked for the block may say what a success is.
 * @throws DownhillError for whatever is wrong with it; an outcome such as `diverged` is a value.
 */
export async function runExperiment(
  block: Experiment,
  io: ExperimentIo,
  options: Pick<FitOptions, 'lang' | 'threads' | 'cancelled' | 'onEpoch' | 'study'> = {},
  context: Pick<FitContext, 'pause'> = {},
): Promise<Run> {
  const { data } = block;
  const { seed = 0, random = 'pcg64' } = block.fit;
  const redraw = 'columns' in data ? (other: number): Made => generateTable({ ...data, seed: other, random }) : null;
  const made = redraw?.(seed) ?? null;
  const table = made?.table ?? (await io.readData(data as { file: string }));
  const stream: RandomStream = made?.stream ?? randomStream(random, seed);
  const truth = 'columns' in data ? truthOfColumns(block.model, data.columns) : {};
  return runFitAsync(
    block.model,
    table,
    {
      ...block.fit,
      ...options,
      ...(options.study === undefined ? {} : { study: { ...block.fit.study, ...options.study } }),
      ...(Object.keys(truth).length === 0 ? {} : { truth }),
    },
    { ...context, stream, ...(redraw !== null && drawsData(data) ? { redraw } : {}) },
  );
}

/**
 * Runs an experiment that is written as plain data, with the keys of a document's block.
 *
 * @param value see `formats`: `{ id, seed, data: { rows, columns }, model, method, … }`.
 * @param io needed where `data` is a file.
 * @returns result, trace and what figures are drawn from. @throws DownhillError for the first mistake, with the path of its key.
 *
 * @example
 * const run = await experiment({
 *   id: 'line',
 *   seed: 7,
 *   data: { rows: 20, columns: { x: 'uniform(0, 1)', y: '2*x + 1' } },
 *   model: 'y ~ a*x + b',
 * });
 * run.result.outcome // 'converged'
 */
export const experiment = (value: unknown, io: ExperimentIo = WITHOUT_FILES): Promise<Run> =>
  runExperiment(experimentOf(value), io);

const WITHOUT_FILES: ExperimentIo = {
  readData: ({ file }) => {
    throw new DownhillError(
      'no-files',
      `the experiment reads ${file}, but nothing was given that reads files`,
      'pass { readData } as the second argument',
      {
        place: 'data',
      },
    );
  },
};

const drawsData = (data: Experiment['data']): boolean => 'columns' in data && Object.values(data.columns).some(drawsIn);

function truthOfColumns(model: string, columns: Readonly<Record<string, string>>): Record<string, number> {
  const made = new Map(
    Object.entries(columns).map(([name, text]): [string, Expression] => [
      name,
      parseExpression(text, { functions: 'data' }).expression,
    ]),
  );
  const parsed = parseFormula(model);
  return truthOf(parsed.equations, made, roles(parsed, made.keys()).parameters);
}
