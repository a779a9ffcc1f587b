import { describe, expect, it } from 'vitest';
import { curveOf, cycles, highestFrequency } from '../../src/experiment/data-features.js';
import { landmarks } from '../../src/experiment/landmarks.js';

const range = (from: number, to: number, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => from + ((to - from) * i) / (n - 1));
/** Places without a grid: multiples of the golden ratio, modulo 1. */
const uneven = (span: number, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => span * (((i + 1) * 0.6180339887498949) % 1)).sort();

describe('the highest frequency that places can tell', () => {
  it('is half the sampling rate for even ones, to 1e-12 of it, repeated ones counted once', () => {
    const once = range(0, 10, 51);
    expect(highestFrequency(once) / (Math.PI / 0.2)).toBeCloseTo(1, 12);
    expect(highestFrequency(Float64Array.from([...once, ...once]).sort()) / (Math.PI / 0.2)).toBeCloseTo(1, 12);
  });

  it('is above half the mean rate for uneven ones, at most ten times, and 0 where all are alike', () => {
    const x = Float64Array.from({ length: 100 }, (_, i) => i + (i % 2 === 0 ? 0 : -0.8));
    expect(highestFrequency(x)).toBeGreaterThan(4 * Math.PI);
    expect(highestFrequency(x)).toBeLessThanOrEqual(10 * Math.PI * 1.01);
    expect(highestFrequency(new Float64Array(5).fill(3))).toBe(0);
  });

  it('lets a wave be found, to 1%, above half the mean rate of uneven places', () => {
    const x = uneven(60, 90);
    const w = 1.3 * ((Math.PI * 89) / 60);
    const y = x.map((value) => Math.sin(w * value) + 0.3 * Math.cos(0.2 * value));
    expect(Math.abs((cycles(curveOf(x, y))[0] as number) / w - 1)).toBeLessThan(0.01);
  });
});

describe('landmarks', () => {
  const x = range(0, 100, 201);
  const bell = (at: number, width: number) => (value: number) => Math.exp(-(((value - at) / width) ** 2));

  it('are two peaks and the dip between them, to half a step, the more prominent first', () => {
    const y = x.map((value) => 2 * bell(70, 5)(value) + bell(30, 5)(value));
    const { peaks, dips } = landmarks({ x, y });
    expect(peaks.map(({ at }) => at)).toEqual([70, 30]);
    expect(dips.map(({ at }) => Math.abs(at - 48) < 4)).toEqual([true]);
  });

  it('a step is at its middle, with the width of its slope', () => {
    const { steps } = landmarks({ x, y: x.map((value) => Math.tanh((value - 40) / 4)) });
    expect(Math.abs((steps[0]?.at as number) - 40)).toBeLessThanOrEqual(0.5);
    expect(steps[0]?.width as number).toBeGreaterThan(2);
    expect(steps[0]?.width as number).toBeLessThan(8);
  });

  it('a peak that shows only as the shoulder of another is a bend, to one width', () => {
    const y = x.map((value) => 2 * bell(50, 10)(value) + 0.7 * bell(66, 7)(value));
    const { peaks, bends } = landmarks({ x, y });
    expect(peaks).toHaveLength(1);
    expect(bends.some(({ at }) => Math.abs(at - 66) < 7)).toBe(true);
  });

  it('there are none of fewer than 6 points, or of a constant', () => {
    const none = { peaks: [], dips: [], steps: [], bends: [] };
    expect(landmarks({ x: range(0, 1, 5), y: range(0, 1, 5) })).toEqual(none);
    expect(landmarks({ x, y: x.map(() => 3) })).toEqual(none);
  });
});
