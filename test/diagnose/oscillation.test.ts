import { describe, expect, it } from 'vitest';
import { codesOf, findingOf, gd, line, number, REFERENCE, relative, SEEDS, scaled } from './found.js';

const CODE = 'oscillation';
const curvaturesOf = (seed: number) =>
  REFERENCE.line?.find((one) => one.seed === seed) as unknown as { largest: number; smallest: number };

describe(CODE, () => {
  for (const seed of SEEDS) {
    const { largest, smallest } = curvaturesOf(seed);
    it(`fires at 97% of 2/λmax with NumPy's λmax and λmin within 1e-9, and its fix ends it (seed ${seed})`, () => {
      const finding = findingOf(CODE, 'y ~ a*x + b', line(seed), gd(1.94 / largest, 40));
      expect(finding?.severity).toBe('warning');
      expect(number(finding, 'sharpTurns')).toBe(1);
      expect(relative(number(finding, 'largestCurvature'), largest)).toBeLessThan(1e-9);
      expect(relative(number(finding, 'smallestCurvature'), smallest)).toBeLessThan(1e-9);
      expect(relative(number(finding, 'limit'), 2 / largest)).toBeLessThan(1e-9);
      const better = finding?.fix?.['learning rate'] as number;
      expect(codesOf('y ~ a*x + b', line(seed), gd(better, 40))).not.toContain(CODE);
      expect(codesOf('y ~ a*x + b', line(seed), gd(better, 2000))).toEqual([]);
    });

    it(`is the same in units of 1e6 and 1e-6 (seed ${seed})`, () => {
      for (const unit of [1e6, 1e-6]) {
        const data = scaled(line(seed), { x: unit, y: 1 / unit });
        const options = gd(1.94 / largest / unit ** 2, 40, { start: { a: 0 } });
        const still = scaled(line(seed), { y: 1 / unit });
        expect(codesOf('y ~ a*x', data, options)).toEqual(
          codesOf('y ~ a*x', line(seed), gd(1.94 / largest, 40, { start: { a: 0 } })),
        );
        expect(codesOf('y ~ a*x + b', still, gd(1.94 / largest, 40))).toContain(CODE);
      }
    });

    it(`does not fire at 60% of 2/λmax, nor where it has arrived, nor above 2/λmax once the loss has grown (seed ${seed})`, () => {
      expect(codesOf('y ~ a*x + b', line(seed), gd(1.2 / largest, 40))).not.toContain(CODE);
      expect(codesOf('y ~ a*x + b', line(seed), gd(1.6 / largest, 4000, { stop: 'step < 1e-30' }))).not.toContain(CODE);
      expect(codesOf('y ~ a*x + b', line(seed), gd(2.1 / largest, 100))).not.toContain(CODE);
    });
  }

  it('does not fire for methods that find their steps themselves, nor after fewer than 21 steps', () => {
    for (const method of ['auto', 'lm', 'gd'] as const) expect(codesOf('y ~ a*x + b', line(1), { method })).not.toContain(CODE);
    expect(codesOf('y ~ a*x + b', line(1), gd(1.98 / curvaturesOf(1).largest, 20))).not.toContain(CODE);
  });

  it('a gradient that is twice too large swings at half the rate', () => {
    const gradient = { a: '2*mean((prediction - y)*x)', b: '2*mean(prediction - y)' };
    const finding = findingOf(CODE, 'y ~ a*x + b', line(1), gd(0.97 / curvaturesOf(1).largest, 40, { gradient }));
    expect(relative(number(finding, 'limit'), 1 / curvaturesOf(1).largest)).toBeLessThan(1e-5);
  });
});
