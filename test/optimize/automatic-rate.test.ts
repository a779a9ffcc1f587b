import { describe, expect, it } from 'vitest';
import type { Evaluate } from '../../src/base/evaluation.js';
import { adgd } from '../../src/optimize/adgd.js';
import { autoConstant } from '../../src/optimize/auto-constant.js';
import { freeze, thaw } from '../../src/optimize/freeze.js';
import { gradientDescent } from '../../src/optimize/methods/gradient-descent.js';
import { minimize, type RunState } from '../../src/optimize/minimize.js';
import { ritzValues } from '../../src/optimize/ritz.js';
import reference from '../data/automatic-rate.json' with { type: 'json' };
import { HELD_OUT } from './descent/held-out.js';
import { compare, evaluationsUntil, startsOf, WAYS } from './descent/measure.js';
import { smooth } from './descent/objective.js';
import { post } from './descent/post.js';
import { DESCENTS, type Descent } from './descent/problems.js';
import { problem } from './problems.js';

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number;
const method = gradientDescent;
const saddle = smooth((p, g) => {
  const [a, b] = [p[0] as number, p[1] as number];
  g[0] = a ** 3 - a;
  g[1] = b;
  return a ** 4 / 4 - a ** 2 / 2 + b ** 2 / 2 + 1;
});

/** Parameters in units of their own: xⱼ becomes uⱼxⱼ. */
function inUnits({ evaluate, ...rest }: Descent, units: readonly number[]): Descent {
  const unit = (j: number): number => units[j] as number;
  const count = units.length;
  const scaled: Evaluate = (request) =>
    evaluate({ ...request, points: request.points.map((z) => z.map((value, j) => value / unit(j))) }).map((answer) => ({
      ...answer,
      gradient: (answer.gradient as Float64Array).map((g, j) => g / unit(j)),
      ...(answer.gram === undefined
        ? {}
        : { gram: answer.gram.map((g, k) => g / unit(Math.floor(k / count)) / unit(k % count)) }),
    }));
  const times = (x: readonly number[]): number[] => x.map((value, j) => value * unit(j));
  return { ...rest, evaluate: scaled, start: times(rest.start), near: times(rest.near), spread: times(rest.spread as number[]) };
}

