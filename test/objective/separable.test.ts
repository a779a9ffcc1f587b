import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnMemory } from '../../src/backend/column-memory.js';
import { backendFor } from '../../src/backend/index.js';
import type { Answer, Request } from '../../src/base/evaluation.js';
import { multiplyUpperTransposed, norm2 } from '../../src/base/linear-algebra/index.js';
import { randomStream } from '../../src/base/random/stream.js';
import { structure } from '../../src/expression/structure.js';
import { parseExpression, print } from '../../src/language/index.js';
import { halfMse } from '../../src/objective/losses/half-mse.js';
import { type PointwiseModel, pointwise } from '../../src/objective/pointwise.js';
import { separable } from '../../src/objective/separable.js';
import { type SeparableForm, separableForm } from '../../src/objective/separable-form.js';
import { solveLinear } from '../../src/optimize/projection.js';
import { counting } from '../backend/counting.js';

const ROWS = 300;
const LARGEST = 1e-10;

/** Terms of which a random model is a sum, each times a parameter of its own but for the last two; p and q are not linear. */
const TERMS = [
  'exp(-p*x)',
  'sin(q*x + p)',
  'cos(q*x)',
  '1/(p + q + x)',
  'x*exp(-q*x)',
  'x',
  '1',
  'where(g == 0, 1, 0)',
  '(1 - exp(-p*x))',
];
const ALONE = ['', ' + exp(-q*x/2)', ' + p*x'];

const cases = fc.record({
  seed: fc.nat(1e6),
  terms: fc.uniqueArray(fc.nat(TERMS.length - 1), { minLength: 1, maxLength: 4 }),
  alone: fc.nat(ALONE.length - 1),
  noise: fc.constantFrom(0, 1e-3, 1),
  weighted: fc.boolean(),
});

function formOf(formula: string, parameters: readonly string[]): SeparableForm | null {
  const prediction = parseExpression(formula).expression;
  const linear = structure(prediction, parameters).linearIn.map((name) => parameters.indexOf(name));
  return separableForm(prediction, parameters, linear);
}

/** Both objectives of a formula over random rows, and how many rows the kernels of the second went over. */
function objectives(formula: string, parameters: readonly string[], { seed = 1, noise = 0.1, weighted = false } = {}) {
  const stream = randomStream('pcg64', seed);
  const column = (make: (i: number) => number): Float64Array => Float64Array.from({ length: ROWS }, (_, i) => make(i));
  const data = new Map([
    ['x', column(() => 5 * stream.uniform(0, 1))],
    ['g', column((i) => i % 2)],
    ['y', column(() => 2 + noise * stream.normal(0, 1))],
    ['w', column(() => 0.5 + stream.uniform(0, 1))],
  ]);
  const memory = columnMemory(data, ROWS, 5);
  const read = { rows: 0 };
  const backend = counting(backendFor('auto'), read);
  const model: PointwiseModel = {
    prediction: parseExpression(formula).expression,
    response: parseExpression('y').expression,
    parameters,
    columns: ['x', 'g', 'y'],
    loss: halfMse,
    lossSettings: {},
    ...(weighted ? { weight: 'w' } : {}),
  };
  const form = formOf(formula, parameters) as SeparableForm;
  const rows = pointwise(model, memory, backendFor('auto'));
  const fast = separable({ plain: pointwise(model, memory, backend), model, form, memory, backend });
  return { rows, fast, form, read, stream };
}

const one = (answers: readonly Answer[]): Required<Answer> => answers[0] as Required<Answer>;
const qr = (...points: Float64Array[]): Request => ({ points, want: 'qr' });

