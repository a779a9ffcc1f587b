import { describe, expect, it } from 'vitest';
import { fit } from '../../src/experiment/fit.js';
import { apart, codes, finding, inUnits, LANDSCAPES, numbersOf, startOf, values } from './landscapes.js';

const PEAK = 'y ~ h*exp(-(x - m)^2)';
const FAR = { method: 'gd', learningRate: 0.1, epochs: 200, start: { h: 1, m: -4 } } as const;
const SIGMOID = 'y ~ 1/(1 + exp(-k*(x - m)))';
const sigmoid = (() => {
  const x = Array.from({ length: 80 }, (_, i) => i / 8);
  return { x, y: x.map((at, i) => 1 / (1 + Math.exp(-1.5 * (at - 5))) + (((i * 37) % 11) - 5) / 500) };
})();

describe('plateau', () => {
  it.each(LANDSCAPES.peak)(
    'a peak far beside the data: losses 1e-9, curvatures 1e-6 and minimum 1e-7 of NumPy and SciPy',
    ({ data, ...known }) => {
      const found = fit(PEAK, data, FAR);
      const { severity, evidence } = finding(found, 'plateau') ?? {};
      expect(severity).toBe('error');
      expect(apart([evidence?.loss as number], [known.fromStart])).toBeLessThan(1e-6);
      expect(apart([evidence?.lowerLoss as number], [known.lowest])).toBeLessThan(1e-9);
      expect(apart(Object.values(numbersOf(finding(found, 'plateau'), 'parameters')), known.minimum)).toBeLessThan(1e-7);
      expect(apart([evidence?.curvatureAtMinimum as number], [known.curvatureAtMinimum])).toBeLessThan(1e-3);
      expect(evidence?.shareOfDrop).toBeLessThan(1e-6);
      expect(codes(found)).not.toContain('not-identifiable');
    },
  );

  it.each(LANDSCAPES.peak)(
    'with the fix the descent arrives: parameters 1e-5 of SciPy, and nothing is said',
    ({ data, ...known }) => {
      const start = startOf(finding(fit(PEAK, data, FAR), 'plateau'));
      const found = fit(PEAK, data, { ...FAR, start });
      expect(apart(values(found), known.minimum)).toBeLessThan(1e-5);
      expect(codes(found)).not.toContain('plateau');
    },
  );

  it('a sigmoid that starts far from the data is on one, for gd and adam', () => {
    for (const method of ['gd', 'adam'])
      for (const m of [50, -50])
        expect(codes(fit(SIGMOID, sigmoid, { method, learningRate: 0.1, epochs: 100, start: { k: 1.5, m } }))).toContain(
          'plateau',
        );
  });

  it('is silent for healthy sigmoids: one that arrived, one that is short of epochs, and one that starts at its best', () => {
    expect(codes(fit(SIGMOID, sigmoid, { method: 'gd', start: { k: 0.5, m: 3 } }))).not.toContain('plateau');
    for (const epochs of [1, 3, 10])
      expect(codes(fit(SIGMOID, sigmoid, { method: 'gd', learningRate: 0.3, epochs, start: { k: 0.5, m: 3 } }))).not.toContain(
        'plateau',
      );
    expect(codes(fit(SIGMOID, sigmoid, { method: 'gd', start: { k: 1.5, m: 5 } }))).not.toContain('plateau');
  });

  it.each([1e-6, 1e6])('does not depend on units: x and y times %g', (unit) => {
    for (const { data } of LANDSCAPES.peak) {
      const columns = inUnits(data, unit, 1 / unit);
      const found = fit(`y ~ h*exp(-((x - m)/${unit})^2)`, columns, {
        ...FAR,
        learningRate: unit < 1 ? 1e-14 : 1e-14,
        start: { h: 1 / unit, m: -4 * unit },
      });
      expect(codes(found)).toContain('plateau');
    }
  });

  it('is silent where downhill searches itself, and where the model is linear', () => {
    for (const { data } of LANDSCAPES.peak) {
      expect(codes(fit(PEAK, data, { start: FAR.start }))).not.toContain('plateau');
      expect(codes(fit('y ~ a*x + b', data, { method: 'gd', learningRate: 1e-9, epochs: 5 }))).not.toContain('plateau');
    }
  });

  it('speaks Korean', () => {
    const [known] = LANDSCAPES.peak as [(typeof LANDSCAPES.peak)[number]];
    expect(finding(fit(PEAK, known.data, { ...FAR, lang: 'ko' }), 'plateau')?.message).toMatch(
      /^이 실행이 머무는 곳에서는 손실이 거의 평평합니다/,
    );
  });
});
