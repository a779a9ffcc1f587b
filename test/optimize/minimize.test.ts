import { describe, expect, it } from 'vitest';
import type { Evaluate } from '../../src/base/evaluation.js';
import { randomStream } from '../../src/base/random/stream.js';
import { freeze, thaw } from '../../src/optimize/freeze.js';
import { adam } from '../../src/optimize/methods/adam.js';
import { gradientDescent } from '../../src/optimize/methods/gradient-descent.js';
import { lbfgs } from '../../src/optimize/methods/lbfgs.js';
import { levenbergMarquardt } from '../../src/optimize/methods/levenberg-marquardt.js';
import { minimize, minimizeAsync, type RunOptions, type RunResult, type RunState } from '../../src/optimize/minimize.js';
import type { Epoch } from '../../src/optimize/outcome.js';
import { constant } from '../../src/optimize/step-size.js';
import { problem } from './problems.js';
import { thrown } from './thrown.js';

/** (x − 3)², whose gradient descent at rate 1/4 halves the distance: 3, 1.5, 0.75, … exactly. */
const halving: Evaluate = ({ points }) =>
  points.map((x) => {
    const d = (x[0] as number) - 3;
    return { loss: d * d, mae: Math.abs(d), gradient: Float64Array.of(2 * d) };
  });

const gd = (rate: number, more: Partial<RunOptions> = {}): RunOptions => ({
  method: gradientDescent,
  start: Float64Array.of(0),
  stepSize: constant(rate),
  epochs: 100,
  ...more,
});

function watched(evaluate: Evaluate, options: RunOptions): { readonly result: RunResult; readonly epochs: Epoch[] } {
  const epochs: Epoch[] = [];
  const result = minimize(evaluate, { ...options, onEpoch: (epoch) => epochs.push({ ...epoch, point: epoch.point.slice() }) });
  return { result, epochs };
}

describe('an epoch is looked at before its update', () => {
  it('a stop that is met at epoch k leaves k updates made, and the value is the one that met it', () => {
    // |x − 3| is 3, 1.5, 0.75, 0.375: below 0.5 at epoch 3.
    const { result, epochs } = watched(halving, gd(0.25, { stop: 'mae < 0.5' }));
    expect(result.outcome).toBe('stopped-by-rule');
    expect(result.stop).toEqual({ reason: 'mae-below', detail: { en: 'mae = 0.375 < 0.5', ko: 'mae = 0.375 < 0.5' } });
    expect(result.epochs).toBe(3);
    expect(result.point).toEqual(Float64Array.of(2.625));
    expect(result.answer.mae).toBe(0.375);
    expect(result.last.epoch).toBe(3);
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    expect(result.evaluations).toBe(4);
  });

  it('a stop that is met at the start leaves the start as it is', () => {
    const { result } = watched(halving, gd(0.25, { stop: 'mae < 5' }));
    expect(result.epochs).toBe(0);
    expect(result.point).toEqual(Float64Array.of(0));
    expect(result.evaluations).toBe(1);
  });

  it('when all E epochs are used, E updates were made, and the last looked-at epoch is E − 1', () => {
    const { result, epochs } = watched(halving, gd(0.25, { epochs: 4, stop: 'mae < 1e-9' }));
    expect(result.outcome).toBe('out-of-epochs');
    expect(result.stop.reason).toBe('epochs-used');
    expect(result.epochs).toBe(4);
    expect(result.last.epoch).toBe(3);
    expect(result.last.mae).toBe(0.375);
    expect(result.answer.mae).toBe(0.1875);
    expect(result.point).toEqual(Float64Array.of(2.8125));
    expect(epochs.map(({ epoch, final }) => [epoch, final ?? false])).toEqual([
      [0, false],
      [1, false],
      [2, false],
      [3, false],
      [4, true],
    ]);
  });

  it('the value after the last update is not tested against the stop', () => {
    // Met at epoch 4 only, which is not looked at when there are 4 epochs.
    const { result } = watched(halving, gd(0.25, { epochs: 4, stop: 'mae < 0.2' }));
    expect(result.outcome).toBe('out-of-epochs');
    expect(watched(halving, gd(0.25, { epochs: 5, stop: 'mae < 0.2' })).result.outcome).toBe('stopped-by-rule');
  });

  it('an epoch carries the rate of the update that led to it, and NaN at the start', () => {
    const { epochs } = watched(halving, gd(0.25, { epochs: 2 }));
    expect(epochs.map(({ rate }) => rate)).toEqual([Number.NaN, 0.25, 0.25]);
  });

  it('a rule of the user sees what changed: relative loss change and the largest step', () => {
    const seen: number[][] = [];
    const stop = ({ lossChange, step }: { lossChange: number; step: number }) => {
      seen.push([lossChange, step]);
      return null;
    };
    minimize(halving, gd(0.25, { epochs: 3, stop }));
    expect(seen).toEqual([
      [Number.NaN, Number.NaN],
      [0.75, 1.5],
      [0.75, 0.75],
    ]);
  });
});

