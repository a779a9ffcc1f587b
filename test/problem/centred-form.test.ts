import { describe, expect, it } from 'vitest';
import { centredPoint, uncentredCovariance, uncentredStep } from '../../src/base/linear-algebra/index.js';
import { evaluate } from '../../src/expression/evaluate.js';
import { parseExpression } from '../../src/language/index.js';
import { type CentredForm, centredForm } from '../../src/problem/centred-form.js';

const rows = 200;
const x = Float64Array.from({ length: rows }, (_, i) => 1.7e9 + 60 * i);
const u = Float64Array.from({ length: rows }, (_, i) => (i * 7919) % 101);
const y = Float64Array.from({ length: rows }, (_, i) => 5e6 + Math.sin(i));
const columns = new Map([
  ['x', x],
  ['u', u],
  ['y', y],
]);
const formOf = (prediction: string, free: readonly string[], response = 'y'): CentredForm | null =>
  centredForm(
    { prediction: parseExpression(prediction).expression, response: parseExpression(response).expression, free },
    columns,
    rows,
  );

describe('the centred form of a model', () => {
  for (const [prediction, free] of [
    ['a*x + b', ['a', 'b']],
    ['b - a*x + c*u', ['a', 'b', 'c']],
    ['a*x - b', ['a', 'b']],
    ['3 + a*x^2 + b*x + c', ['a', 'b', 'c']],
  ] as const)
    it(`of ${prediction} has the residuals of the model, as far as their terms are rounded`, () => {
      const form = formOf(prediction, free) as CentredForm;
      const point = Float64Array.from(free, (_, j) => 0.75 + j);
      const own = centredPoint(point, form);
      const model = parseExpression(prediction).expression;
      for (const i of [0, 77, rows - 1]) {
        const value = (at: Float64Array) => (name: string) =>
          free.includes(name as never) ? (at[free.indexOf(name as never)] as number) : (columns.get(name)?.[i] as number);
        const plain = evaluate(model, value(point));
        const residual = evaluate(form.prediction, value(own)) - evaluate(form.response, value(own));
        expect(Math.abs(residual - (plain - (y[i] as number)))).toBeLessThan(8 * Number.EPSILON * Math.abs(plain));
      }
    });

  it('is written around places within the data', () => {
    const form = formOf('a*x + b + c*u', ['a', 'b', 'c']) as CentredForm;
    expect(form.constant).toBe(1);
    const [a, b, c] = form.shifts as unknown as [number, number, number];
    expect(a).toBeGreaterThan(1.7e9);
    expect(a).toBeLessThan(1.7e9 + 60 * rows);
    expect([b, c]).toEqual([0, 0]);
    expect(form.origin).toBeGreaterThan(5e6 - 1);
    expect(form.origin).toBeLessThan(5e6 + 1);
  });

  it('is not made without a constant column, nor where nothing lies far from zero for its spread', () => {
    expect(formOf('a*x', ['a'])).toBeNull();
    expect(formOf('a*x + 2*b', ['a', 'b'])).toBeNull();
    expect(formOf('a*u + b', ['a', 'b'], 'u')).toBeNull();
  });

  it('is made for a response alone that lies far from zero', () => {
    const form = formOf('a*u + b', ['a', 'b']) as CentredForm;
    expect([...form.shifts]).toEqual([0, 0]);
    expect(form.origin).toBeGreaterThan(4e6);
  });
});

describe('steps and covariances', () => {
  const centring = { constant: 1, shifts: Float64Array.of(1e6, 0, -3), origin: 10 };

  it('go back from centred parameters by T⁻¹ and T⁻¹AT⁻ᵀ, as rational arithmetic has them', () => {
    expect([...uncentredStep(Float64Array.of(2, 5, 7), centring)]).toEqual([2, 5 - 2e6 + 21, 7]);
    // T⁻¹ = [1 0 0; −10⁶ 1 3; 0 0 1], A = [4 1 0; 1 9 2; 0 2 25].
    expect([...uncentredCovariance(Float64Array.of(4, 1, 0, 1, 9, 2, 0, 2, 25), centring)]).toEqual([
      4,
      1 - 4e6,
      0,
      1 - 4e6,
      9 + 4e12 - 2e6 + 12 + 225,
      77,
      0,
      77,
      25,
    ]);
  });

  it('keep what a point has where terms cancel', () => {
    const point = Float64Array.of(1 + 2 ** -50, -1e6, 0);
    expect(centredPoint(point, centring)[1]).toBe(1e6 * 2 ** -50 - 10);
  });
});
