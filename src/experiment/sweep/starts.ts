import { DownhillError } from '../../base/errors.js';
import { nearest } from '../../base/nearest.js';
import type { RandomStream } from '../../base/random/stream.js';
import type { Model } from '../../problem/model.js';
import type { Begun } from '../fit.js';
import { givenStarts } from '../given.js';
import type { SweepOptions } from './sweep.js';

/** Values by parameter: numbers, or `uniform(-1, 1)`. What is missing is drawn from there. */
export type StartValues = Readonly<Record<string, number | string>>;

const DEFAULT = 20;
const MOST = 10_000;

/** What each start is drawn from, in order. @throws DownhillError `starts-out-of-range`. */
export function startsAsked({ starts, start }: Pick<SweepOptions, 'starts' | 'start'>): readonly StartValues[] {
  if (Array.isArray(starts)) {
    if (starts.length >= 1 && starts.length <= MOST) return starts;
    throw outOfRange(`${starts.length}`);
  }
  const count = (starts as number | undefined) ?? DEFAULT;
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST)) throw outOfRange(String(count));
  return Array.from({ length: count }, () => start ?? {});
}

/**
 * The starts, each once, in the order in which they are drawn. The first is that of a fit with the same seed.
 * @param begun with the first start drawn.
 */
export function drawnStarts(
  { given, options, prepared, bounds }: Begun,
  asked: readonly StartValues[],
  stream: RandomStream,
): Float64Array[] {
  const { model } = prepared.resolved;
  for (const name of asked.flatMap((start) => Object.keys(start)))
    if (!model.parameters.includes(name)) throw unknown(name, model);
  const seen = new Set<string>();
  return asked
    .map((start, k) => (k === 0 ? given : givenStarts({ ...options, start }, model, stream, true, bounds)))
    .filter((point) => {
      const key = point.join();
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function unknown(name: string, { parameters }: Model): DownhillError {
  const close = nearest(name, parameters);
  return new DownhillError(
    'unknown-parameter',
    `a start names "${name}", which is no parameter of the formula`,
    `${close === null ? '' : `did you mean ${close}? `}the parameters are ${parameters.join(', ')}`,
    { place: '--starts' },
  );
}

const outOfRange = (got: string): DownhillError =>
  new DownhillError('starts-out-of-range', `a sweep takes 1 to ${MOST} starts, got ${got}`, 'try --starts 20', {
    place: '--starts',
    usage: true,
  });
