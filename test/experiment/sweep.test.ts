import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/base/random/stream.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { chooseLoss } from '../../src/experiment/choose-method.js';
import { fit, runFit, settled } from '../../src/experiment/fit.js';
import { atOnce } from '../../src/experiment/in-steps.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { prepare } from '../../src/experiment/prepare.js';
import { measured, type SweepProblem } from '../../src/experiment/sweep/measured.js';
import { sweptMethods } from '../../src/experiment/sweep/methods.js';
import { defaultRates, ratesOf } from '../../src/experiment/sweep/rates.js';
import type { SweptRun } from '../../src/experiment/sweep/result.js';
import { type SweepOptions, sweep, sweepAsync } from '../../src/experiment/sweep/sweep.js';
import { bestRate, median } from '../../src/experiment/sweep/table.js';
import { sweepVerdict } from '../../src/experiment/sweep/verdict.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { minimize } from '../../src/optimize/minimize.js';
import { stabilityLimit } from '../../src/optimize/stability.js';
import { constant } from '../../src/optimize/step-size.js';
import { thrown } from '../optimize/thrown.js';

interface Case {
  readonly name: string;
  readonly formula: string;
  readonly x: number[];
  readonly y: number[];
  readonly starts: number[][];
  readonly rates: number[];
  readonly methods: string[];
  readonly epochs: number;
  readonly stop?: string;
  readonly minimum: number[];
  readonly least: number;
  readonly largest: number;
  readonly smallest: number;
  readonly runs: { method: string; rate: number; start: number[]; outcome: string; epochs: number; loss: number }[];
}

/** By scripts/vectors/sweep.py: plain NumPy loops, scipy's minima, NumPy's eigenvalues of the exact Hessian. */
const CASES = JSON.parse(readFileSync(new URL('../data/sweep.json', import.meta.url), 'utf8')) as Case[];
const PARAMETERS: Readonly<Record<string, readonly string[]>> = { sine: ['W', 'b'], stop: ['W', 'b'], wave: ['A', 'w'] };
const named = ({ name }: Case, point: readonly number[]): Record<string, number> =>
  Object.fromEntries(PARAMETERS[name]!.map((parameter, j) => [parameter, point[j]!]));
const swept = (one: Case, more: SweepOptions = {}) =>
  sweep(
    one.formula,
    { x: one.x, y: one.y },
    {
      methods: one.methods,
      rates: one.rates,
      starts: one.starts.map((start) => named(one, start)),
      epochs: one.epochs,
      ...(one.stop === undefined ? {} : { stop: one.stop }),
      ...more,
    },
  );
const miss = (got: number | null | undefined, expected: number): number => Math.abs((got ?? Number.NaN) / expected - 1);
const [SINE, STOP, WAVE] = CASES as [Case, Case, Case];

describe('a sweep is what plain NumPy loops are', () => {
  for (const one of CASES) {
    const found = swept(one);
    const runs = found.methods.flatMap((method) => method.runs.map((run) => ({ ...run, method: method.name })));

    it(`${one.name}: outcomes and epochs of all ${one.runs.length} runs are the same, losses agree within 1e-9`, () => {
      expect(runs.length).toBe(one.runs.length);
      one.runs.forEach((expected, i) => {
        const { method, rate, outcome, epochs, loss } = runs[i]!;
        const title = `${method} at ${rate}, start ${i % one.starts.length}`;
        expect({ method, rate, outcome }, title).toEqual({
          method: expected.method,
          rate: expected.rate,
          outcome: expected.outcome,
        });
        // The loop does not stop where another minimum is.
        if (outcome === 'elsewhere') expect(epochs, title).toBeLessThanOrEqual(one.epochs);
        else expect(epochs, title).toBe(expected.epochs);
        expect(miss(loss, expected.loss), title).toBeLessThan(1e-9);
      });
    });

    it(`${one.name}: minimum, curvatures, stability limit and best rate in theory agree with scipy and eigvalsh within 1e-8`, () => {
      expect(found.minimum.outcome).toBe('converged');
      expect(miss(found.minimum.loss, one.least)).toBeLessThan(1e-12);
      for (const [name, value] of Object.entries(named(one, one.minimum)))
        expect(miss(Math.abs(found.minimum.values[name]!), Math.abs(value))).toBeLessThan(1e-6);
      expect(miss(found.minimum.curvature?.largest, one.largest)).toBeLessThan(1e-8);
      expect(miss(found.minimum.curvature?.least, one.smallest)).toBeLessThan(1e-8);
      const gd = found.methods[0]!;
      expect(miss(gd.stabilityLimit, 2 / one.largest)).toBeLessThan(1e-8);
      expect(miss(gd.bestInTheory, 2 / (one.largest + one.smallest))).toBeLessThan(1e-8);
    });
  }

  it('the limit of momentum 0.9 is 2(1 + 0.9)/λmax, and no best rate is claimed for it', () => {
    const momentum = swept(SINE).methods[1]!;
    expect(momentum.name).toBe('momentum');
    expect(miss(momentum.stabilityLimit, 3.8 / SINE.largest)).toBeLessThan(1e-8);
    expect(momentum.bestInTheory).toBeNull();
  });
});

