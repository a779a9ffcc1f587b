import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import type { Answer, Evaluate } from '../../src/base/evaluation.js';
import { freeze } from '../../src/optimize/freeze.js';
import type { Advance, From, StepSize } from '../../src/optimize/method.js';
import { gradientDescent } from '../../src/optimize/methods/gradient-descent.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { momentum } from '../../src/optimize/methods/momentum.js';
import { minimize } from '../../src/optimize/minimize.js';
import { SCHEDULES } from '../../src/optimize/schedules.js';
import { armijo, constant, parseSchedule } from '../../src/optimize/step-size.js';
import { PROBLEMS } from './problems.js';
import { thrown } from './thrown.js';

const flat: Answer = { loss: 1, mae: 1, gradient: Float64Array.of(1) };

/** The rate of a step at an epoch. */
function rateAt(stepSize: StepSize, epoch: number): number {
  const from: From = {
    point: Float64Array.of(0),
    answer: flat,
    direction: Float64Array.of(-1),
    updates: 5 * epoch,
    epoch,
    rate: Number.NaN,
    bounds: null,
    wants: 'gradient',
  };
  const step = stepSize.advance(from).next();
  expect(step.done).toBe(true);
  const { rate, point } = step.value as Advance;
  expect(point[0]).toBe(-rate);
  return rate;
}

describe('schedules count epochs, and the rate at epoch k is', () => {
  it.each<[string, number, number]>([
    ['constant', 0, 0.1],
    ['constant', 99, 0.1],
    ['step(0.5, 10)', 9, 0.1],
    ['step(0.5, 10)', 10, 0.05],
    ['step(0.5, 10)', 35, 0.0125],
    ['step', 100, 0.05],
    ['exponential(0.5)', 3, 0.0125],
    ['exponential', 100, 0.1 * 0.99 ** 100],
    ['inverse(0.5)', 6, 0.025],
    ['cosine', 0, 0.1],
    ['cosine', 50, 0.05],
    ['cosine(0.5)', 50, 0.075],
    ['cosine', 25, 0.05 * (1 + Math.SQRT1_2)],
    ['warmup(4)', 0, 0.025],
    ['warmup(4)', 3, 0.1],
    ['warmup(4)', 50, 0.1],
    ['warmup(4), inverse(0.5)', 2, 0.0375],
    [' warmup( 4 ) ,  constant ', 1, 0.05],
  ])('%s, k = %d: %d within 1e-15', (text, epoch, rate) => {
    expect(Math.abs(rateAt(parseSchedule(text, 0.1, 100), epoch) - rate)).toBeLessThan(1e-15);
  });

  it.each(SCHEDULES.map((schedule) => [schedule.name, schedule] as const))(
    '%s keeps every factor in (0, 1], 1 but for a warm-up at the start',
    (_, schedule) => {
      const values = schedule.arguments.map((argument) => argument.default ?? 5);
      for (const epoch of [0, 1, 10, 99]) {
        const factor = schedule.factor(epoch, 100, values);
        expect(factor).toBeGreaterThan(0);
        expect(factor).toBeLessThanOrEqual(1);
      }
      expect(katex.renderToString(schedule.formula, { throwOnError: true, strict: 'error' })).toContain('katex');
      expect(schedule.title.ko).toMatch(/[가-힣]/);
      expect(schedule.reference).toMatch(/\d{4}/);
    },
  );

  it.each<[string, string, string]>([
    ['cosin', 'schedule-unknown', 'cosin'],
    ['step(0.5; 10)', 'schedule-out-of-range', 'step(0.5; 10)'],
    ['step(2)', 'schedule-out-of-range', 'step(2)'],
    ['step(0)', 'schedule-out-of-range', 'step(0)'],
    ['step(0.5, 1.5)', 'schedule-out-of-range', 'step(0.5, 1.5)'],
    ['warmup', 'schedule-out-of-range', 'warmup'],
    ['constant(1)', 'schedule-malformed', 'constant(1)'],
    ['constant cosine', 'schedule-malformed', 'constant cosine'],
    ['constant, nothing', 'schedule-unknown', 'nothing'],
    ['', 'schedule-malformed', ''],
  ])('%s is an error that points at its place', (text, code, place) => {
    const error = thrown(() => parseSchedule(text, 0.1, 100));
    expect(error.code).toBe(code);
    expect(error.usage).toBe(true);
    expect(error.span?.text.slice(error.span.start, error.span.end)).toBe(place);
  });

  it('suggests the nearest name', () => {
    expect(thrown(() => parseSchedule('cosin', 0.1, 100)).advice).toContain('did you mean cosine?');
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a learning rate of %d is an error', (rate) => {
    expect(thrown(() => constant(rate)).code).toBe('rate-not-positive');
    expect(thrown(() => parseSchedule('cosine', rate, 10)).code).toBe('rate-not-positive');
  });
});

