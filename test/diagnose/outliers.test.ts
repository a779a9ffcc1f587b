import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { codesOf, drawn, findingOf, line, number, REFERENCE, SEEDS, scaled } from './found.js';

const CODE = 'outliers';
const MODEL = 'y ~ a*x + b';
const referenceOf = (seed: number) =>
  REFERENCE.outliers?.find((one) => one.seed === seed) as unknown as { rows: number[]; z: number[] };
const spoiled = (data: Readonly<Record<string, readonly number[]>>, by: Readonly<Record<number, number>>) => ({
  ...data,
  y: (data.y ?? []).map((value, i) => value + (by[i] ?? 0)),
});
/** Of t₈: a normal draw over the root of a χ²₈ draw by 8. */
const T8 = `normal(0, 1)/sqrt((${Array(8).fill('normal(0, 1)^2').join(' + ')})/8)`;
const three = { 10: 15, 30: -20, 50: 30 };

describe(CODE, () => {
  for (const seed of SEEDS) {
    it(`names the rows of statsmodels' RLM with the bisquare, and their z within 2%, as a warning (seed ${seed})`, () => {
      const finding = findingOf(CODE, MODEL, spoiled(line(seed, 60), three));
      const want = referenceOf(seed);
      expect(finding?.severity).toBe('warning');
      expect(finding?.evidence.rows).toEqual(want.rows);
      for (const [k, z] of ((finding?.evidence.z ?? []) as number[]).entries())
        expect(Math.abs(z / (want.z[k] as number) - 1)).toBeLessThan(0.02);
    });

    it(`its fix gives parameters within two standard errors of those without the rows, and it is silent then (seed ${seed})`, () => {
      const data = spoiled(line(seed, 60), three);
      const { loss } = (findingOf(CODE, MODEL, data)?.fix ?? {}) as { loss?: string };
      const fixed = fit(MODEL, data, { loss: String(loss) });
      const without = fit(MODEL, data, { where: 'abs(y - 2*x - 1) < 8' });
      for (const name of ['a', 'b'] as const)
        expect(Math.abs(fixed.parameters[name].value - without.parameters[name].value)).toBeLessThan(
          2 * (without.parameters[name].standardError as number),
        );
      expect(fixed.findings.map(({ code }) => code)).not.toContain(CODE);
    });

    it(`is the same in units of 1e6 and 1e-6, and with standard deviations given (seed ${seed})`, () => {
      const data = spoiled(line(seed, 60), three);
      for (const unit of [1e6, 1e-6]) {
        const finding = findingOf(CODE, MODEL, scaled(data, { x: 1 / unit, y: unit }));
        expect(finding?.evidence.rows).toEqual(referenceOf(seed).rows);
      }
      expect(codesOf(MODEL, { ...data, s: data.y.map((_, i) => 1 + (i % 3)) }, { sigma: 's' })).toContain(CODE);
    });

    it(`finds them beside a decay, which is not linear, and in data without noise otherwise (seed ${seed})`, () => {
      const decay = drawn(seed, 60, { x: 'uniform(0, 5)', y: '5*exp(-1.1*x) + 1 + normal(0, 0.1)' });
      const finding = findingOf(CODE, 'y ~ a*exp(-k*x) + c', spoiled(decay, { 7: 3, 40: -3 }));
      expect([...((finding?.evidence.rows ?? []) as number[])].sort((a, b) => a - b)).toEqual([8, 41]);
      const exact = findingOf(CODE, MODEL, spoiled(line(seed, 30, 0, 10, 0), { 7: 12 }));
      expect(exact?.evidence.rows).toEqual([8]);
    });

    it(`does not fire for t₈ or normal errors of 12, 60, 400 or 3000 rows (seed ${seed})`, () => {
      for (const rows of [12, 60, 400, 3000])
        for (const error of [T8, 'normal(0, 1)'])
          expect(codesOf(MODEL, drawn(seed, rows, { x: 'uniform(0, 10)', y: `2*x + 1 + ${error}` }))).not.toContain(CODE);
    });

    it(`does not fire for a row 4σ off, for errors that grow along x, nor for a curve that is not a line (seed ${seed})`, () => {
      expect(codesOf(MODEL, spoiled(line(seed, 60), { 30: 4 }))).not.toContain(CODE);
      expect(codesOf(MODEL, drawn(seed, 100, { x: 'uniform(0, 10)', y: '2*x + 1 + 0.3*x*normal(0, 1)' }))).not.toContain(CODE);
      expect(codesOf(MODEL, drawn(seed, 50, { x: 'uniform(0, 5)', y: 'exp(x) + normal(0, 0.1)' }))).not.toContain(CODE);
    });
  }

  it('finds the row in one of two responses, and leaves responses of different size to responses-differ-in-scale', () => {
    const { x = [], y = [] } = line(1, 60);
    const other = (by: number) => y.map((value, i) => by * (value + (i === 9 ? 30 : 0)));
    const finding = findingOf(CODE, 'y ~ a*x + b; z ~ c*x + d', { x, y, z: other(1) });
    expect(finding?.evidence.rows).toEqual([10]);
    const apart = codesOf('y ~ a*x + b; z ~ c*x + d', { x, y, z: other(1e3) });
    expect(apart).toContain('responses-differ-in-scale');
    expect(apart).not.toContain(CODE);
  });

  it('leaves robust losses to downweighted-rows, and says nothing away from a minimum', () => {
    const data = spoiled(line(1, 60), three);
    const codes = codesOf(MODEL, data, { loss: 'huber' });
    expect(codes).toContain('downweighted-rows');
    expect(codes).not.toContain(CODE);
    expect(codesOf(MODEL, data, { method: 'gd', learningRate: 1e-4, epochs: 5, start: { a: 0, b: 0 } })).not.toContain(CODE);
  });

  it('rows are those of the data: with --where they keep their numbers', () => {
    const data = spoiled(line(1, 60), three);
    const finding = findingOf(CODE, MODEL, { ...data, use: data.y.map((_, i) => (i < 5 ? 0 : 1)) }, { where: 'use > 0' });
    expect(finding?.evidence.rows).toEqual(referenceOf(1).rows);
    expect(number(finding, 'count')).toBe(3);
  });
});