describe('limits of stability', () => {
  for (const method of METHODS.filter(({ mode }) => mode !== undefined))
    for (const momentum of [0, 0.5, 0.9]) {
      if (momentum !== 0 && method.settings.momentum === undefined) continue;
      const settings: Record<string, number> = method.settings.momentum === undefined ? {} : { momentum };
      const limit = stabilityLimit(method, settings) as number;
      const end = (share: number): number =>
        minimize(({ points }) => points.map(([x]) => ({ loss: x! * x!, mae: Math.abs(x!), gradient: Float64Array.of(2 * x!) })), {
          method,
          settings,
          start: Float64Array.of(1),
          stepSize: constant((share * limit) / 2),
          epochs: 3000,
          stop: 'loss < 1e-12',
        }).answer.loss;
      it(`${method.name} ${JSON.stringify(settings)} comes down a parabola at 0.99 of its limit and leaves it at 1.01 of it`, () => {
        expect(end(0.99)).toBeLessThan(1e-12);
        expect(end(1.01)).toBeGreaterThan(100);
      });
    }
});

describe('a run of a sweep is the run of a fit', () => {
  const same = (run: SweptRun, start: Record<string, number>, one: Case, method: string): void => {
    const trace = runFit(one.formula, tableFromArrays({ x: one.x, y: one.y }), {
      method,
      learningRate: run.rate,
      start,
      epochs: Math.max(1, run.epochs),
      ...(one.stop === undefined ? { stop: 'loss < -1' } : { stop: one.stop }),
    }).trace;
    expect(trace.loss[run.epochs]).toBe(run.loss);
  };

  it('to the last bit of the loss at every end, over rows: gd and momentum, a line and a wave, with and without a stop', () => {
    for (const one of [SINE, STOP, WAVE])
      for (const { name, runs } of swept(one).methods)
        for (const run of runs.filter((_, i) => i % 5 === 0)) same(run, named(one, one.starts[run.start]!), one, name);
  });

  it('its first start is the one that a fit with the same seed draws', () => {
    const data = { x: SINE.x, y: SINE.y };
    const one = sweep(SINE.formula, data, { starts: 3, rates: [0.5], seed: 11, start: { W: 'uniform(2, 3)' } });
    const { parameters } = fit(SINE.formula, data, { method: 'gd', learningRate: 0.5, seed: 11, start: { W: 'uniform(2, 3)' } });
    expect(one.starts[0]?.values).toEqual({ W: parameters.W!.start, b: parameters.b!.start });
    expect(one.starts.length).toBe(3);
  });

  it('from 2,000 rows on epochs come from moments: as many epochs, losses within 1e-10, and no more than ten passes', () => {
    const n = 3000;
    const x = Array.from({ length: n }, (_, i) => (10 * ((i * 7919) % n)) / n);
    const y = x.map((value, i) => 10 * Math.sin(value) + 1.5 + ((i * 31) % 17) / 17);
    const many = sweep('y ~ W*sin(x) + b', { x, y }, { rates: [0.1, 1, 1.5], starts: 3 });
    expect(many.passes).toBeLessThanOrEqual(10);
    for (const run of many.methods[0]!.runs) {
      const start = many.starts[run.start]!.values;
      const options = { method: 'gd', learningRate: run.rate, start, epochs: run.epochs, stop: 'loss < -1' };
      const alone = fit('y ~ W*sin(x) + b', { x, y }, options);
      expect(miss(run.loss, alone.quality.loss!)).toBeLessThan(1e-10);
    }
  });
});

