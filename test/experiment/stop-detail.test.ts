import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Answer, Evaluate } from '../../src/base/evaluation.js';
import { LANGUAGES } from '../../src/base/text.js';
import { type Arrays, fit } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { gradientDescent } from '../../src/optimize/methods/gradient-descent.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { lbfgs } from '../../src/optimize/methods/lbfgs.js';
import { levenbergMarquardt } from '../../src/optimize/methods/levenberg-marquardt.js';
import { minimize, type RunOptions } from '../../src/optimize/minimize.js';
import type { Stop } from '../../src/optimize/outcome.js';
import { constant } from '../../src/optimize/step-size.js';
import { parseStop } from '../../src/optimize/stop.js';
import { look } from '../optimize/look.js';
import { PROBLEMS } from '../optimize/problems.js';

/** Words of three letters or more that are no names: `mae` is the name of a figure, `delta` that of a setting. */
const english = (text: string): string[] =>
  (text.match(/\p{Script=Latin}{3,}/gu) ?? []).filter((word) => !['mae', 'delta', 'NaN'].includes(word));

/** One parameter, told by what it answers. */
const answering =
  (answer: (x: number) => Partial<Answer>): Evaluate =>
  ({ points }) =>
    points.map((point) => ({ loss: 1, mae: 1, gradient: Float64Array.of(-1), ...answer(point[0] as number) }));
/** 1 at 1, else 2. */
const cliff = (slope: (x: number) => number): Evaluate =>
  answering((x) => ({ loss: x === 1 ? 1 : 2, gradient: Float64Array.of(slope(x)) }));
const factor = (r: number, qtr: number): Partial<Answer> => ({
  gradient: Float64Array.of(r * qtr),
  r: Float64Array.of(r),
  qtr: Float64Array.of(qtr),
});
const from = (evaluate: Evaluate, more: Partial<RunOptions>): Stop =>
  minimize(evaluate, { method: gradientDescent, start: Float64Array.of(1), epochs: 60, ...more }).stop;

/** Runs that end in every way that the optimizer knows: what makes them do so, and the English that says it. */
const ENDS: readonly (readonly [stop: () => Stop, en: RegExp])[] = [
  [
    () =>
      from(
        answering((x) => ({ loss: x })),
        { stepSize: constant(1e-3), epochs: 3 },
      ),
    /^all 3 epochs used: loss = /,
  ],
  [
    () =>
      from(
        answering(() => ({})),
        { cancelled: () => true },
      ),
    /^cancelled after 0 epochs, loss = 1$/,
  ],
  [
    () =>
      from(
        answering((x) => ({ loss: x ** 99 })),
        { stepSize: constant(9) },
      ),
    /above 1e6 × 1 \(its start\) in 3 epochs running$/,
  ],
  [
    () =>
      from(
        answering(() => ({ loss: Number.NaN })),
        {},
      ),
    /^epoch 0: the loss is NaN$/,
  ],
  [
    () =>
      from(
        answering(() => ({ mae: Number.NaN })),
        {},
      ),
    /^epoch 0: the mean absolute error is NaN$/,
  ],
  [
    () =>
      from(
        answering(() => ({ gradient: Float64Array.of(Number.NaN) })),
        {},
      ),
    /^epoch 0: the loss is 1, but component 1 of its/,
  ],
  [
    () =>
      from(
        answering(() => ({ gradient: Float64Array.of(-1e308) })),
        { stepSize: constant(1e9), stop: 'mae < 0.1' },
      ),
    /^epoch 1: parameter 1 is ∞$/,
  ],
  [
    () =>
      from(
        answering(() => ({ loss: 0, mae: 0 })),
        {},
      ),
    /^loss = 0: every prediction is exact$/,
  ],
  [
    () =>
      from(
        answering(() => ({ gradient: Float64Array.of(0) })),
        {},
      ),
    /^‖∇‖∞ = 0$/,
  ],
  [
    () =>
      from(
        answering(() => ({ gradient: Float64Array.of(0) })),
        { stop: 'mae < 0.1' },
      ),
    /^the gradient is zero; the stop that was asked for is not met$/,
  ],
  // No step goes down, whatever the slope says; the slope makes out what could be gained.
  [
    () =>
      from(
        cliff(() => -1),
        {},
      ),
    /^no step lowers the loss 1: tried factors from \S+ down to \S+$/,
  ],
  [
    () =>
      from(
        cliff((x) => x - 2),
        {},
      ),
    /^no step lowers .*, though the minimum along the gradient is lower by 0\.5 of the loss$/,
  ],
  [
    () =>
      from(
        cliff((x) => 1e-13 * (x - 2)),
        {},
      ),
    /^no step lowers .*; the minimum along the gradient is lower by 5e-14 of the loss$/,
  ],
  [
    () =>
      from(
        cliff(() => -1),
        { method: lbfgs },
      ),
    /^no step along the direction lowers the loss 1: tried factors up to /,
  ],
  [
    () =>
      from(
        answering(() => factor(1, 1)),
        { method: levenbergMarquardt },
      ),
    /^no step lowers the loss 1: trust radius /,
  ],
  [
    () =>
      from(
        answering(() => factor(1, 0)),
        { method: levenbergMarquardt, stop: 'mae < 0.1' },
      ),
    /^relative offset = 0: no direction lowers the sum of squares; /,
  ],
  [
    () =>
      from(
        answering(() => factor(1, 1e-11)),
        { method: levenbergMarquardt },
      ),
    /^relative offset = \S+ ≤ 1e-10$/,
  ],
  [
    () =>
      from(
        answering(() => factor(1, 1e-8)),
        { method: levenbergMarquardt },
      ),
    /^\S+ left to gain ≤ rounding of the loss 1$/,
  ],
  [
    () =>
      from(
        answering((x) => ({ loss: 0.5 + 10 * (x - 1), ...factor(1, 1) })),
        {
          method: levenbergMarquardt,
          settings: { radius: 5e-15 },
        },
      ),
    /^relative step = \S+ < 1e-14, with a relative offset of \S+$/,
  ],
];

