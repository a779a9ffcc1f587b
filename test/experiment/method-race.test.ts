import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../src/data/arrays.js';
import { fit, runFit } from '../../src/experiment/fit.js';
import type { RaceOptions } from '../../src/experiment/race/problem.js';
import { race, runRaceAsync } from '../../src/experiment/race/race.js';
import type { RacedMethod } from '../../src/experiment/race/result.js';
import { METHODS } from '../../src/optimize/methods/index.js';

/** Of scripts/vectors/method-race.py. */
interface Reference {
  readonly name: string;
  readonly formula: string;
  readonly data: Readonly<Record<string, number[]>>;
  readonly start: readonly number[];
  readonly startLoss: number;
  readonly minimum: readonly number[];
  readonly lowest: number;
  /** Evaluations to the target by `gd@0.1`; null for more than 5000. */
  readonly evaluations: Readonly<Record<string, number | null>>;
}
const REFERENCES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../data/method-race.json'), 'utf8'),
) as readonly Reference[];
const NAMES: Readonly<Record<string, readonly string[]>> = { line: ['a', 'b'], decay: ['A', 'k', 'c'], rosenbrock: ['a', 'b'] };
const reference = (name: string): Reference => REFERENCES.find((one) => one.name === name) as Reference;
const startOf = ({ name, start }: Reference): Record<string, number> =>
  Object.fromEntries((NAMES[name] as string[]).map((parameter, j) => [parameter, start[j] as number]));
const byLabel = (methods: readonly RacedMethod[], label: string): RacedMethod =>
  methods.find((method) => method.label === label) as RacedMethod;
const DECAY = reference('decay');
const decay = (options: RaceOptions) => race(DECAY.formula, DECAY.data, { start: startOf(DECAY), ...options });