describe('Armijo backtracking', () => {
  it('never raises the loss, and lowers it by 1e-4 of what the slope promises, on every problem', () => {
    for (const { start, evaluate } of PROBLEMS) {
      let before: { loss: number; gradient: Float64Array; point: Float64Array } | null = null;
      minimize(evaluate, {
        method: gradientDescent,
        start,
        stepSize: armijo(),
        epochs: 40,
        onEpoch: ({ point, loss }) => {
          if (before !== null) {
            const promised = before.gradient.reduce(
              (sum, g, j) => sum + g * ((point[j] as number) - (before?.point[j] as number)),
              0,
            );
            expect(loss - before.loss).toBeLessThanOrEqual(1e-4 * promised + 1e-14 * before.loss);
          }
          const [answer] = evaluate({ points: [point], want: 'gradient' });
          before = { loss, gradient: answer?.gradient as Float64Array, point };
        },
      });
    }
  });

  it('begins with the rate that it is given, and goes on with twice the last one', () => {
    const bowl: Evaluate = ({ points }) =>
      points.map((x) => ({ loss: 0.5 * (x[0] as number) ** 2, mae: 1, gradient: Float64Array.of(x[0] as number) }));
    const rates: number[] = [];
    minimize(bowl, {
      method: gradientDescent,
      start: Float64Array.of(1),
      stepSize: armijo(0.125),
      epochs: 4,
      onEpoch: ({ rate }) => rates.push(rate),
    });
    expect(rates.slice(0, 5)).toEqual([Number.NaN, 0.125, 0.25, 0.5, 1]);
  });

  it('backs out of a region where the loss is not a number by tenths', () => {
    const walled: Evaluate = ({ points }) =>
      points.map((x) => {
        const at = x[0] as number;
        return {
          loss: at > 1.5 ? Number.NaN : (at - 1) ** 2,
          mae: 1,
          gradient: Float64Array.of(at > 1.5 ? Number.NaN : 2 * (at - 1)),
        };
      });
    const rates: number[] = [];
    minimize(walled, {
      method: gradientDescent,
      start: Float64Array.of(0),
      stepSize: armijo(40),
      epochs: 1,
      onEpoch: ({ rate }) => rates.push(rate),
    });
    expect(rates[1]).toBeCloseTo(0.4, 12);
  });

  it('goes along the gradient where a velocity points uphill', () => {
    const { evaluate, start } = PROBLEMS.find(({ name }) => name === 'rosenbrock') as (typeof PROBLEMS)[number];
    const losses: number[] = [];
    minimize(evaluate, { method: momentum, start, stepSize: armijo(), epochs: 100, onEpoch: ({ loss }) => losses.push(loss) });
    expect(losses.slice(1).every((loss, k) => loss <= (losses[k] as number))).toBe(true);
    expect(losses.at(-1)).toBeLessThan(2);
  });

  it('reaches the minimum of any convex quadratic in two parameters with κ ≤ 100 within 1e-6, in units of any size', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.integer({ min: -30, max: 30 }),
        (condition, from, power) => {
          const unit = 2 ** power;
          const evaluate: Evaluate = ({ points }) =>
            points.map((x) => {
              const [a, b] = [(x[0] as number) / unit - 1, (x[1] as number) / unit + 2];
              return {
                loss: a * a + condition * b * b,
                mae: 1,
                gradient: Float64Array.of((2 * a) / unit, (2 * condition * b) / unit),
              };
            });
          const { point, outcome } = minimize(evaluate, {
            method: gradientDescent,
            start: Float64Array.of(from * unit, 0),
            epochs: 3000,
          });
          expect(outcome).toBe('converged');
          expect(Math.abs((point[0] as number) / unit - 1)).toBeLessThan(1e-5);
          expect(Math.abs((point[1] as number) / unit + 2)).toBeLessThan(1e-6);
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });

  it('that has nothing to ask leads every method to the same bits by a generator and at once', () => {
    const { evaluate, start } = PROBLEMS[0] as (typeof PROBLEMS)[number];
    for (const method of METHODS.filter(({ steps }) => steps === 'rate'))
      for (const stepSize of [constant(0.01), parseSchedule('warmup(5), exponential(0.99)', 0.02, 80)]) {
        const { stepAtOnce, ...asking } = method;
        expect(stepAtOnce).toBeDefined();
        for (const bounds of [null, { lower: start.map((value) => value - 0.01), upper: start.map((value) => value + 9) }]) {
          const run = { start, stepSize, epochs: 80, ...(bounds === null ? {} : { bounds }) };
          expect(freeze(minimize(evaluate, { ...run, method }).state)).toBe(
            freeze(minimize(evaluate, { ...run, method: asking }).state),
          );
        }
      }
  });
});
