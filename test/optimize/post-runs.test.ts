import { describe, expect, it } from 'vitest';
import type { Evaluate } from '../../src/base/evaluation.js';
import { randomStream } from '../../src/base/random/stream.js';
import { gradientDescent } from '../../src/optimize/methods/gradient-descent.js';
import { minimize } from '../../src/optimize/minimize.js';
import { constant } from '../../src/optimize/step-size.js';
import runs from '../data/post-runs.json' with { type: 'json' };

const ROWS = 100;
const NEAR = 1e-9;

/** The data and the start of a run, drawn as its NumPy script draws them. */
function drawn(kind: string, seed: number) {
  const stream = randomStream('numpy', seed);
  const X = Float64Array.from({ length: ROWS }, () => stream.random() * (kind === 'line' ? 1 : 10));
  const feature = kind === 'line' ? X : X.map(Math.sin);
  const truth = kind === 'line' ? [0.2, 0.5] : [10, 1.5];
  const target = feature.map((f) => (truth[0] as number) * f + (truth[1] as number));
  if (kind === 'sine-noise') for (let i = 0; i < ROWS; i++) target[i] = (target[i] as number) + stream.normal(0, 1);
  const start = Float64Array.of(stream.uniform(-1, 1), stream.uniform(-1, 1));
  return { X, feature, target, start };
}

/** W·feature + b, with ∂/∂W of half the mean squared error or, as the post has it, with the residual times X. */
function objective({ X, feature, target }: ReturnType<typeof drawn>, asWritten: boolean): Evaluate {
  const factor = asWritten ? X : feature;
  return ({ points }) =>
    points.map((x) => {
      const residual = feature.map((f, i) => (x[0] as number) * f + (x[1] as number) - (target[i] as number));
      const mean = (of: (r: number, i: number) => number): number => residual.reduce((sum, r, i) => sum + of(r, i), 0) / ROWS;
      return {
        loss: mean((r) => 0.5 * r * r),
        mae: mean((r) => Math.abs(r)),
        gradient: Float64Array.of(
          mean((r, i) => r * (factor[i] as number)),
          mean((r) => r),
        ),
      };
    });
}

const near = (got: number, expected: number): void =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(NEAR * Math.abs(expected));

describe('the runs of the post agree with NumPy, relative 1e-9', () => {
  it.each(
    runs.map((run) => ({ run, title: `${run.kind}, seed ${run.seed}, rate ${run.learningRate}, gradient ${run.gradient}` })),
  )('$title', ({ run }) => {
    const data = drawn(run.kind, run.seed);
    expect([...data.X.slice(0, 3)]).toEqual(run.X);
    expect([...data.start]).toEqual([run.start.W, run.start.b]);
    run.target.forEach((value, i) => {
      near(data.target[i] as number, value);
    });

    const errors: number[] = [];
    const result = minimize(objective(data, run.gradient !== 'correct'), {
      method: gradientDescent,
      start: data.start,
      stepSize: constant(run.learningRate),
      epochs: run.epochs,
      stop: 'mae < 0.001',
      onEpoch: ({ mae }) => errors.push(mae),
    });
    run.firstErrors.forEach((error, k) => {
      near(errors[k] as number, error);
    });
    if (result.outcome === 'diverged') {
      // The post's loop has no guard: it went on to these parameters, and its last error is beyond a thousand times the first.
      expect(run.lastError).toBeGreaterThan(1000 * (run.firstErrors[0] as number));
      return;
    }
    expect(result.outcome).toBe(run.stoppedAtEpoch === null ? 'out-of-epochs' : 'stopped-by-rule');
    if (run.stoppedAtEpoch !== null) expect(result.epochs).toBe(run.stoppedAtEpoch);
    near(result.point[0] as number, run.final.W);
    near(result.point[1] as number, run.final.b);
    near(result.last.mae, run.lastError);
  });
});