describe('the guard', () => {
  it('ends a run whose loss is above 1e6 × its start in three consecutive epochs as diverged, with the figures', () => {
    // At rate 6 the distance grows 11-fold: the loss 121-fold. 121³ = 1.8e6 is above, so epochs 3, 4, 5.
    const { result } = watched(halving, gd(6));
    expect(result.outcome).toBe('diverged');
    expect(result.epochs).toBe(5);
    expect(result.stop).toEqual({
      reason: 'loss-above-limit',
      detail: {
        en: 'loss = 2.33e11 at epoch 5, above 1e6 × 9 (its start) in 3 epochs running',
        ko: '에포크 5의 손실 = 2.33e11, 3에포크 연속 1e6 × 9(처음 손실) 초과',
      },
    });
    expect(result.answer.loss / 9).toBeCloseTo(121 ** 5, -3);
  });

  it('does not end a run that comes back within two epochs', () => {
    const heights = [1, 2e6, 2e6, 1, 2e6, 2e6, 1, 0.5];
    const spiky: Evaluate = ({ points }) =>
      points.map((x) => ({ loss: heights[Math.round(x[0] as number)] as number, mae: 1, gradient: Float64Array.of(-1) }));
    expect(minimize(spiky, gd(1, { epochs: 7, stop: 'loss < 0' })).outcome).toBe('out-of-epochs');
  });

  it('ends a run at the first number that is not finite and says which', () => {
    const broken: Evaluate = ({ points }) =>
      points.map((x) => ({ loss: (x[0] as number) < 2 ? 1 : Number.NaN, mae: 1, gradient: Float64Array.of(-1) }));
    const { result } = watched(broken, gd(1, { stop: 'mae < 1e-9' }));
    expect(result.outcome).toBe('not-finite');
    expect(result.stop.detail).toEqual({ en: 'epoch 2: the loss is NaN', ko: '에포크 2: 손실이 NaN' });
    expect(result.epochs).toBe(2);
    const slope: Evaluate = ({ points }) =>
      points.map(() => ({ loss: 1, mae: 1, gradient: Float64Array.of(0, Number.NEGATIVE_INFINITY) }));
    expect(minimize(slope, gd(1, { start: Float64Array.of(0, 0) })).stop.detail).toEqual({
      en: 'epoch 0: the loss is 1, but component 2 of its gradient is −∞',
      ko: '에포크 0: 손실은 1, 그러나 기울기의 2번째 성분이 −∞',
    });
  });

  it('also looks at the value after the last update', () => {
    const broken: Evaluate = ({ points }) =>
      points.map((x) => ({ loss: (x[0] as number) < 2 ? 1 : Number.POSITIVE_INFINITY, mae: 1, gradient: Float64Array.of(-1) }));
    const { result } = watched(broken, gd(1, { epochs: 2 }));
    expect(result.outcome).toBe('not-finite');
    expect(result.last.epoch).toBe(1);
  });

  it('a loss that starts at 0 is measured against its first value above', () => {
    const away: Evaluate = ({ points }) =>
      points.map((x) => ({ loss: (x[0] as number) ** 2, mae: 1, gradient: Float64Array.of(-1) }));
    expect(minimize(away, gd(1, { epochs: 900, stop: 'epoch >= 900' })).outcome).toBe('out-of-epochs');
    expect(minimize(away, gd(1, { epochs: 5000, stop: 'epoch >= 5000' })).outcome).toBe('diverged');
  });
});