describe('a race of methods', () => {
  for (const one of REFERENCES)
    it(`${one.name}: the minimum is that of NumPy and scipy within 1e-8, and gd, momentum and adam take as many evaluations as written out in NumPy`, () => {
      const labels = Object.keys(one.evaluations);
      const found = race(one.formula, one.data, { start: startOf(one), methods: [...labels, 'lm', 'lbfgs'], epochs: 5000 });
      expect(found.start.loss / one.startLoss).toBeCloseTo(1, 13);
      expect(Math.abs(found.lowest.loss - one.lowest)).toBeLessThan(1e-14 * one.startLoss);
      Object.values(found.lowest.parameters).forEach((value, j) => {
        expect(Math.abs(value / (one.minimum[j] as number) - 1)).toBeLessThan(1e-8);
      });
      for (const [label, evaluations] of Object.entries(one.evaluations))
        expect(byLabel(found.methods, label).target?.evaluations ?? null, label).toBe(evaluations);
      const spent = found.ranking.map((i) => found.methods[i]?.target?.evaluations ?? Number.POSITIVE_INFINITY);
      expect(spent).toEqual([...spent].sort((a, b) => a - b));
      expect(found.methods.map(({ rank }) => found.ranking[rank - 1])).toEqual(found.methods.map((_, i) => i));
      expect(found.methods[found.ranking[0] as number]?.label).toMatch(/lm|lbfgs/);
    });

  it('Levenberg–Marquardt is at the minimum of a line after two evaluations: the start, and the end of its only step', () => {
    const { formula, data } = reference('line');
    expect(byLabel(race(formula, data, { methods: ['gd', 'lm'] }).methods, 'lm').target).toEqual({ epoch: 1, evaluations: 2 });
  });

  const PROBLEMS: readonly { readonly title: string; readonly options: RaceOptions; readonly except?: readonly string[] }[] = [
    { title: 'a decay', options: {} },
    { title: 'a decay within bounds', options: { bounds: '0 < k < 0.7', start: { A: 1, k: 0.6, c: 0 }, epochs: 200 } },
    { title: 'a decay with a stop', options: { stop: 'mae < 0.1' } },
    { title: 'a decay in minibatches', options: { batch: 7, epochs: 60, seed: 3 } },
    { title: 'a decay in minibatches with raced rates', options: { batch: 7, epochs: 60, learningRate: 'auto' } },
    { title: 'the mean absolute error of a decay', options: { loss: 'mae', epochs: 300 } },
    { title: 'a Huber loss of a decay', options: { loss: 'huber', epochs: 300 } },
    {
      title: 'a gradient that is written by hand',
      options: { gradient: { A: 'mean(residual)', k: 'mean(-residual*x)', c: 'mean(residual)' }, epochs: 50 },
    },
  ];
  for (const { title, options } of PROBLEMS)
    it(`${title}: every method ends where a fit by it alone from the same start does, in the same epoch, to the bit`, () => {
      const found = decay(options);
      expect(found.methods.length).toBeGreaterThan(4);
      for (const { label, parameters, loss, outcome, stop, learningRate } of found.methods) {
        const alone = fit(DECAY.formula, DECAY.data, { start: startOf(DECAY), ...options, method: label });
        expect(parameters, label).toEqual(
          Object.fromEntries(Object.entries(alone.parameters).map(([name, { value }]) => [name, value])),
        );
        expect([loss, outcome, stop.reason, stop.detail, stop.epochs, learningRate], label).toEqual([
          alone.quality.loss,
          alone.outcome,
          alone.stop.reason,
          alone.stop.detail,
          alone.stop.epochs,
          alone.method.learningRate,
        ]);
      }
    });

  it('a learning rate after @ and settings after colons are those of a fit, to the bit', () => {
    const found = decay({
      methods: ['momentum@0.02:momentum=0.5', 'adam@0.05:beta1=0.8:beta2=0.99', 'gd@auto-constant', 'lbfgs:memory=3'],
    });
    const alone = [
      fit(DECAY.formula, DECAY.data, {
        start: startOf(DECAY),
        method: 'momentum',
        learningRate: 0.02,
        settings: { momentum: 0.5 },
      }),
      fit(DECAY.formula, DECAY.data, {
        start: startOf(DECAY),
        method: 'adam',
        learningRate: 0.05,
        settings: { beta1: 0.8, beta2: 0.99 },
      }),
      fit(DECAY.formula, DECAY.data, { start: startOf(DECAY), method: 'gd', learningRate: 'auto-constant' }),
      fit(DECAY.formula, DECAY.data, { start: startOf(DECAY), method: 'lbfgs', settings: { memory: 3 } }),
    ];
    expect(found.methods.map(({ parameters }) => parameters)).toEqual(
      alone.map(({ parameters }) => Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]))),
    );
  });

  it('starts that nobody gave are those that a fit by gradient descent draws', () => {
    const { start } = race(DECAY.formula, DECAY.data, { seed: 11, methods: ['gd'], epochs: 1, start: { k: 0.3 } });
    const alone = fit(DECAY.formula, DECAY.data, { seed: 11, method: 'gd', epochs: 1, start: { k: 0.3 } });
    expect(start.parameters).toEqual(
      Object.fromEntries(Object.entries(alone.parameters).map(([name, one]) => [name, one.start])),
    );
  });

  it('evaluations of a run are those of its fit where that makes no others, trials of line searches included', () => {
    // Cut short, so that nothing is asked after the run.
    const found = decay({ methods: ['gd', 'lbfgs', 'adam@0.05', 'nesterov'], epochs: 12 });
    for (const { label, stop, target } of found.methods) {
      const [method, rate] = label.split('@') as [string, string?];
      const alone = fit(DECAY.formula, DECAY.data, {
        start: startOf(DECAY),
        epochs: 12,
        method,
        ...(rate === undefined ? {} : { learningRate: Number(rate) }),
      });
      expect(stop.evaluations, label).toBe(alone.stop.evaluations);
      expect(target?.evaluations ?? 0, label).toBeLessThanOrEqual(stop.evaluations);
    }
    const search = byLabel(found.methods, 'lbfgs').stop;
    expect(search.evaluations).toBeGreaterThan(search.epochs + 1);
  });

  it('a run that ends counts no evaluation less than the last of its way, and what a fit asks for besides is not part of it', async () => {
    const { result, source } = await runRaceAsync(DECAY.formula, tableFromArrays(DECAY.data), { start: startOf(DECAY) });
    for (const { label, index, evaluations } of source.ways) {
      const { stop, target } = result.methods[index] as RacedMethod;
      expect(stop.evaluations, label).toBeGreaterThanOrEqual(evaluations.at(-1) as number);
      expect(target?.evaluations ?? 0, label).toBeLessThanOrEqual(stop.evaluations);
    }
    const gd = byLabel(result.methods, 'gd').stop;
    expect(fit(DECAY.formula, DECAY.data, { start: startOf(DECAY), method: 'gd' }).stop.evaluations).toBeGreaterThanOrEqual(
      gd.evaluations,
    );
  });

  it('minibatches count by their share of the rows, and nine raced rates by theirs before the run begins', async () => {
    const options = { start: startOf(DECAY), methods: ['adam', 'adam@auto'], batch: 7, epochs: 20 };
    const { source } = await runRaceAsync(DECAY.formula, tableFromArrays(DECAY.data), options);
    const [plain, raced] = [0, 1].map((index) => source.ways.find((way) => way.index === index)?.evaluations as Float64Array) as [
      Float64Array,
      Float64Array,
    ];
    // The start, then an epoch of minibatches and a look at all rows each.
    expect([...plain.slice(0, 3)].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 3, 5]);
    expect(raced[0]).toBeGreaterThan(9 * 2 * 2);
  });

  it('a method in another minimum has converged elsewhere, and the lowest one is found by a search from other starts', () => {
    const x = Array.from({ length: 40 }, (_, i) => i / 4);
    const data = { x, y: x.map((value) => Math.sin(2 * value)) };
    const found = race('y ~ sin(w*x)', data, { start: { w: 3.1 }, methods: ['gd', 'lm'], lang: 'en' });
    expect(found.methods.map(({ arrived, target }) => [arrived, target])).toEqual([
      ['elsewhere', null],
      ['elsewhere', null],
    ]);
    expect(found.lowest.by).toBeNull();
    expect(Math.abs((found.lowest.parameters.w as number) - 2)).toBeLessThan(1e-12);
    expect(found.verdict.join(' ')).toContain('converged elsewhere');
  });

  it('of methods that end in one other minimum, alike within a millionth of the drop, the one with fewer evaluations ranks first', () => {
    const x = Array.from({ length: 40 }, (_, i) => i / 4);
    const data = { x, y: x.map((value) => Math.sin(2 * value)) };
    const { methods, ranking } = race('y ~ sin(w*x)', data, { start: { w: 3.1 }, methods: ['gd@0.01', 'gd', 'lm', 'lbfgs'] });
    expect(new Set(methods.map(({ arrived }) => arrived))).toEqual(new Set(['elsewhere']));
    const spent = ranking.map((i) => methods[i]?.stop.evaluations as number);
    expect(spent).toEqual([...spent].sort((a, b) => a - b));
  });

  it('the lowest minimum is that of the first method that came there, also where losses differ by roundings', () => {
    const found = decay({ loss: 'huber', methods: ['gd', 'lbfgs', 'lm'] });
    expect(found.methods.map(({ arrived }) => arrived)).toEqual(['lowest', 'lowest', 'lowest']);
    expect(found.lowest.by).toBe(found.methods[found.ranking[0] as number]?.label);
    expect(found.verdict.join(' ')).not.toContain('other starts');
  });

  it('a method that diverges is ranked behind all that did not, with the loss where the guard stopped it', () => {
    const { formula, data, start } = reference('line');
    const found = race(formula, data, {
      start: { a: start[0] as number, b: start[1] as number },
      methods: ['gd@5', 'adam', 'gd@0.1'],
      epochs: 50,
    });
    expect(byLabel(found.methods, 'gd@5')).toMatchObject({ rank: 3, outcome: 'diverged', target: null, arrived: null });
    expect(found.verdict.join(' ')).toContain('gd@5 lost the way: a smaller learning rate may keep it.');
  });

  it('without methods all that can go on the problem and aim at its minimum take part; all takes those too that aim beside it', () => {
    const labels = (options: RaceOptions, formula = DECAY.formula): string[] =>
      race(formula, DECAY.data, { start: {}, epochs: 1, ...options }).methods.map(({ label }) => label);
    const names = METHODS.map(({ name }) => name);
    const without = (...left: string[]): string[] => names.filter((name) => !left.includes(name));
    expect(labels({})).toEqual(without('adamw'));
    expect(labels({ methods: ['all'] })).toEqual(names);
    expect(labels({}, 'y ~ a*x + b')).toEqual(without('adamw', 'varpro'));
    expect(labels({ loss: 'mae' })).toEqual(without('adamw', 'varpro', 'lm'));
    expect(labels({ batch: 5 })).toEqual(without('adamw', 'varpro', 'lm', 'lbfgs'));
  });

  it('the same race gives the same bytes, at once or with pauses', async () => {
    const options = { methods: ['gd', 'adam@0.05', 'lm', 'varpro'], seed: 5, loss: 'huber', epochs: 300 };
    const first = JSON.stringify(race(DECAY.formula, DECAY.data, options));
    expect(JSON.stringify(race(DECAY.formula, DECAY.data, options))).toBe(first);
    const later = await runRaceAsync(DECAY.formula, tableFromArrays(DECAY.data), options, { pause: async () => {} });
    expect(JSON.stringify(later.result)).toBe(first);
  });

  it('a cancelled race ends with what it has: the methods that ran, and the names of those that did not', () => {
    let asked = 0;
    const found = decay({ methods: ['adam', 'gd', 'lm'], cancelled: () => ++asked > 40 });
    expect(found.methods.map(({ label, outcome }) => [label, outcome])).toEqual([['adam', 'cancelled']]);
    expect(found.notRun).toEqual(['gd', 'lm']);
    expect(found.lowest.by).toBe('adam');
  });

  it('goes on rows of many parts: several responses, weights, derived columns and conditions', () => {
    const data = { ...DECAY.data, w: DECAY.data.x?.map((x) => 1 + x) as number[] };
    const common = { start: { A: 1, k: 1 }, let: { t: '2*x' }, where: 'x > 0.5' } as const;
    const found = race('y ~ A*exp(-k*t); x ~ A + k*t', data, { ...common, methods: ['gd', 'lm'] });
    const alone = runFit('y ~ A*exp(-k*t); x ~ A + k*t', tableFromArrays(data), { ...common, method: 'lm' }).result;
    expect(byLabel(found.methods, 'lm').parameters.k).toBe(alone.parameters.k?.value);
    const weighted = race('y ~ A*exp(-k*x)', data, { start: { A: 1, k: 1 }, weights: 'w', methods: ['lm'] });
    expect(weighted.methods[0]?.parameters.k).toBe(
      fit('y ~ A*exp(-k*x)', data, { start: { A: 1, k: 1 }, weights: 'w', method: 'lm' }).parameters.k.value,
    );
  });

  it('moves a start that it draws within the bounds', () => {
    const { start, methods } = decay({ bounds: '0.5 < k < 5', start: { A: 1, c: 0 }, methods: ['gd'] });
    expect(start.parameters.k).toBe(0.5);
    expect(methods[0]?.arrived).toBe('lowest');
  });

  it('along a wrong gradient it does not speak of other minima or other starts', () => {
    const x = [0, 1, 2, 3, 4];
    const gradient = { W: 'mean(residual)', b: 'mean(residual)' };
    const verdict = (lang: 'en' | 'ko'): string =>
      race('y ~ W*x + b', { x, y: [1, 3, 5, 7, 10] }, { gradient, methods: ['gd', 'lbfgs'], lang }).verdict.join(' ');
    expect(verdict('en')).toContain('gd, lbfgs converged where the hand-written gradient is zero, which is not the minimum.');
    expect(verdict('en')).toContain('the lowest minimum was found with the true one');
    expect(verdict('en')).not.toContain('other starts');
    expect(verdict('ko')).toContain('직접 쓴 기울기가 0이 되는 곳');
  });

  const MISTAKES: readonly (readonly [string, RaceOptions & Record<string, unknown>, string, RegExp])[] = [
    ['a method that does not exist', { methods: ['gdd'] }, 'method-unknown', /did you mean gd\?/],
    ['auto', { methods: ['auto'] }, 'method-unknown', /name methods/],
    ['a method twice', { methods: ['gd', 'gd@auto'] }, 'method-twice', /another learning rate/],
    ['the same settings twice', { methods: ['momentum', 'momentum@0.01:momentum=0.9'] }, 'method-twice', /leave one out/],
    ['a rate for a method that takes none', { methods: ['lm@0.1'] }, 'rate-not-used', /write lm$/],
    ['a rate for methods that take none', { methods: ['lm'], learningRate: 0.1 }, 'rate-not-used', /leave it out/],
    ['a rate that is none', { methods: ['adam@fast'] }, 'rate-not-positive', /adam@0\.01/],
    ['a rate of 0', { methods: ['adam@0'] }, 'rate-not-positive', /adam@0\.01/],
    ['a rate of gradient descent for another', { methods: ['adam@adgd'] }, 'rate-not-possible', /gd@adgd/],
    ['a setting without number', { methods: ['momentum:momentum'] }, 'setting-invalid', /momentum:momentum=0\.95/],
    ['a setting that a method has not', { methods: ['gd:momentum=0.5'] }, 'setting-unknown', /gd has no settings/],
    ['a setting that no method has', { methods: ['gd'], settings: { momentum: 0.5 } }, 'setting-unknown', /downhill methods/],
    ['a method that needs all rows in minibatches', { methods: ['lm'], batch: 5 }, 'batch-not-possible', /leave batch out/],
    ['no method', { methods: [] }, 'methods-missing', /name some/],
    ['a start without loss', { start: { k: -1e4, A: 1, c: 0 } }, 'race-start-not-finite', /--start/],
    ['a start of what is no parameter', { start: { kk: 1 } }, 'unknown-parameter', /the parameters are A, k, c/],
    ['a start outside of its bounds', { bounds: 'k > 2', start: { k: 1 } }, 'start-out-of-bounds', /k=…/],
    ['a single method as in a fit', { method: 'gd' }, 'option-unknown', /methods: \['gd'/],
    ['an option of fits alone', { bootstrap: 100 }, 'option-unknown', /leave it out/],
    ['methods as text', { methods: 'gd' as never }, 'wrong-type', /methods: \['gd'/],
  ];
  for (const [title, options, code, advice] of MISTAKES)
    it(`${title} is a mistake that says what to do`, () => {
      let caught: unknown;
      try {
        decay(options);
      } catch (error) {
        caught = error;
      }
      expect(caught).toMatchObject({ code, advice: expect.stringMatching(advice) });
    });
});
