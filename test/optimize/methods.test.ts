import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/base/text.js';
import { freeze, thaw } from '../../src/optimize/freeze.js';
import type { StepSize } from '../../src/optimize/method.js';
import { METHODS } from '../../src/optimize/methods/index.js';
import { minimize, minimizeAsync, type RunState } from '../../src/optimize/minimize.js';
import { armijo, constant } from '../../src/optimize/step-size.js';
import { PROBLEMS, problem } from './problems.js';

/** [learning rate, or null for a line search or a step of the method's own; epochs; what is expected of f − f*; or of the outcome] */
type Expectation = readonly [rate: number | null, epochs: number, expected: 'below' | 'above' | 'diverged', excess: number];

/** Every method on every problem. `above` and `diverged` say what a method cannot do, at its usual rate or at all. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, Expectation>>>> = {
  gd: {
    line: [null, 200, 'below', 1e-14],
    sine: [null, 50, 'below', 1e-13],
    'quadratic 100': [null, 800, 'below', 1e-11],
    'quadratic 10000': [null, 800, 'above', 1e-2],
    'quadratic 1000000': [null, 800, 'above', 1e-1],
    rosenbrock: [null, 2000, 'below', 1e-3],
    beale: [null, 1000, 'below', 1e-12],
    'powell singular': [null, 2000, 'below', 1e-5],
    decay: [null, 200, 'below', 1e-14],
    logistic: [null, 50, 'below', 1e-14],
    'rank deficient': [null, 100, 'below', 1e-13],
    'not a number': [null, 20, 'below', 1e-20],
  },
  momentum: {
    line: [0.1, 400, 'below', 1e-13],
    sine: [0.1, 400, 'below', 1e-12],
    'quadratic 100': [0.01, 400, 'below', 1e-12],
    'quadratic 10000': [0.01, 50, 'diverged', 0],
    'quadratic 1000000': [1e-5, 500, 'above', 1e-2],
    rosenbrock: [0.01, 1600, 'below', 1e-12],
    beale: [0.1, 400, 'below', 1e-13],
    'powell singular': [0.01, 2000, 'below', 1e-5],
    decay: [0.1, 400, 'below', 1e-13],
    logistic: [0.1, 400, 'below', 1e-14],
    'rank deficient': [0.1, 400, 'below', 1e-13],
    'not a number': [0.1, 400, 'below', 1e-14],
  },
  nesterov: {
    line: [0.1, 400, 'below', 1e-13],
    sine: [0.1, 400, 'below', 1e-12],
    'quadratic 100': [0.01, 400, 'below', 1e-12],
    'quadratic 10000': [0.01, 50, 'diverged', 0],
    'quadratic 1000000': [1e-5, 50, 'diverged', 0],
    rosenbrock: [0.001, 2000, 'below', 1e-2],
    beale: [0.1, 400, 'below', 1e-13],
    'powell singular': [0.001, 2000, 'below', 1e-2],
    decay: [0.1, 400, 'below', 1e-13],
    logistic: [0.1, 400, 'below', 1e-14],
    'rank deficient': [0.1, 400, 'below', 1e-13],
    'not a number': [0.1, 400, 'below', 1e-14],
  },
  adagrad: {
    line: [1, 300, 'below', 1e-13],
    sine: [1, 800, 'below', 1e-12],
    'quadratic 100': [0.3, 200, 'below', 1e-12],
    'quadratic 10000': [0.3, 200, 'below', 1e-10],
    'quadratic 1000000': [0.3, 200, 'below', 1e-8],
    rosenbrock: [1, 2000, 'below', 1e-2],
    beale: [0.3, 2000, 'below', 1e-11],
    'powell singular': [1, 2000, 'below', 1e-3],
    decay: [0.3, 500, 'below', 1e-12],
    logistic: [1, 100, 'below', 1e-14],
    'rank deficient': [1, 300, 'below', 1e-12],
    'not a number': [1, 200, 'below', 1e-14],
  },
  rmsprop: {
    line: [0.01, 800, 'below', 1e-12],
    // A step of about the learning rate, however small the gradient: it hovers.
    sine: [0.01, 2000, 'above', 1e-7],
    'quadratic 100': [0.01, 500, 'below', 1e-12],
    'quadratic 10000': [0.01, 500, 'below', 1e-10],
    'quadratic 1000000': [0.01, 500, 'below', 1e-8],
    rosenbrock: [0.01, 2000, 'above', 1e-4],
    beale: [0.01, 2000, 'above', 1e-6],
    'powell singular': [0.01, 2000, 'above', 1e-6],
    decay: [0.01, 2000, 'below', 1e-4],
    logistic: [0.01, 2000, 'below', 1e-4],
    'rank deficient': [0.01, 1000, 'below', 1e-12],
    'not a number': [0.01, 1500, 'below', 1e-14],
  },
  adam: {
    line: [0.1, 500, 'below', 1e-13],
    sine: [0.1, 800, 'below', 1e-12],
    'quadratic 100': [0.1, 500, 'below', 1e-12],
    'quadratic 10000': [0.1, 500, 'below', 1e-10],
    'quadratic 1000000': [0.1, 500, 'below', 1e-8],
    rosenbrock: [0.3, 1500, 'below', 1e-8],
    beale: [0.1, 500, 'below', 1e-11],
    'powell singular': [0.3, 2000, 'below', 1e-4],
    decay: [0.1, 500, 'below', 1e-12],
    logistic: [0.1, 500, 'below', 1e-13],
    'rank deficient': [0.1, 500, 'below', 1e-12],
    'not a number': [0.1, 500, 'below', 1e-14],
  },
  // With its weight decay of 0.01 it ends beside the minimum.
  adamw: {
    line: [0.1, 500, 'below', 1e-3],
    sine: [0.1, 800, 'below', 1e-2],
    'quadratic 100': [0.1, 500, 'below', 1e-1],
    'quadratic 10000': [0.1, 500, 'below', 1],
    'quadratic 1000000': [0.1, 500, 'below', 100],
    rosenbrock: [0.1, 1500, 'below', 1e-1],
    beale: [0.1, 500, 'below', 1e-2],
    'powell singular': [0.1, 2000, 'below', 1e-3],
    decay: [0.1, 500, 'below', 1e-2],
    logistic: [0.1, 500, 'below', 1e-3],
    'rank deficient': [0.1, 500, 'below', 1e-2],
    'not a number': [0.1, 500, 'below', 1e-2],
  },
  nadam: {
    line: [0.1, 500, 'below', 1e-12],
    sine: [0.1, 800, 'below', 1e-12],
    'quadratic 100': [0.1, 500, 'below', 1e-12],
    'quadratic 10000': [0.1, 500, 'below', 1e-10],
    'quadratic 1000000': [0.1, 500, 'below', 1e-8],
    rosenbrock: [0.03, 2000, 'below', 1e-2],
    beale: [0.1, 500, 'below', 1e-11],
    'powell singular': [0.1, 2000, 'below', 1e-3],
    decay: [0.1, 500, 'below', 1e-12],
    // At this rate it hovers.
    logistic: [0.1, 500, 'below', 1e-3],
    'rank deficient': [0.1, 500, 'below', 1e-12],
    'not a number': [0.1, 500, 'below', 1e-14],
  },
  lbfgs: {
    line: [null, 20, 'below', 1e-16],
    sine: [null, 20, 'below', 1e-14],
    'quadratic 100': [null, 30, 'below', 1e-12],
    'quadratic 10000': [null, 30, 'below', 1e-10],
    'quadratic 1000000': [null, 30, 'below', 1e-10],
    rosenbrock: [null, 60, 'below', 1e-14],
    beale: [null, 30, 'below', 1e-14],
    'powell singular': [null, 80, 'below', 1e-10],
    decay: [null, 30, 'below', 1e-14],
    logistic: [null, 20, 'below', 1e-14],
    'rank deficient': [null, 20, 'below', 1e-12],
    'not a number': [null, 20, 'below', 1e-14],
  },
  lm: {
    line: [null, 4, 'below', 1e-28],
    sine: [null, 4, 'below', 1e-26],
    'quadratic 100': [null, 4, 'below', 1e-26],
    'quadratic 10000': [null, 4, 'below', 1e-24],
    'quadratic 1000000': [null, 5, 'below', 1e-22],
    rosenbrock: [null, 25, 'below', 1e-26],
    beale: [null, 12, 'below', 1e-26],
    'powell singular': [null, 80, 'below', 1e-26],
    decay: [null, 10, 'below', 1e-16],
    logistic: [null, 10, 'below', 1e-15],
    'rank deficient': [null, 4, 'below', 1e-26],
    'not a number': [null, 10, 'below', 1e-26],
  },
  // Nothing is known to be linear here: straight steps of the same kind, from a smaller region.
  varpro: {
    line: [null, 4, 'below', 1e-28],
    sine: [null, 6, 'below', 1e-26],
    'quadratic 100': [null, 60, 'below', 1e-24],
    'quadratic 10000': [null, 60, 'below', 1e-22],
    'quadratic 1000000': [null, 60, 'below', 1e-20],
    rosenbrock: [null, 30, 'below', 1e-26],
    beale: [null, 14, 'below', 1e-26],
    'powell singular': [null, 80, 'below', 1e-26],
    decay: [null, 10, 'below', 1e-16],
    logistic: [null, 10, 'below', 1e-15],
    'rank deficient': [null, 6, 'below', 1e-26],
    'not a number': [null, 12, 'below', 1e-26],
  },
};

function expectation(method: string, problem: string): Expectation {
  const found = EXPECTED[method]?.[problem];
  if (found === undefined) throw new Error(`what is expected of ${method} on ${problem}?`);
  return found;
}

const stepSize = (rate: number | null): StepSize => (rate === null ? armijo() : constant(rate));

describe.each(METHODS.map((method) => ({ method, name: method.name })))('$name', ({ method }) => {
  it('stands in the table of expectations with all problems', () => {
    expect(Object.keys(EXPECTED[method.name] ?? {})).toEqual(PROBLEMS.map(({ name }) => name));
  });

  for (const { name, start, evaluate, least } of PROBLEMS) {
    const [rate, epochs, expected, excess] = expectation(method.name, name);
    const says = {
      below: `comes within ${excess} of the minimum in`,
      above: `is still ${excess} above the minimum after`,
      diverged: 'diverges within',
    };
    it(`${name}: ${rate === null ? '' : `at rate ${rate} `}${says[expected]} ${epochs} epochs`, () => {
      const result = minimize(evaluate, { method, start, stepSize: stepSize(rate), epochs });
      if (expected === 'diverged') expect(['diverged', 'not-finite']).toContain(result.outcome);
      else if (expected === 'above') expect(result.answer.loss - least).toBeGreaterThan(excess);
      else expect(Math.abs(result.answer.loss - least)).toBeLessThan(excess);
      for (const lang of LANGUAGES) expect(result.stop.detail[lang]).toMatch(/\d/);
    });
  }

  it('says what it is in both languages, with formula, reference and settings within their bounds', () => {
    for (const text of [method.title, method.summary, ...Object.values(method.settings).map(({ title }) => title)]) {
      expect(text.en).not.toBe('');
      expect(text.ko).not.toBe('');
    }
    expect(method.summary.ko).toMatch(/[가-힣]/);
    expect(method.reference).toMatch(/\b(18|19|20)\d\d\b/);
    expect(method.formula).toContain('\\leftarrow');
    expect(katex.renderToString(method.formula, { throwOnError: true, strict: 'error' })).toContain('katex');
    for (const { default: value, least, most } of Object.values(method.settings)) {
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(most);
    }
  });

  it.each(['beale', 'logistic', 'quadratic 10000'])(
    '%s: a run resumed after any epoch goes the way of an uninterrupted one, bit for bit',
    (name) => {
      const { start, evaluate } = problem(name);
      const options = { method, stepSize: stepSize(method.steps === 'own' ? null : 0.01) };
      const whole = record((onEpoch) => minimize(evaluate, { ...options, start, epochs: 12, onEpoch }));
      for (const pause of [1, 5]) {
        const first = minimize(evaluate, { ...options, start, epochs: pause });
        if (first.outcome !== 'out-of-epochs') continue;
        const resume = thaw(freeze(first.state)) as RunState;
        const rest = record((onEpoch) => minimize(evaluate, { ...options, resume, epochs: 12, onEpoch }));
        expect(rest.result).toEqual(whole.result);
        expect(rest.epochs).toEqual(whole.epochs.slice(pause));
      }
    },
  );

  it.each(['rosenbrock', 'decay'])('%s: the asynchronous driver gives the same bits as the synchronous one', async (name) => {
    const { start, evaluate } = problem(name);
    const options = { method, start, epochs: 15 };
    const later = await minimizeAsync(async (request) => {
      await Promise.resolve();
      return evaluate(request);
    }, options);
    expect(later).toEqual(minimize(evaluate, options));
  });

  it('changes neither the start nor any point that it was given', () => {
    const { start, evaluate } = problem('beale');
    const before = start.slice();
    const seen: { readonly point: Float64Array; readonly copy: Float64Array }[] = [];
    minimize(evaluate, { method, start, epochs: 10, onEpoch: ({ point }) => seen.push({ point, copy: point.slice() }) });
    expect(start).toEqual(before);
    for (const { point, copy } of seen) expect(point).toEqual(copy);
  });

  it('stays within bounds and finds the minimum on their edge', () => {
    // Half the sum of aⱼ(xⱼ − cⱼ)², whose free minimum (3, −1, 0.5) lies outside of [0, 1]³.
    const target = [3, -1, 0.5];
    const weight = [1, 2, 4];
    const start = Float64Array.of(0.2, 0.9, 0.1);
    const bounds = { lower: new Float64Array(3), upper: new Float64Array(3).fill(1) };
    const result = minimize(
      ({ points }) =>
        points.map((x) => {
          expect(x.every((value) => value >= 0 && value <= 1)).toBe(true);
          const residual = x.map((value, j) => value - (target[j] as number));
          const roots = weight.map(Math.sqrt);
          return {
            loss: residual.reduce((sum, r, j) => sum + 0.5 * (weight[j] as number) * r * r, 0),
            mae: 1,
            gradient: residual.map((r, j) => (weight[j] as number) * r),
            r: Float64Array.from({ length: 9 }, (_, k) => (k % 4 === 0 ? (roots[k / 4] as number) : 0)),
            qtr: residual.map((r, j) => (roots[j] as number) * r),
          };
        }),
      { method, start, bounds, stepSize: stepSize(method.steps === 'own' ? null : 0.05), epochs: 3000 },
    );
    expect(result.point[0]).toBe(1);
    expect(result.point[1]).toBe(0);
    // RMSprop and AdamW do not come to rest on the minimum itself.
    const tolerance = ['rmsprop', 'adamw'].includes(method.name) ? 0.05 : 1e-5;
    expect(Math.abs((result.point[2] as number) - 0.5)).toBeLessThan(tolerance);
  });
});

function record(run: (onEpoch: (epoch: object) => void) => ReturnType<typeof minimize>) {
  const epochs: object[] = [];
  const result = run((epoch) => epochs.push({ ...epoch, final: undefined }));
  return { result, epochs };
}
