import { describe, expect, it } from 'vitest';
import { codesOf, findingOf, gd, line, number, REFERENCE, relative, SEEDS, scaled } from './found.js';

const CODE = 'rate-too-high';
const limitOf = (seed: number): number => 2 / (REFERENCE.line?.find((one) => one.seed === seed)?.largest as unknown as number);

describe(CODE, () => {
  for (const seed of SEEDS) {
    it(`fires 5% above 2/λmax of NumPy's eigenvalues, names the limit within 1e-12, and its fix ends it (seed ${seed})`, () => {
      const limit = limitOf(seed);
      const finding = findingOf(CODE, 'y ~ a*x + b', line(seed), gd(1.05 * limit, 300));
      expect(finding?.severity).toBe('error');
      expect(relative(number(finding, 'limit'), limit)).toBeLessThan(1e-12);
      const better = finding?.fix?.['learning rate'] as number;
      expect(codesOf('y ~ a*x + b', line(seed), gd(better, 5000))).toEqual([]);
    });

    it(`does not fire 2% below 2/λmax (seed ${seed})`, () => {
      expect(codesOf('y ~ a*x + b', line(seed), gd(0.98 * limitOf(seed), 300))).not.toContain(CODE);
    });

    it(`is the same in units of 1e6 and 1e-6: the limit goes with their square (seed ${seed})`, () => {
      for (const unit of [1e6, 1e-6]) {
        const data = scaled(line(seed), { y: unit });
        const finding = findingOf(CODE, 'y ~ a*x + b', data, gd(1.05 * limitOf(seed), 300));
        expect(relative(number(finding, 'limit'), limitOf(seed))).toBeLessThan(1e-12);
      }
    });
  }

  it('with momentum 0.9 the limit is 1.9 times as high, with Nesterov 3.8/2.8 of 1/λmax', () => {
    for (const [method, times] of [
      ['momentum', 1.9],
      ['nesterov', 3.8 / 2.8 / 2],
    ] as const) {
      const limit = times * limitOf(1);
      const above = findingOf(CODE, 'y ~ a*x + b', line(1), gd(1.1 * limit, 300, { method }));
      expect(relative(number(above, 'limit'), limit)).toBeLessThan(1e-12);
      expect(codesOf('y ~ a*x + b', line(1), gd(0.9 * limit, 300, { method }))).not.toContain(CODE);
    }
  });

  it('sees a curvature that is only at the minimum: a²·x has none at a = 0.01, and 4a²·mean(x²) at a = √2, within 1e-9', () => {
    const { x = [] } = line(1, 40, 0, 3);
    const data = { x, y: x.map((value) => 2 * value) };
    const curvature = (8 * x.reduce((sum, value) => sum + value * value, 0)) / x.length;
    const finding = findingOf(CODE, 'y ~ a^2*x', data, { ...gd(6 / curvature, 200), start: { a: 0.01 } });
    expect(relative(number(finding, 'largestCurvature'), curvature)).toBeLessThan(1e-9);
  });

  it('fires for poisson, logistic and huber losses, whose curvature is not that of least squares', () => {
    const { x = [] } = line(2, 80, -2, 2);
    const counts = { x, y: x.map((value) => Math.round(20 * Math.exp(0.3 * value))) };
    const answers = { x: x.map((value) => 100 * value), y: x.map((value, i) => Number(value > 0 !== (i % 7 === 0))) };
    expect(codesOf('y ~ a*x + b', counts, gd(1, 200, { loss: 'poisson' }))).toContain(CODE);
    expect(codesOf('y ~ a*x + b', answers, gd(5, 200, { loss: 'logistic' }))).toContain(CODE);
    expect(codesOf('y ~ a*x + b', line(2), gd(0.2, 200, { loss: 'huber', lossSettings: { delta: 1e4 } }))).toContain(CODE);
  });

  it('a gradient that is 50 times too large counts fifty-fold; a wrong one is no matter of rates', () => {
    const sum = { a: '50*mean((prediction - y)*x)', b: '50*mean(prediction - y)' };
    const finding = findingOf(CODE, 'y ~ a*x + b', line(1), gd(0.03, 200, { gradient: sum }));
    expect(number(finding, 'gradientFactor')).toBeCloseTo(50, 9);
    expect(relative(number(finding, 'limit'), limitOf(1) / 50)).toBeLessThan(1e-9);
    const wrong = { a: 'mean((prediction - y)*x*x)', b: 'mean(prediction - y)' };
    const codes = codesOf('y ~ a*x + b', line(1), gd(0.1, 200, { gradient: wrong }));
    expect(codes).toContain('gradient-wrong');
    expect(codes).not.toContain(CODE);
  });

  it('says it of 30,000 rows by all of them, though it is judged on 10,000', () => {
    const finding = findingOf(CODE, 'y ~ a*x + b', line(5, 30_000), gd(0.1, 200));
    // E[x²] = 100/3, E[x] = 5: λmax = 34.09…, and 30,000 draws are within 2% of it
    expect(relative(number(finding, 'limit'), 2 / 34.0919)).toBeLessThan(0.02);
  });
});