const X = Array.from({ length: 21 }, (_, i) => i);
const onLine = (off: (i: number) => number) => ({ x: X, y: X.map((x, i) => 2 * x + 1 + off(i)) });

/** The ways that only an experiment knows. */
const FITS: readonly (readonly [en: RegExp, formula: string, data: Arrays, options: FitOptions])[] = [
  [/^loss = 0: every prediction is exact$/, 'y ~ a*x + b', onLine(() => 0), {}],
  [/^zero is a subgradient: 2 residuals are zero/, 'y ~ a*x + b', onLine((i) => ((i * 37) % 11) - 5), { loss: 'mae' }],
  [/^\d+ of 21 residuals are zero to rounding/, 'y ~ a*x + b', onLine((i) => (i % 5 === 2 ? 10 + i : 0)), { loss: 'tukey' }],
];

describe('how a run ended is said in Korean', () => {
  it.each(ENDS.map(([run, en]) => ({ run, en })))('without an English word where English says $en', ({ run, en }) => {
    const { detail } = run();
    expect(detail.en).toMatch(en);
    expect(english(detail.ko)).toEqual([]);
  });

  it.each([
    ['mae < 9', 'mae = 1 < 9'],
    ['loss < 9', '손실 = 2 < 9'],
    ['loss change < 9', '손실 변화 = 0.25 < 9'],
    ['gradient < 9', '‖∇‖∞ = 0.5 < 9'],
    ['step < 9', '걸음 = 0.125 < 9'],
    ['epoch >= 7', '에포크 = 7 ≥ 7'],
    ['evaluations > 7', '평가 횟수 = 8 > 7'],
  ])('for the rule %s it is %s', (rule, ko) => {
    expect(parseStop(rule)(look())?.detail.ko).toBe(ko);
  });

  it('by every method, on every problem, with and without a stop that is not met', () => {
    const reasons = new Set<string>();
    for (const { start, evaluate } of PROBLEMS)
      for (const method of METHODS)
        for (const stop of [{}, { stop: 'mae < 1e-15' }]) {
          const { reason, detail } = minimize(evaluate, { method, start, epochs: 100, ...stop }).stop;
          expect(english(detail.ko)).toEqual([]);
          reasons.add(reason);
        }
    expect([...reasons]).toEqual(expect.arrayContaining(['epochs-used', 'gradient-small', 'mae-below', 'relative-offset']));
  });

  it.each(FITS)('and a fit gives the one language that was asked for: %s', (en, formula, data, options) => {
    expect(fit(formula, data, options).stop.detail).toMatch(en);
    const { detail } = fit(formula, data, { ...options, lang: 'ko' }).stop;
    expect(detail).toMatch(/\p{Script=Hangul}/u);
    expect(english(detail)).toEqual([]);
  });

  it('also of a search that is cancelled after it had found a minimum', () => {
    const data = { x: X, y: X.map((x, i) => 5 * Math.exp(-0.2 * x) + 0.1 * ((i * 7) % 11)) };
    const [en = '', ko = ''] = LANGUAGES.map((lang) => {
      let calls = 0;
      return fit('y ~ a*exp(-k*x) + c', data, { lang, cancelled: () => ++calls > 50 }).stop.detail;
    });
    expect(en).toMatch(/^cancelled in search \d+; the best of those before: relative offset = /);
    expect(ko).toMatch(/^\d+번째 탐색에서 취소됨; 그 전까지 가장 나은 탐색: 상대 오프셋 = /);
  });

  it('in no source of a run is there Korean with an English word between its figures', () => {
    const files = [
      ...readdirSync('src/optimize').map((name) => `optimize/${name}`),
      ...['conclude', 'corner', 'on-curve', 'sharpen', 'solve'].map((name) => `experiment/${name}.ts`),
    ].filter((name) => /\.ts$/.test(name));
    const texts = files.flatMap((name) =>
      [...readFileSync(`src/${name}`, 'utf8').matchAll(/\bko: (['`])(.*?)\1/g)].map((found) =>
        (found[2] as string).replace(/\$\{[^}]*\}/g, ''),
      ),
    );
    expect(texts.length).toBeGreaterThan(30);
    expect(texts.flatMap(english)).toEqual([]);
  });
});