/** Largest difference of two factored answers, each figure over its natural scale: lengths of columns and of the residuals, here or where they came from. */
function difference(a: Required<Answer>, b: Required<Answer>, before: number): number {
  const size = a.qtr.length;
  const lengths = a.qtr.map((_, j) => norm2(a.r, j, size, size) || 1);
  const residual = Math.sqrt(2 * Math.max(a.loss, before));
  const product = (r: Float64Array, j: number): Float64Array =>
    multiplyUpperTransposed(
      r,
      size,
      Float64Array.from({ length: size }, (_, i) => r[i * size + j] as number),
    );
  const grams = [...lengths.keys()].flatMap((j) => {
    const [left, right] = [product(a.r, j), product(b.r, j)];
    return [...left].map((x, i) => Math.abs(x - (right[i] as number)) / ((lengths[i] as number) * (lengths[j] as number)));
  });
  const own = multiplyUpperTransposed(b.r, size, b.qtr);
  const slopes = [...a.gradient].flatMap((x, j) =>
    [b.gradient, own].map((g) => Math.abs(x - (g[j] as number)) / ((lengths[j] as number) * residual)),
  );
  return Math.max(Math.abs(a.loss - b.loss) / Math.max(a.loss, before), ...grams, ...slopes);
}

describe('the columns of a separable model', () => {
  it.each([
    ['a*exp(-b*x) + c', 'a b c', ['exp(-(b*x))', 'x*exp(-(b*x))', '1']],
    ['a*sin(w*x) + b*cos(w*x)', 'a b w', ['sin(w*x)', 'cos(w*x)', 'x*cos(w*x)', 'x*sin(w*x)']],
    ['a*x/(b + x)', 'a b', ['x/(b + x)', '1/(b + x)/(b + x)*x']],
    ['exp(-b*x) + c*x', 'b c', ['exp(-(b*x))*x', 'x']],
    ['a*exp(-b*x) + c*(1 - exp(-b*x))', 'a b c', ['exp(-(b*x))', 'x*exp(-(b*x))', '1 - exp(-(b*x))']],
  ])('of %s are each there once', (formula, parameters, columns) => {
    expect(formOf(formula, parameters.split(' '))?.columns.map(print)).toEqual(columns);
  });

  it('are not known where slopes are written with a linear parameter', () => {
    expect(separableForm(parseExpression('a^2*exp(-b*x)').expression, ['a', 'b'], [0])).toBeNull();
  });
});

