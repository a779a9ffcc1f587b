import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';
import { type RandomStream, restoreStream } from '../base/random/stream.js';
import { type Bounds, checkBounds } from './bounds.js';
import type { Method, StepSize } from './method.js';
import type { RunOptions, RunState } from './run.js';
import { automatic, constant } from './step-size.js';
import { type StopRule, type WatchedRule, watchedStop } from './stop.js';

/** A run with everything filled in and in range. */
export interface CheckedRun {
  readonly method: Method;
  readonly start: Float64Array;
  readonly resume: RunState | null;
  readonly settings: Readonly<Record<string, number>>;
  readonly stepSize: StepSize;
  readonly epochs: number;
  readonly stop: WatchedRule | null;
  readonly bounds: Bounds | null;
  readonly linear: readonly number[];
  readonly batch: { readonly size: number; readonly rows: number; readonly stream: RandomStream } | null;
  readonly cancelled: () => boolean;
  readonly onEpoch: RunOptions['onEpoch'];
}

/** @throws DownhillError for whatever is out of its range. */
export function checkRun(run: RunOptions): CheckedRun {
  const { method, resume, batch } = run;
  const start = resume?.start ?? run.start;
  if (start === undefined || start.length === 0)
    throw usage('start-missing', 'a run needs a start: a value for each of one or more parameters', 'give start or resume');
  const broken = start.findIndex((x) => !Number.isFinite(x));
  if (broken >= 0)
    throw usage('start-not-finite', `parameter ${broken + 1} starts at ${start[broken]}`, 'start with a finite number');
  checkEpochs(run.epochs, resume);
  const minibatch = checkBatch(method, batch, resume);
  if (resume !== undefined && resume.method !== method.name)
    throw usage(
      'resume-method',
      `this run was made by ${resume.method} and cannot go on with ${method.name}`,
      `resume with ${resume.method}`,
    );
  return {
    method,
    start,
    resume: resume ?? null,
    settings: fillSettings(method, run.settings ?? {}),
    stepSize:
      run.stepSize ?? (method.learningRate === undefined ? automatic(method, minibatch !== null) : constant(method.learningRate)),
    epochs: run.epochs,
    stop: checkStop(run.stop),
    bounds: checkBounds(run.bounds, start),
    linear: run.linear ?? [],
    batch: minibatch,
    cancelled: run.cancelled ?? (() => false),
    onEpoch: run.onEpoch,
  };
}

/** Nobody knows what a function makes of a figure, so it gets those of the rows. */
function checkStop(stop: string | StopRule | undefined): WatchedRule | null {
  if (stop === undefined) return null;
  return typeof stop === 'string' ? watchedStop(stop) : { rule: stop, excluded: () => false };
}

/**
 * All settings of a method, defaults filled in.
 *
 * @throws DownhillError `setting-unknown` or `setting-out-of-range`.
 */
function fillSettings(method: Method, given: Readonly<Record<string, number>>): Record<string, number> {
  const known = Object.keys(method.settings);
  for (const name of Object.keys(given))
    if (!known.includes(name)) {
      const close = nearest(name, known);
      const advice =
        known.length === 0
          ? `${method.name} has no settings`
          : `${close === null ? '' : `did you mean ${close}? `}known: ${known.join(', ')}`;
      throw usage('setting-unknown', `${method.name} has no setting "${name}"`, advice);
    }
  return Object.fromEntries(
    Object.entries(method.settings).map(([name, setting]) => {
      const value = given[name] ?? setting.default;
      const low = setting.exclusive === 'least' || setting.exclusive === 'both' ? value > setting.least : value >= setting.least;
      const high = setting.exclusive === 'most' || setting.exclusive === 'both' ? value < setting.most : value <= setting.most;
      if (low && high && (setting.integer !== true || Number.isInteger(value))) return [name, value];
      const from = `${low || !(setting.exclusive === 'least' || setting.exclusive === 'both') ? 'from' : 'above'} ${setting.least}`;
      const to = `${setting.exclusive === 'most' || setting.exclusive === 'both' ? 'to below' : 'to'} ${setting.most}`;
      throw usage(
        'setting-out-of-range',
        `${name} of ${method.name} must be ${setting.integer === true ? 'a whole number' : 'a number'} ${from} ${to}, got ${value}`,
        `the default is ${setting.default}`,
      );
    }),
  );
}

const MOST_EPOCHS = 1e9;

function checkEpochs(epochs: number, resume: RunState | undefined): void {
  if (!(Number.isInteger(epochs) && epochs >= 1 && epochs <= MOST_EPOCHS))
    throw usage('epochs-out-of-range', `epochs must be a whole number from 1 to 1e9, got ${epochs}`, 'try 1000');
  if (resume !== undefined && resume.epoch >= epochs)
    throw usage(
      'epochs-used',
      `this run has made ${resume.epoch} epochs already, and epochs is ${epochs}`,
      'give the epochs of the whole run, more than it has made',
    );
}

function checkBatch(method: Method, batch: RunOptions['batch'], resume: RunState | undefined): CheckedRun['batch'] {
  if (batch === undefined) return null;
  const { size, rows, stream } = batch;
  if (!method.minibatch)
    throw usage(
      'batch-not-possible',
      `${method.name} needs all rows in every step and takes no minibatches`,
      'leave batch out, or take another method',
    );
  if (!(Number.isInteger(size) && size >= 1))
    throw usage('batch-out-of-range', `a minibatch must be a whole number of rows ≥ 1, got ${size}`, 'try 32');
  if (size >= rows) return null;
  return { size, rows, stream: resume?.stream ? restoreStream(resume.stream) : stream };
}

const usage = (code: string, message: string, advice: string): DownhillError =>
  new DownhillError(code, message, advice, { usage: true });
