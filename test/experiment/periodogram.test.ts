import { expect, it } from 'vitest';
import { periodograms } from '../../src/experiment/periodogram.js';
import { spread } from '../expression/random-expression.js';

it.each([0, 1, 4, 7, 30])('|Σ y e^{iωx}|² at %d frequencies, to 1e-12 of the largest of a sum of its own for each', (count) => {
  const x = Float64Array.from({ length: 41 }, (_, i) => 3 + i / 4 + 0.2 * spread(i));
  const y = x.map((value, i) => Math.sin(2 * value) + spread(i, 1));
  const step = 0.15;
  const power = periodograms(x, step, count)(y);
  expect(power.length).toBe(count);
  const direct = Array.from({ length: count }, (_, k) => {
    const w = step * (k + 1);
    const [re, im] = [0, 0.5 * Math.PI].map((shift) =>
      x.reduce((sum, value, i) => sum + (y[i] as number) * Math.cos(w * value - shift), 0),
    ) as [number, number];
    return re * re + im * im;
  });
  const largest = Math.max(1, ...direct);
  direct.forEach((value, k) => {
    expect(Math.abs((power[k] as number) - value)).toBeLessThan(1e-12 * largest);
  });
});

it('the same values give the same bits in every round', () => {
  const x = Float64Array.from({ length: 20 }, (_, i) => i / 3);
  const of = periodograms(x, 0.1, 40);
  const y = x.map((value) => Math.cos(value));
  const first = of(y);
  of(x);
  expect(of(y)).toEqual(first);
});