describe('the automatic learning rate', () => {
  it.each(reference.runs)(
    'goes the way that NumPy computes on $name: rates and losses within 1e-6',
    ({ name, start, rates, losses }) => {
      const evaluate = name === 'saddle' ? saddle : problem(name).evaluate;
      const seen: { rate: number; loss: number }[] = [];
      minimize(evaluate, {
        method,
        start: Float64Array.from(start),
        epochs: rates.length,
        stop: 'loss < -1',
        onEpoch: (epoch) => seen.push(epoch),
      });
      rates.forEach((rate, k) => {
        expect(Math.abs((seen[k + 1]?.rate as number) / rate - 1)).toBeLessThan(1e-6);
        expect(Math.abs((seen[k + 1]?.loss as number) - (losses[k] as number))).toBeLessThan(
          1e-6 * Math.abs(losses[k] as number),
        );
      });
    },
  );

  it('brings the line of the post to MAE < 0.001 in at most 15 evaluations and the sine in 12, 9 in the median, for 1,000 of 1,000 seeds', () => {
    const counts = (kind: 'line' | 'sine'): number[] =>
      Array.from({ length: 1000 }, (_, seed) => evaluationsUntil(post(kind, seed), 'mae < 0.001') ?? Number.POSITIVE_INFINITY);
    expect(Math.max(...counts('line'))).toBeLessThanOrEqual(15);
    const sine = counts('sine');
    expect(Math.max(...sine)).toBeLessThanOrEqual(12);
    expect(median(sine)).toBeLessThanOrEqual(9);
  });

  it.each([
    { set: '20 problems', problems: DESCENTS },
    { set: '8 held-out problems', problems: HELD_OUT },
  ])(
    'on $set it arrives wherever the best of 40 constant rates does within 1,500 evaluations: at most 0.2 of its evaluations in the median and 4 at worst',
    ({ problems }) => {
      const pairs = problems.flatMap((one, p) => compare(one, { starts: 3, seed: 100 + p, share: 1e-6, most: 1500 }, ['auto']));
      const ratios = pairs
        .filter(({ best }) => best !== null)
        .map(({ auto, best }) => (auto ?? Number.POSITIVE_INFINITY) / (best as number));
      expect(Math.max(...ratios)).toBeLessThanOrEqual(4);
      expect(median(ratios)).toBeLessThanOrEqual(0.2);
    },
  );

  it('takes no more than 100 evaluations in units that differ by 10⁴ and 10⁶', () => {
    const wanted = new Map([
      ['Gaussian', [1, 1e4, 1e4]],
      ['damped sine', [1e6, 1, 1]],
      ['growth', [1e6, 1, 1]],
      ['two decays', [1, 1e-4, 1, 1e-4]],
    ]);
    for (const [name, units] of wanted) {
      const one = inUnits([...DESCENTS, ...HELD_OUT].find((row) => row.name === name) as Descent, units);
      for (const { auto } of compare(one, { starts: 5, seed: 7, share: 1e-6, most: 101 }, ['auto'])) expect(auto).not.toBeNull();
    }
  });

  it('is at the minimum of a parabola in two parameters after four steps, and of one in three with κ = 10⁴ within 40', () => {
    const { evaluate, start } = problem('sine');
    const losses: number[] = [];
    minimize(evaluate, { method, start, epochs: 5, stop: 'loss < -1', onEpoch: ({ loss }) => losses.push(loss) });
    expect(losses[4]).toBeLessThan(1e-24 * (losses[0] as number));
    const long = problem('quadratic 10000');
    expect(minimize(long.evaluate, { method, start: long.start, epochs: 40, stop: 'loss < 1e-16' }).outcome).toBe(
      'stopped-by-rule',
    );
  });

  it('resumes after any epoch to the same bits', () => {
    const far = inUnits(DESCENTS.find(({ name }) => name === 'damped sine') as Descent, [1e6, 1, 1]);
    const cases = [
      problem('rosenbrock'),
      { evaluate: saddle, start: Float64Array.of(0.1, 1) },
      { ...far, start: Float64Array.from(far.start) },
    ];
    for (const { evaluate, start } of cases) {
      const whole = minimize(evaluate, { method, start, epochs: 14 });
      for (let pause = 1; pause < 14; pause++) {
        const { state } = minimize(evaluate, { method, start, epochs: pause });
        expect(minimize(evaluate, { method, resume: thaw(freeze(state)) as RunState, epochs: 14 })).toEqual(whole);
      }
    }
  });

  it('does not jump onto a plateau that is lower than one of the last losses: growth from 20 starts', () => {
    const growth = HELD_OUT.find(({ name }) => name === 'growth') as Descent;
    for (const start of startsOf(growth, 20, 105))
      expect(minimize(growth.evaluate, { method, start, epochs: 500 }).answer.loss).toBeLessThan(1);
  });

  it('never raises the loss above the largest of the ten before', () => {
    for (const { evaluate, start } of [problem('rosenbrock'), problem('quadratic 10000'), problem('beale')]) {
      const losses: number[] = [];
      minimize(evaluate, { method, start, epochs: 200, onEpoch: ({ loss }) => losses.push(loss) });
      losses.forEach((loss, k) => {
        if (k > 0) expect(loss).toBeLessThanOrEqual(Math.max(...losses.slice(Math.max(0, k - 10), k)) * (1 + 1e-14) + 1e-300);
      });
    }
  });

  it('leaves a saddle, backs out of where the loss is not a number, and finds a minimum on the edge of its bounds', () => {
    const left = minimize(saddle, { method, start: Float64Array.of(1e-6, 1), epochs: 60 });
    expect(left.outcome).toBe('converged');
    expect(Math.abs((left.point[0] as number) - 1)).toBeLessThan(1e-7);
    const log = problem('not a number');
    expect(Math.abs((minimize(log.evaluate, { method, start: log.start, epochs: 60 }).point[0] as number) - 2)).toBeLessThan(
      1e-7,
    );
    const bounds = { lower: Float64Array.of(-1, -1), upper: Float64Array.of(0.5, 2) };
    const edge = minimize(problem('rosenbrock').evaluate, { method, start: Float64Array.of(-0.5, 1), epochs: 500, bounds });
    expect(edge.outcome).toBe('converged');
    expect(edge.point[0]).toBe(0.5);
    expect(Math.abs((edge.point[1] as number) - 0.25)).toBeLessThan(1e-7);
  });

  it('gains nothing, and loses no more than rounding, where the gradient points up, and ends at once where it is zero', () => {
    const wrong = smooth((p, g) => {
      g[0] = -2 * (p[0] as number);
      return (p[0] as number) ** 2;
    });
    const run = { method, start: Float64Array.of(1), epochs: 50 };
    expect(Math.abs(minimize(wrong, run).answer.loss - 1)).toBeLessThan(1e-12);
    const zero = smooth(() => 1);
    expect(minimize(zero, { ...run, stop: 'loss < 0.5' }).stop.detail.en).toContain('the gradient is zero');
  });
});

