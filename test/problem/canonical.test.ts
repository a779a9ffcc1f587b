import { describe, expect, it } from 'vitest';
import { canonicalForm, rewritten, type Symmetries } from '../../src/problem/canonical.js';

const form = (point: number[], start: number[], symmetries: Symmetries): number[] => {
  const found = canonicalForm(Float64Array.from(point), Float64Array.from(start), symmetries);
  return found === null ? point : Array.from(rewritten(found, Float64Array.from(point)));
};
const none = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
// a*exp(-k*x) + b*exp(-l*x): parameters a, k, b, l
const sums: Symmetries = {
  exchanges: [
    [
      [0, 1],
      [2, 3],
    ],
  ],
  flips: [],
  order: [null, 'ascending', null, 'ascending'],
};

describe('exchangeable terms', () => {
  it('come in the order of the start', () => {
    expect(form([1, 5, 2, 0.5], [9, 0.1, 9, 7], sums)).toEqual([2, 0.5, 1, 5]);
    expect(form([1, 5, 2, 0.5], [9, 7, 9, 0.1], sums)).toEqual([1, 5, 2, 0.5]);
  });
  it('go from slow to fast without a start', () => {
    expect(form([1, 5, 2, 0.5], none, sums)).toEqual([2, 0.5, 1, 5]);
    expect(form([1, 5, 2, 0.5], none, { ...sums, order: [null, 'descending', null, 'descending'] })).toEqual([1, 5, 2, 0.5]);
  });
});

describe('signs', () => {
  // A*sin(k*x) + b*exp(-(x-c)²/w²) without c: parameters A, k, b, w
  const waves: Symmetries = { exchanges: [], flips: [[3], [0, 1]], order: [null, 'ascending', null, 'ascending'] };
  it('are those of the start', () => {
    expect(form([2, -3, 4, -5], [1, 1, 1, 1], waves)).toEqual([-2, 3, 4, 5]);
    expect(form([2, 3, 4, 5], [1, -1, 1, -1], waves)).toEqual([-2, -3, 4, -5]);
  });
  it('are positive without one, in the parameters that are searched before those that follow', () => {
    expect(form([-2, -3, -4, -5], none, waves)).toEqual([2, 3, -4, 5]);
    expect(form([2, -3, 4, 5], none, waves)).toEqual([-2, 3, 4, 5]);
  });
  it('what needs no rewriting is left as it is', () => {
    expect(canonicalForm(Float64Array.of(2, 3, 4, 5), Float64Array.from(none), waves)).toBeNull();
  });
});