describe('what ends a run', () => {
  it('with a stop of the user only it, the epochs and the guard: an exact fit goes on', () => {
    const { result } = watched(halving, gd(0.5, { epochs: 20, stop: 'epoch >= 20' }));
    expect(result.answer.loss).toBe(0);
    expect(result.outcome).toBe('out-of-epochs');
    expect(result.epochs).toBe(20);
  });

  it('without one, an exact fit has converged', () => {
    const { result } = watched(halving, gd(0.5, { epochs: 20 }));
    expect(result.outcome).toBe('converged');
    expect(result.epochs).toBe(1);
    expect(result.stop).toEqual({ reason: 'gradient-small', detail: { en: '‖∇‖∞ = 0', ko: '‖∇‖∞ = 0' } });
  });

  it('a method that finds no further step before the stop of the user is met has stalled, and says that the stop is not met', () => {
    const { start, evaluate } = problem('decay');
    const result = minimize(evaluate, { method: levenbergMarquardt, start, epochs: 500, stop: 'mae < 1e-6' });
    expect(result.outcome).toBe('stalled');
    expect(result.stop.detail.en).toContain('the stop that was asked for is not met');
    expect(result.epochs).toBeLessThan(12);
  });

  it('cancelling ends it at the last looked-at epoch, and resuming goes on to the same bits', () => {
    const { start, evaluate } = problem('beale');
    for (const method of [gradientDescent, lbfgs, levenbergMarquardt]) {
      const options = { method, start, epochs: 8 };
      const whole = minimize(evaluate, options);
      for (const patience of [0, 1, 2, 5, 9]) {
        let asked = 0;
        const cut = minimize(evaluate, { ...options, cancelled: () => ++asked > patience });
        if (cut.outcome !== 'cancelled') continue;
        expect(cut.last.epoch).toBe(cut.epochs);
        expect(cut.last.point).toEqual(cut.point);
        expect(cut.stop.detail.en).toContain(`cancelled after ${cut.epochs} epochs`);
        const resumed = minimize(evaluate, { ...options, resume: thaw(freeze(cut.state)) as RunState });
        expect(resumed).toEqual(whole);
      }
    }
  });
});

describe('counts', () => {
  it('every request is a pass, and every point of it an evaluation', () => {
    const { start, evaluate } = problem('rosenbrock');
    for (const method of [gradientDescent, lbfgs, levenbergMarquardt]) {
      let passes = 0;
      let evaluations = 0;
      const result = minimize(
        (request) => {
          passes++;
          evaluations += request.points.length;
          return evaluate(request);
        },
        { method, start, epochs: 30 },
      );
      expect([result.passes, result.evaluations]).toEqual([passes, evaluations]);
    }
  });

  it('minibatches count by their share of the rows, exactly', () => {
    const { start, evaluate } = problem('sine');
    let rows = 0;
    const result = minimize(
      (request) => {
        rows += request.batch?.length ?? 50;
        return evaluate(request);
      },
      { method: adam, start, epochs: 7, batch: { size: 16, rows: 50, stream: randomStream('pcg64', 1) } },
    );
    // 8 looks at all rows, 7 times all rows in batches of 16, 16, 16, 2.
    expect(rows).toBe(15 * 50);
    expect(result.evaluations).toBe(15);
    expect(result.epochs).toBe(7);
    expect(result.state.updates).toBe(28);
  });
});