describe('the minimum that runs are measured against', () => {
  /** Both along the same rows: gradient descent as the runs go, and a search that hardly leaves its start. */
  const problem = (runs: FitOptions, search: FitOptions): SweepProblem => {
    const chosen = chooseLoss({});
    const stream = randomStream('pcg64', 0);
    const prepared = prepare(SINE.formula, tableFromArrays({ x: SINE.x, y: SINE.y }), {}, chosen.loss, stream);
    const one = (options: FitOptions) => settled(SINE.formula, options, prepared, { ...chosen, stream, moments: false });
    const methods = sweptMethods({}, { epochs: 200 });
    return { followed: one(runs), reference: one(search), starts: [Float64Array.of(0, 0)], methods, rates: [1] };
  };

  it('is found anew where a run goes below it, as long as that helps, and four times at most', () => {
    const slow = { method: 'gd', learningRate: 1e-9, epochs: 1, start: { W: 3, b: 0 } };
    const found = atOnce(measured(problem({ method: 'gd', learningRate: 1, epochs: 200 }, slow)));
    const start = fit(SINE.formula, { x: SINE.x, y: SINE.y }, { ...slow, stop: 'loss < 0' }).quality.loss!;
    expect(found.measure.least).toBeLessThan(start);
    expect(found.measure.least).toBeGreaterThan(SINE.least);
    expect(found.methods[0]?.runs[0]?.outcome).toBe('arrived');
  });

  it('is the first one where no run goes below it', () => {
    const found = atOnce(measured(problem({ method: 'gd', learningRate: 1, epochs: 200 }, {})));
    expect(miss(found.measure.least, SINE.least)).toBeLessThan(1e-12);
    // The start, the minimum, and what the one run asks for.
    expect(found.evaluations).toBeLessThan(40);
  });

  it('is not that of the best constant where the response is one: of one row, and of equal values, runs arrive', () => {
    for (const [x, y] of [
      [[2], [4]],
      [
        [1, 2, 3],
        [5, 5, 5],
      ],
      [
        [0, 1, 2],
        [0, 0, 0],
      ],
    ] as const) {
      const found = sweep('y ~ a*x', { x, y }, { starts: 5 });
      expect(found.criterion.scale).toBeGreaterThan(0);
      expect(found.best?.arrived).toBe(5);
      expect(found.methods.flatMap(({ runs }) => runs).filter(({ outcome }) => outcome === 'elsewhere')).toEqual([]);
    }
  });
});