describe('every rate that is found by itself', () => {
  it.each(Object.entries(WAYS))(
    '%s brings the sine of the post to MAE < 0.001 in at most 40 evaluations, 20 seeds',
    (_, stepSize) => {
      for (let seed = 0; seed < 20; seed++) {
        const run = { method, ...post('sine', seed), stepSize: stepSize(), epochs: 40, stop: 'mae < 0.001' };
        const { outcome, evaluations } = minimize(run.evaluate, run);
        expect(outcome).toBe('stopped-by-rule');
        expect(evaluations).toBeLessThanOrEqual(40);
      }
    },
  );
});

describe('one automatic rate for the whole run', () => {
  const run = { method, stepSize: autoConstant() };
  const hessian: Evaluate = ({ points }) =>
    points.map((p) => ({
      loss: 2 * (p[0] as number) ** 2 + 0.5 * (p[1] as number) ** 2,
      mae: 1,
      gradient: Float64Array.of(4 * (p[0] as number), p[1] as number),
      hessian: Float64Array.of(4, 0, 0, 1),
    }));

  it('is 0.99 · 2/(4 + 1) for a parabola with the curvatures 4 and 1, within 1e-15, in every step, and converges', () => {
    const rates: number[] = [];
    const start = Float64Array.of(1, 1);
    const { outcome } = minimize(hessian, { ...run, start, epochs: 200, onEpoch: ({ rate }) => rates.push(rate) });
    expect(outcome).toBe('converged');
    expect(Math.abs((rates[1] as number) - 0.396)).toBeLessThan(1e-15);
    expect(new Set(rates.slice(1)).size).toBe(1);
  });

  it('is halved for good where the loss would rise, and a resumed run goes on with it to the same bits', () => {
    const { evaluate, start } = problem('rosenbrock');
    const lifted: Evaluate = (request) =>
      evaluate({ ...request, want: 'gradient' }).map((answer) => ({ ...answer, hessian: Float64Array.of(1e-3, 0, 0, 1e-3) }));
    const [rates, losses]: [number[], number[]] = [[], []];
    const onEpoch = ({ rate, loss }: { rate: number; loss: number }): void => {
      rates.push(rate);
      losses.push(loss);
    };
    const whole = minimize(lifted, { ...run, start, epochs: 40, onEpoch });
    rates.slice(2).forEach((rate, k) => {
      expect(rate).toBeLessThanOrEqual(rates[k + 1] as number);
      expect(losses[k + 2]).toBeLessThanOrEqual(losses[k + 1] as number);
    });
    expect(Math.log2(990 / (rates[1] as number)) % 1).toBeCloseTo(0, 9);
    const { state } = minimize(lifted, { ...run, start, epochs: 7 });
    expect(minimize(lifted, { ...run, resume: thaw(freeze(state)) as RunState, epochs: 40 })).toEqual(whole);
  });
});

