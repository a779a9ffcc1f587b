import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { apart, codes, finding, inUnits, LANDSCAPES, startOf, values } from './landscapes.js';

const TANH = 'y ~ a*tanh(b*x)';
const ZEROS = { a: 0, b: 0 };

describe('dead-start', () => {
  it.each(LANDSCAPES.saturated)(
    'zeros in a·tanh(b·x) hold a descent: losses within 1e-9 of NumPy and SciPy, and no saddle beside it',
    ({ data, ...known }) => {
      for (const method of ['gd', 'adam', 'momentum']) {
        const found = fit(TANH, data, { method, learningRate: 0.1, epochs: 200, start: ZEROS });
        const { severity, evidence } = finding(found, 'dead-start') ?? {};
        expect(severity).toBe('error');
        expect(evidence?.slope).toBe(0);
        expect(apart([evidence?.loss, evidence?.lowerLoss] as number[], [known.fromStart, known.lowest])).toBeLessThan(1e-9);
        expect(codes(found)).not.toContain('saddle');
        expect(codes(found)).not.toContain('not-identifiable');
      }
    },
  );

  it.each(LANDSCAPES.saturated)(
    'with the fix the descent comes to the minimum of SciPy: parameters within 1e-6',
    ({ data, ...known }) => {
      const start = startOf(finding(fit(TANH, data, { method: 'gd', start: ZEROS }), 'dead-start'));
      const found = fit(TANH, data, { method: 'gd', start });
      expect(apart(values(found).map(Math.abs), known.minimum)).toBeLessThan(1e-6);
      expect(codes(found)).not.toContain('dead-start');
    },
  );

  it('a product of parameters from zeros, and a term that has vanished, exp(−1000·x), are dead', () => {
    for (const { data } of LANDSCAPES.saturated)
      expect(codes(fit('y ~ a*b*x', data, { method: 'gd', learningRate: 0.1, start: ZEROS }))).toContain('dead-start');
    const x = Array.from({ length: 40 }, (_, i) => 1 + i / 10);
    const decay = { x, y: x.map((at) => 3 * Math.exp(-0.5 * at)) };
    const found = fit('y ~ a*exp(-k*x)', decay, { method: 'gd', learningRate: 0.1, epochs: 100, start: { a: 1, k: 1000 } });
    expect(codes(found)).toContain('dead-start');
  });

  it.each([1e-6, 1e6])('does not depend on units: x times %g, y by as much smaller', (unit) => {
    for (const { data } of LANDSCAPES.saturated) {
      const found = fit(TANH, inUnits(data, unit, 1 / unit), { method: 'gd', start: ZEROS });
      expect(codes(found)).toContain('dead-start');
    }
  });

  it('a method that steps out by itself says it as a note', () => {
    for (const { data, ...known } of LANDSCAPES.saturated)
      for (const method of ['lbfgs', 'lm']) {
        const found = fit(TANH, data, { method, start: ZEROS });
        expect(finding(found, 'dead-start')?.severity).toBe('note');
        expect(codes(found)).not.toContain('saddle');
        expect(apart(values(found).map(Math.abs), known.minimum)).toBeLessThan(1e-5);
      }
  });

  it('is silent beside such a start, at a start that is the minimum, also of parameters that cannot be told apart, and for a line', () => {
    for (const { data, ...known } of LANDSCAPES.saturated) {
      const [a, b] = known.minimum as [number, number];
      expect(codes(fit(TANH, data, { method: 'gd', start: { a: 0.01, b: 0.01 } }))).not.toContain('dead-start');
      expect(codes(fit(TANH, data, { method: 'gd', start: { a, b } }))).not.toContain('dead-start');
      expect(codes(fit('y ~ a*x + b', data, { method: 'gd', start: ZEROS }))).not.toContain('dead-start');
    }
    const x = [1, 2, 3, 4];
    const exact = fit('y ~ a*b*x', { x, y: [6.1, 11.9, 18.2, 23.8] }, { method: 'gd', start: { a: 2, b: 2.9967 } });
    expect(codes(exact)).not.toContain('dead-start');
  });

  it('speaks Korean', () => {
    const [known] = LANDSCAPES.saturated as [(typeof LANDSCAPES.saturated)[number]];
    const found = fit(TANH, known.data, { method: 'gd', start: ZEROS, lang: 'ko' });
    expect(finding(found, 'dead-start')?.message).toMatch(/^시작값\(a = 0, b = 0\)에서는 손실의 기울기가 0이라서/);
  });
});