describe('what a sweep says', () => {
  it('the best rate has most arrivals, then fewest epochs, then is the lowest; a median of an even number lies in the middle', () => {
    const rate = (value: number, arrived: number, medianEpochs: number | null) => ({
      rate: value,
      runs: 4,
      arrived,
      elsewhere: 0,
      outOfEpochs: 4 - arrived,
      diverged: 0,
      others: 0,
      medianEpochs,
      medianLeft: null,
    });
    expect(bestRate('gd', [rate(1, 4, 9), rate(2, 3, 1), rate(3, 4, 7), rate(4, 4, 7)])?.rate).toBe(3);
    expect(bestRate('gd', [rate(1, 0, null)])).toBeNull();
    expect(median([5, 1, 2, 9])).toBe(3.5);
    expect(median([])).toBeNull();
  });

  it('the best rate of the sine is 1.3, the one next to 2/(λmax + λmin), and the verdict says so in both languages', () => {
    const found = swept(SINE, { methods: ['gd'] });
    expect(found.best).toMatchObject({ method: 'gd', rate: 1.3, arrived: 6, runs: 6, medianEpochs: 8 });
    expect(found.verdict[0]).toBe('Fastest: learning rate 1.3: all 6 starts arrive, in 8 epochs (median).');
    expect(found.verdict[1]).toContain('Above 2/λmax = 1.946 no run stays near the minimum');
    expect(swept(SINE, { methods: ['gd'], lang: 'ko' }).verdict[0]).toContain('가장 빠름: 학습률 1.3');
  });

  it('runs in another minimum are told apart from those in the lowest, with both losses', () => {
    const found = swept(WAVE);
    expect(found.methods[0]!.rates.some(({ elsewhere }) => elsewhere > 0)).toBe(true);
    expect(found.verdict.join(' ')).toContain('converged at a higher minimum');
  });

  it('where nothing arrives it says what came of the runs and what to try', () => {
    const data = { x: SINE.x, y: SINE.y };
    expect(sweep(SINE.formula, data, { rates: [0.001], epochs: 5 }).verdict[0]).toContain('20 ran out of epochs');
    const high = sweep(SINE.formula, data, { rates: [5, 7] });
    expect(high.best).toBeNull();
    expect(high.verdict[0]).toContain('40 diverged');
    expect(high.verdict[0]).toContain('Try rates below 5');
  });

  it('of a response that does not vary, or a single row, runs arrive as others do: by their starts', () => {
    const one = sweep('y ~ a*x + b', { x: [1], y: [3] }, { rates: [0.1, 0.4], starts: 4 });
    expect(one.best).toMatchObject({ rate: 0.4, arrived: 4 });
    const flat = sweep('y ~ a*x + b', { x: [0, 1, 2], y: [5, 5, 5] }, { rates: [0.6], starts: 4 });
    expect(flat.best?.arrived).toBe(4);
    expect(flat.starts[0]?.within).toBeGreaterThan(1e-7);
  });

  it('advice fits: no lower rates where only the high ones diverge, and no epochs along a gradient that is wrong', () => {
    const huge = { x: SINE.x.map((x) => (x + 1) * 1e12), y: SINE.y.map((y) => y * 1e-12) };
    const found = sweep('y ~ a*x + b', huge, { starts: 3 }).verdict.join(' ');
    expect(found).not.toContain('Try rates below');
    expect(found).not.toContain('higher minimum');
    expect(found).toContain('there is no other minimum');
    const gradient = { W: '1', b: '1' };
    const [wrong = ''] = sweep(SINE.formula, { x: SINE.x, y: SINE.y }, { gradient, rates: [0.1], starts: 1 }).verdict;
    expect(wrong).toBe('The only run did not arrive: 1 ran out of epochs. A fit with this gradient says whether it is right.');
  });

  it('how the search for the minimum ended is told in the language of the result', () => {
    const made = swept(SINE, { methods: ['gd'] });
    const [told] = sweepVerdict(
      { ...made, minimum: { ...made.minimum, outcome: 'stalled' } },
      { written: false, convex: true },
    ).slice(-1);
    expect(told?.en).toContain('not certain (stalled)');
    expect(told?.ko).toContain('확실하지 않습니다(더 내려가지 못함)');
  });

  it('of runs that arrive above the stability limit it says how that can be', () => {
    const { verdict } = sweep(SINE.formula, { x: SINE.x, y: SINE.y }, { rates: [1, 3], starts: 2, stop: 'loss < 1e9' });
    expect(verdict.join(' ')).toContain('those that arrived all the same were ended as they came by');
  });

  it('rates around the limit are tried where none is given: 8 to a factor of ten, from a hundredth of it to three times of it', () => {
    const [{ rates, stabilityLimit }] = sweep(SINE.formula, { x: SINE.x, y: SINE.y }, { starts: 2 }).methods as [never];
    const values = (rates as { rate: number }[]).map(({ rate }) => rate);
    expect(values[0]! / (stabilityLimit as number)).toBeGreaterThan(0.0099);
    expect(values.at(-1)! / (stabilityLimit as number)).toBeLessThan(3.1);
    expect(values.slice(0, 9)).toEqual([0.024, 0.032, 0.042, 0.056, 0.075, 0.1, 0.13, 0.18, 0.24]);
    expect(defaultRates(null)[0]).toBe(1e-3);
  });

  it('bounds hold for runs, drawn starts lie within them, and a bound that holds a parameter leaves it out of the limit', () => {
    const found = sweep(SINE.formula, { x: SINE.x, y: SINE.y }, { bounds: '0 < W < 5', starts: 4 });
    expect(found.minimum.values.W).toBe(5);
    for (const { values } of found.starts) expect(values.W).toBeGreaterThanOrEqual(0);
    // Of b alone the curvature is 1, and so is the best rate.
    expect(found.methods[0]?.stabilityLimit).toBeCloseTo(2, 12);
    expect(found.methods[0]?.bestInTheory).toBeCloseTo(1, 12);
    expect(found.best?.arrived).toBe(4);
  });

  it('runs along a hand-written gradient that is wrong are measured against the true minimum', () => {
    const found = sweep(
      SINE.formula,
      { x: SINE.x, y: SINE.y },
      { gradient: { W: 'mean(residual*x)', b: 'mean(residual)' }, rates: [0.7], starts: 4 },
    );
    expect(miss(found.minimum.loss, SINE.least)).toBeLessThan(1e-12);
    expect(found.verdict.at(-1)).toContain('hand-written gradient');
  });

  it('robust losses, likelihoods and weights are swept: something arrives', () => {
    const data = { x: SINE.x, y: SINE.y, w: SINE.x.map((x) => 1 + x), c: SINE.x.map((x) => Math.round(x)) };
    expect(sweep(SINE.formula, data, { loss: 'huber', starts: 3 }).best?.arrived).toBe(3);
    expect(sweep(SINE.formula, data, { weights: 'w', starts: 3 }).best?.arrived).toBe(3);
    expect(sweep('c ~ a + b*x', data, { loss: 'poisson', starts: 3, epochs: 3000 }).best?.arrived).toBeGreaterThan(0);
    expect(sweep(SINE.formula, data, { methods: ['adam'], starts: 2 }).best).not.toBeNull();
  });
});