describe('minibatches', () => {
  const { start, evaluate } = problem('sine');
  const options = (seed: number, more: Partial<RunOptions> = {}): RunOptions => ({
    method: adam,
    start,
    stepSize: constant(0.1),
    epochs: 20,
    batch: { size: 8, rows: 50, stream: randomStream('numpy', seed) },
    ...more,
  });

  it('every epoch goes once through all rows, in an order that the stream permutes', () => {
    const orders: number[][] = [[]];
    minimize((request) => {
      if (request.batch === undefined) orders.push([]);
      else (orders.at(-1) as number[]).push(...request.batch);
      return evaluate(request);
    }, options(3));
    const epochs = orders.filter((order) => order.length > 0);
    expect(epochs.length).toBe(20);
    const stream = randomStream('numpy', 3);
    for (const order of epochs) expect(order).toEqual([...stream.permutation(50)]);
  });

  it('reach the minimum of noise-free data within 1e-4', () => {
    expect(minimize(evaluate, options(1, { epochs: 300 })).answer.loss).toBeLessThan(1e-4);
  });

  it('the same seed gives the same bits, another seed another way', () => {
    expect(minimize(evaluate, options(1))).toEqual(minimize(evaluate, options(1)));
    expect(minimize(evaluate, options(1)).point).not.toEqual(minimize(evaluate, options(2)).point);
  });

  it('a resumed run draws the orders that an uninterrupted one draws', async () => {
    const whole = minimize(evaluate, options(5));
    const first = minimize(evaluate, options(5, { epochs: 9 }));
    const resume = thaw(freeze(first.state)) as RunState;
    expect(minimize(evaluate, options(99, { resume }))).toEqual(whole);
    expect(await minimizeAsync(async (request) => evaluate(request), options(99, { resume }))).toEqual(whole);
  });

  it('of as many rows as there are, or more, are all rows in their order', () => {
    const all = minimize(evaluate, { method: adam, start, stepSize: constant(0.1), epochs: 20 });
    expect(minimize(evaluate, options(1, { batch: { size: 50, rows: 50, stream: randomStream('pcg64', 0) } })).point).toEqual(
      all.point,
    );
  });
});

describe('options out of range are usage errors', () => {
  const cases: readonly [string, Partial<RunOptions>][] = [
    ['epochs-out-of-range', { epochs: 0 }],
    ['epochs-out-of-range', { epochs: 1.5 }],
    ['epochs-out-of-range', { epochs: 1e99 }],
    ['start-missing', { start: new Float64Array(0) }],
    ['start-not-finite', { start: Float64Array.of(Number.NaN) }],
    ['setting-unknown', { settings: { momentum: 0.9 } }],
    ['setting-unknown', { method: adam, settings: { beta: 0.9 } }],
    ['setting-out-of-range', { method: adam, settings: { beta1: 1 } }],
    ['setting-out-of-range', { method: lbfgs, settings: { memory: 2.5 } }],
    ['setting-out-of-range', { method: adam, settings: { beta1: Number.NaN } }],
    ['bounds-length', { bounds: { lower: new Float64Array(2), upper: new Float64Array(2) } }],
    ['bounds-order', { bounds: { lower: Float64Array.of(1), upper: Float64Array.of(-1) } }],
    ['start-out-of-bounds', { bounds: { lower: Float64Array.of(1), upper: Float64Array.of(2) } }],
    ['batch-not-possible', { method: lbfgs, batch: { size: 2, rows: 9, stream: randomStream('pcg64', 0) } }],
    ['batch-out-of-range', { batch: { size: 0, rows: 9, stream: randomStream('pcg64', 0) } }],
    ['stop-malformed', { stop: 'mae' }],
  ];
  it.each(cases)('%s: %o', (code, options) => {
    const error = thrown(() => minimize(halving, gd(0.1, options)));
    expect(error.code).toBe(code);
    expect(error.usage).toBe(true);
    expect(error.advice).not.toBe('');
  });

  it('a state of another method, or with all epochs made, cannot be resumed', () => {
    const { state } = minimize(halving, gd(0.25, { epochs: 3 }));
    expect(thrown(() => minimize(halving, gd(0.25, { resume: state, method: adam }))).code).toBe('resume-method');
    expect(thrown(() => minimize(halving, gd(0.25, { resume: state, epochs: 3 }))).code).toBe('epochs-used');
  });

  it('an objective that throws is not caught, at once or later', async () => {
    const broken = (): never => {
      throw new Error('out of memory');
    };
    expect(() => minimize(broken, gd(0.1))).toThrow('out of memory');
    await expect(minimizeAsync(async () => broken(), gd(0.1))).rejects.toThrow('out of memory');
  });
});