describe('a separable objective', () => {
  it('answers at every c as the rows do, to 1e-10 of every figure’s natural scale, by one pass for each α', () => {
    fc.assert(
      fc.property(cases, ({ seed, terms, alone, noise, weighted }) => {
        const parameters = ['p', ...terms.map((_, k) => `c${k}`), 'q'];
        const formula = terms.map((term, k) => `c${k}*${TERMS[term]}`).join(' + ') + ALONE[alone];
        const { rows, fast, form, read, stream } = objectives(formula, parameters, { seed, noise, weighted });
        const point = Float64Array.from(parameters, () => 0.3 + stream.uniform(0, 1));
        const start = one(fast.evaluate(qr(point)));
        expect([start.loss, start.mae]).toEqual([one(rows.evaluate(qr(point))).loss, one(rows.evaluate(qr(point))).mae]);
        for (let k = 0; k < 3; k++) {
          const next = point.map((x, j) => (form.linear.includes(j) ? 3 * stream.normal(0, 1) : x));
          const [a, b] = [one(rows.evaluate(qr(next))), one(fast.evaluate(qr(next)))];
          expect(difference(a, b, start.loss)).toBeLessThan(LARGEST);
          expect(b.passes).toBe(0);
          const [low, high] = b.maeWithin;
          expect(low <= a.mae && a.mae <= high).toBe(true);
        }
        expect(read.rows).toBe(ROWS);
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  const EXPONENTIAL = ['a*exp(-b*x) + c', ['a', 'b', 'c']] as const;

  it('remembers the latest three α, and looks again for others', () => {
    const { fast, read } = objectives(...EXPONENTIAL);
    const passes = [0.1, 0.2, 0.3, 0.1, 0.4, 0.3, 0.1].map((b, k) => one(fast.evaluate(qr(Float64Array.of(1 + k, b, 0)))).passes);
    expect(passes).toEqual([1, 1, 1, 0, 1, 0, 1]);
    expect(read.rows).toBe(5 * ROWS);
  });

  it('gives loss and gradient without a factor where they are asked for at a known α', () => {
    const { rows, fast, read } = objectives(...EXPONENTIAL);
    fast.evaluate(qr(Float64Array.of(1, 0.5, 0)));
    const points = [Float64Array.of(2, 0.5, 1)];
    const [value, gradient] = (['value', 'gradient'] as const).map((want) => one(fast.evaluate({ points, want })));
    const there = one(rows.evaluate({ points, want: 'gradient' }));
    expect(value?.loss).toBeCloseTo(there.loss, 12);
    expect(value?.gradient).toBeUndefined();
    gradient?.gradient.forEach((slope, j) => {
      expect(slope).toBeCloseTo(there.gradient[j] as number, 12);
    });
    expect(read.rows).toBe(ROWS);
  });

  it('makes a pass near an earlier one at the c that is to be expected there, from which the best c is a thousandth of the way off, or of second order', () => {
    const { rows, fast } = objectives(...EXPONENTIAL);
    const solved = (at: Float64Array): Float64Array => solveLinear(at, one(rows.evaluate(qr(at))), [0, 2]);
    const before = solved(Float64Array.of(1, 0.5, 0));
    fast.evaluate(qr(before));
    for (const by of [1e-3, 1e-5]) {
      const next = Float64Array.of(before[0] as number, 0.5 + by, before[2] as number);
      expect(one(fast.evaluate(qr(next))).passes).toBe(1);
      const best = solved(next);
      const there = one(fast.evaluate(qr(best)));
      expect(there.passes).toBe(0);
      // Its mean absolute error lies as near to that of the pass as the predictions do.
      expect((there.maeWithin[1] - there.maeWithin[0]) / 2).toBeLessThan(10 * by * by + 1e-3 * by);
      expect(Math.abs(there.loss - one(rows.evaluate(qr(best))).loss)).toBeLessThan(1e-13 * there.loss);
    }
  });

  it('leaves to the rows what is asked for as exact, several points, and second derivatives, to the bit', () => {
    const { rows, fast } = objectives(...EXPONENTIAL);
    const points = [Float64Array.of(1, 0.5, 0)];
    fast.evaluate(qr(...points));
    const requests: Request[] = [
      { points, want: 'qr', exact: true },
      { points: [...points, Float64Array.of(2, 0.5, 0)], want: 'value' },
      { points, want: 'acceleration', direction: Float64Array.of(1, 1, 1) },
      { points, want: 'qr', batch: Uint32Array.of(1, 2, 3, 5, 8) },
    ];
    for (const request of requests) expect(fast.evaluate(request)).toEqual(rows.evaluate(request));
  });

  it('looks at the rows again where fewer than ten digits of the residuals would be left', () => {
    const { fast } = objectives('a*exp(-b*x) + c', ['a', 'b', 'c'], { noise: 0 });
    fast.evaluate(qr(Float64Array.of(1e6, 0.5, 0)));
    const exact = one(fast.evaluate(qr(Float64Array.of(0, 0.5, 2))));
    expect([exact.passes, exact.loss, exact.mae]).toEqual([1, 0, 0]);
  });

  it('gives no finite factor where the model has none, by one pass', () => {
    const { fast, read } = objectives(...EXPONENTIAL);
    const there = one(fast.evaluate(qr(Float64Array.of(1, -1e4, 0))));
    expect(Number.isFinite(there.loss)).toBe(false);
    expect(there.r.every(Number.isNaN)).toBe(true);
    expect(read.rows).toBe(ROWS);
  });

  it('tries columns that overflow once, and then leaves such points to the rows', () => {
    const { rows, fast, read } = objectives('k/(1 + exp(-r*(x - m)))', ['k', 'r', 'm']);
    const points = [1e4, 2e4].map((r) => Float64Array.of(1, r, 5));
    const answers = points.map((point) => one(fast.evaluate(qr(point))));
    answers.forEach(({ passes: _, ...answer }, k) => {
      expect(answer).toEqual(rows.evaluate(qr(points[k] as Float64Array))[0]);
    });
    expect(answers.map(({ passes }) => passes)).toEqual([2, 1]);
    expect(read.rows).toBe(3 * ROWS);
  });
});
