import { VERSION } from '../../base/version.js';
import { fingerprint } from '../fingerprint.js';
import type { Begun } from '../fit.js';
import { SHARE, withinOf } from './criterion.js';
import { type Measured, rateLimit } from './measured.js';
import type { Tried } from './methods.js';
import type { Sweep, SweptMethod, SweptMinimum, SweptRun } from './result.js';
import type { SweepOptions } from './sweep.js';
import { bestOf, bestRate, ratesOfRuns } from './table.js';
import { sweepVerdict } from './verdict.js';

/** The result of a sweep, as plain data. */
export function concludedSweep(followed: Begun, tried: readonly Tried[], found: Measured, options: SweepOptions): Sweep {
  const { formula, prepared, model } = followed;
  const { solved, curvature, measure, starts } = found;
  const { result } = solved.attempt;
  const lang = options.lang ?? 'en';
  const named = (point: Float64Array): Record<string, number> =>
    Object.fromEntries(model.parameters.map((name, j) => [name, point[j] as number]));
  const methods = tried.map((one, m) => methodOf(one, curvature, found, m));
  const made = {
    schema: 'downhill.sweep/1' as const,
    formula,
    loss: model.loss.name,
    data: {
      source: prepared.table.source,
      rows: prepared.table.rows,
      skipped: prepared.skipped.rows,
      fingerprint: fingerprint(prepared.given),
    },
    parameters: model.parameters,
    minimum: { outcome: result.outcome, loss: orNull(measure.least), values: named(result.point), curvature },
    criterion: { stop: options.stop ?? null, share: SHARE, scale: orNull(measure.scale), rounding: measure.rounding },
    epochs: tried[0]?.epochs ?? 0,
    starts: starts.map(({ point, loss }) => ({
      values: named(point),
      loss: orNull(loss),
      within: orNull(withinOf(measure, loss)),
    })),
    methods,
    best: bestOf(methods.map(({ best }) => best)),
  };
  return {
    ...made,
    verdict: sweepVerdict(made, { written: options.gradient !== undefined, convex: isConvex(followed) }).map(
      (sentence) => sentence[lang],
    ),
    evaluations: found.evaluations,
    passes: found.passes,
    seed: options.seed ?? 0,
    lang,
    versions: { downhill: VERSION },
  };
}

function methodOf(
  { method, settings }: Tried,
  curvature: SweptMinimum['curvature'],
  { methods, starts, measure }: Measured,
  m: number,
): SweptMethod {
  const { rates, runs } = methods[m] as Measured['methods'][number];
  const swept = runs.map(({ outcome, epochs, loss }, i): SweptRun => {
    const start = i % starts.length;
    const above = (starts[start]?.loss as number) - measure.least;
    return {
      rate: rates[Math.floor(i / starts.length)] as number,
      start,
      outcome,
      epochs,
      loss: orNull(loss),
      left: above > 0 ? orNull((loss - measure.least) / above) : null,
    };
  });
  const byRate = ratesOfRuns(swept);
  const theory =
    method.plain === true && curvature !== null && curvature.least > 0 ? 2 / (curvature.largest + curvature.least) : Number.NaN;
  return {
    name: method.name,
    settings,
    stabilityLimit: rateLimit({ method, settings }, curvature),
    bestInTheory: orNull(theory),
    rates: byRate,
    best: bestRate(method.name, byRate),
    runs: swept,
  };
}

/** There is one minimum, or one valley of them. */
const isConvex = ({ linear, model: { loss } }: Begun): boolean => linear && (loss.robust === undefined || loss.robust.convex);

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
