import { describe, expect, it } from 'vitest';
import type { FitOptions } from '../../src/experiment/options.js';
import { codesOf, drawn, findingOf, number, REFERENCE, relative, SEEDS, scaled } from './found.js';

const CODE = 'ill-conditioned';
const referenceOf = (seed: number) =>
  REFERENCE.narrow?.find((one) => one.seed === seed) as unknown as { condition: number; scaled: number };
const narrow = (seed: number, reach = 60) =>
  drawn(seed, 60, { x1: 'uniform(-1, 1)', x2: `uniform(-${reach}, ${reach})`, y: `3*x1 + 3/${reach}*x2 + normal(0, 0.1)` });
const gd = (learningRate: number, epochs: number, more: FitOptions = {}): FitOptions => ({
  method: 'gd',
  learningRate,
  epochs,
  start: { a: 0, b: 0 },
  ...more,
});
const MODEL = 'y ~ a*x1 + b*x2';

describe(CODE, () => {
  for (const seed of SEEDS) {
    it(`names NumPy's κ of the Hessian and of the scaled one within 1e-9, and its fix ends it (seed ${seed})`, () => {
      const finding = findingOf(CODE, MODEL, narrow(seed), gd(5e-4, 300));
      expect(finding?.severity).toBe('warning');
      expect(relative(number(finding, 'conditionNumber'), referenceOf(seed).condition)).toBeLessThan(1e-9);
      expect(relative(number(finding, 'scaledConditionNumber'), referenceOf(seed).scaled)).toBeLessThan(1e-9);
      expect(finding?.fix).toEqual({ 'learning rate': 'auto' });
      const { learningRate: _, epochs: __, ...rest } = gd(1, 1);
      expect(codesOf(MODEL, narrow(seed), rest)).toEqual([]);
    });

    it(`does not fire for κ below 1000, nor where the run arrives (seed ${seed})`, () => {
      expect(codesOf(MODEL, narrow(seed, 8), gd(0.01, 300))).not.toContain(CODE);
      expect(codesOf(MODEL, narrow(seed), gd(1e-3, 40_000))).not.toContain(CODE);
      expect(codesOf(MODEL, narrow(seed))).not.toContain(CODE);
    });

    it(`does not depend on the unit of the response, and is the same with the units of both columns changed by 1e6 or 1e-6 (seed ${seed})`, () => {
      for (const unit of [1e6, 1e-6]) {
        const response = findingOf(CODE, MODEL, scaled(narrow(seed), { y: unit }), gd(5e-4, 300));
        expect(relative(number(response, 'conditionNumber'), referenceOf(seed).condition)).toBeLessThan(1e-6);
        const columns = scaled(narrow(seed), { x1: unit, x2: unit });
        const both = findingOf(CODE, MODEL, columns, gd(5e-4 / unit ** 2, 300));
        expect(relative(number(both, 'conditionNumber'), referenceOf(seed).condition)).toBeLessThan(1e-6);
      }
    });
  }

  it('does not fire where the loss has grown, nor for a wrong gradient', () => {
    expect(codesOf(MODEL, narrow(1), gd(0.003, 20))).not.toContain(CODE);
    const gradient = { a: 'mean((prediction - y)*x2)', b: 'mean((prediction - y)*x2)' };
    expect(codesOf(MODEL, narrow(1), gd(1e-4, 100, { gradient }))).not.toContain(CODE);
  });
});