describe('a sweep that is wrongly asked for', () => {
  const data = { x: [0, 1, 2, 3], y: [1, 3, 5, 7] };
  const refuse = (options: unknown) => thrown(() => sweep('y ~ a*x + b', data, options as SweepOptions));

  it('rates that are no rates are refused with what was got', () => {
    for (const [rates, got] of [
      ['0', '"0"'],
      ['-1', '"-1"'],
      ['quick', '"quick"'],
      ['1e400', '"1e400"'],
      ['0.1,,2', 'nothing'],
      ['', 'nothing'],
      [[], 'no learning rate'],
      [[0.1, Number.NaN], 'NaN'],
      ['0..1', '"0"'],
      ['1..0.1', 'not below'],
      ['1..2:1', '"1"'],
      ['1..2:x', '"x"'],
      ['0.1..', 'no range'],
    ] as const) {
      const error = refuse({ rates });
      expect(error.code, String(rates)).toBe('rates-invalid');
      expect(error.message, String(rates)).toContain(got);
      expect(error.usage).toBe(true);
    }
  });

  it('starts, methods, settings and sizes that do not exist are refused', () => {
    expect(refuse({ starts: 0 }).code).toBe('starts-out-of-range');
    expect(refuse({ starts: [] }).code).toBe('starts-out-of-range');
    expect(refuse({ methods: ['lm'] })).toMatchObject({ code: 'method-without-rate' });
    expect(refuse({ methods: ['auto'] })).toMatchObject({ code: 'method-without-rate' });
    expect(refuse({ methods: ['adm'] }).code).toBe('method-unknown');
    expect(refuse({ methods: ['gd', 'gd'] }).code).toBe('methods-invalid');
    expect(refuse({ settings: { momentum: 0.5 } }).code).toBe('setting-unknown');
    expect(refuse({ starts: 10_000, rates: '0.001..1:20' }).code).toBe('sweep-too-large');
    expect(refuse({ starts: 10_000 }).code).toBe('sweep-too-large');
    expect(refuse({ method: 'gd' }).code).toBe('option-unknown');
    expect(refuse({ starts: 'many' }).code).toBe('wrong-type');
    expect(refuse({ start: { c: 1 } }).code).toBe('unknown-parameter');
    expect(refuse({ starts: [{ a: 1 }, { c: 1 }] }).code).toBe('unknown-parameter');
    expect(refuse({ bounds: 'a < 0', starts: [{ a: 1 }] }).code).toBe('start-out-of-bounds');
  });

  it('ranges are evenly spaced on a logarithmic scale, ends as they are written', () => {
    expect(ratesOf('0.1..10:3')).toEqual([0.1, 1, 10]);
    expect(ratesOf('0.01..0.1')).toEqual([0.01, 0.0133, 0.0178, 0.0237, 0.0316, 0.0422, 0.0562, 0.075, 0.1]);
    expect(ratesOf(' 0.7, 0.01,0.7 ')).toEqual([0.01, 0.7]);
    expect(ratesOf('.5...2:2')).toEqual([0.5, 2]);
  });

  it('the same question gives the same bytes, at once and giving way, and equal starts are one', async () => {
    const options: SweepOptions = { starts: [{ a: 0, b: 0 }, { a: 0, b: 0 }, { a: 1 }], seed: 4 };
    const first = sweep('y ~ a*x + b', data, options);
    expect(first.starts.length).toBe(2);
    expect(JSON.stringify(sweep('y ~ a*x + b', data, options))).toBe(JSON.stringify(first));
    const later = await sweepAsync('y ~ a*x + b', tableFromArrays(data), options);
    expect(JSON.stringify(later)).toBe(JSON.stringify(first));
  });

  it('cancelled it ends with what it has', () => {
    let asked = 0;
    const found = sweep('y ~ a*x + b', data, { rates: [0.001], starts: 3, cancelled: () => asked++ > 400 });
    expect(found.methods[0]!.runs.every(({ outcome }) => outcome === 'cancelled')).toBe(true);
    expect(found.methods[0]!.runs[0]!.epochs).toBeGreaterThan(0);
  });
});