describe('the rate of Malitsky and Mishchenko', () => {
  it.each(reference.adgd)(
    'goes the way that NumPy computes on $name: rates and losses within 1e-6',
    ({ name, start, rates, losses }) => {
      const seen: { rate: number; loss: number }[] = [];
      const run = { method, stepSize: adgd(), stop: 'loss < -1', epochs: rates.length };
      minimize(problem(name).evaluate, { ...run, start: Float64Array.from(start), onEpoch: (epoch) => seen.push(epoch) });
      rates.forEach((rate, k) => {
        expect(Math.abs((seen[k + 1]?.rate as number) / rate - 1)).toBeLessThan(1e-6);
        expect(Math.abs((seen[k + 1]?.loss as number) / (losses[k] as number) - 1)).toBeLessThan(1e-6);
      });
    },
  );

  it('fails on none of the 20 problems where a constant rate arrives within 1,500 evaluations, and takes a step back from where the loss is not a number', () => {
    const pairs = DESCENTS.flatMap((one, p) => compare(one, { starts: 1, seed: 100 + p, share: 1e-6, most: 1500 }, ['adgd']));
    for (const { best, adgd: taken } of pairs) if (best !== null) expect(taken).not.toBeNull();
    const log = problem('not a number');
    const end = minimize(log.evaluate, { method, stepSize: adgd(), start: log.start, epochs: 300 });
    expect(Math.abs((end.point[0] as number) - 2)).toBeLessThan(1e-6);
  });

  it('resumes after any epoch to the same bits', () => {
    const { evaluate, start } = problem('decay');
    const run = { method, stepSize: adgd() };
    const whole = minimize(evaluate, { ...run, start, epochs: 12 });
    for (let pause = 1; pause < 12; pause++) {
      const { state } = minimize(evaluate, { ...run, start, epochs: pause });
      expect(minimize(evaluate, { ...run, resume: thaw(freeze(state)) as RunState, epochs: 12 })).toEqual(whole);
    }
  });
});

describe('curvatures in the span of the last steps', () => {
  const H = [
    [5, 1],
    [1, 2],
  ];
  const pair = (s: readonly number[]) => ({
    s: Float64Array.from(s),
    y: Float64Array.from(H, (row) => row.reduce((sum, h, j) => sum + h * (s[j] as number), 0)),
  });

  it('are the eigenvalues where the steps span the whole space, (7 ± √13)/2 within 1e-14, however unequal they are', () => {
    for (const size of [1, 1e-6, 1e6]) {
      const values = ritzValues([pair([size, 0]), pair([1, 2])]) as Float64Array;
      expect(Math.abs((values[0] as number) - (7 + Math.sqrt(13)) / 2)).toBeLessThan(1e-14);
      expect(Math.abs((values[1] as number) - (7 - Math.sqrt(13)) / 2)).toBeLessThan(1e-14);
    }
  });

  it('are one where the second step is in the direction of the first, and none where changes belong to no symmetric positive matrix', () => {
    expect(ritzValues([pair([1, 0]), pair([2, 0])])).toEqual(Float64Array.of(5));
    expect(ritzValues([{ s: Float64Array.of(1, 0), y: Float64Array.of(-1, 0) }])).toBeNull();
    expect(ritzValues([pair([1, 0]), { s: Float64Array.of(0, 1), y: Float64Array.of(4, 2) }])).toBeNull();
    expect(ritzValues([])).toBeNull();
  });
});
