import { type Recorder, recorder } from '../trace/recorder.js';
import type { Begun } from './fit.js';
import type { Search } from './local-search.js';
import { responseSize } from './response-size.js';

/** How the way of one run is kept. */
export const recorderFor = ({ model, options }: Begun): Recorder =>
  recorder({ parameters: model.parameters, ...(options.snapshots === undefined ? {} : { snapshotEvery: options.snapshots }) });

/** What every run of a problem is told, beside its method and start. */
export function runOptions(begun: Begun): Omit<Search, 'method' | 'start'> {
  const { choice, options, prepared, bounds, stream } = begun;
  return {
    stepSize: choice.stepSize,
    ...(choice.race === true ? { race: true } : {}),
    epochs: choice.epochs,
    bounds,
    linear: begun.model.loss.inference === 'squares' ? begun.linearIn : [],
    ...(options.stop === undefined ? {} : { stop: options.stop }),
    ...(options.batch === undefined ? {} : { batch: { size: options.batch, rows: prepared.rows, stream } }),
    ...(options.cancelled === undefined ? {} : { cancelled: options.cancelled }),
    ...(options.onEpoch === undefined ? {} : { onEpoch: options.onEpoch }),
  };
}

/** Losses below are exact up to rounding. */
export function floorOf({ prepared, model }: Pick<Begun, 'prepared' | 'model'>): number {
  const size = responseSize(prepared);
  return model.loss.inference === 'squares' ? 0.5 * (16 * Number.EPSILON * size) ** 2 : 0;
}
