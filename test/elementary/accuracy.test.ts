import { describe, expect, it } from 'vitest';
import { numbers } from '../../src/base/elementary/numbers.js';
import { operationNamed } from '../../src/expression/operation-named.js';
import type { Operation } from '../../src/expression/operations/operation.js';
import { errorInUlp, ulp } from './ulp.js';
import { functions, points } from './vectors.js';

describe('Against mpmath at 320 bits, over the whole range with edges, zeros and subnormal numbers', () => {
  for (const name of functions) {
    const row = operationNamed(name === 'pow' ? 'power' : name) as Operation;
    const all = points(name);
    it(`${name}: error ≤ ${row.ulp} ulp on ${all.length} points`, () => {
      let worst = { error: 0, args: [] as readonly number[], got: 0 };
      for (const point of all) {
        const got = row.lower(numbers, ...point.args);
        const error = errorInUlp(got, point);
        if (!(error <= worst.error)) worst = { error, args: point.args, got };
      }
      expect(worst.error, JSON.stringify(worst)).toBeLessThanOrEqual(row.ulp);
    });
  }

  for (const [name, exponent] of [
    ['lgamma', -54],
    ['digamma', -52],
  ] as const)
    it(`${name} for x < 0, also near its zeros: error < 2^${exponent} or ${operationNamed(name)?.ulp} ulp`, () => {
      const row = operationNamed(name) as Operation;
      for (const { args, value } of points(`${name}:negative`)) {
        const bound = Math.max(2 ** exponent, row.ulp * ulp(value));
        expect(Math.abs(row.lower(numbers, ...args) - value), `${args}`).toBeLessThan(bound);
      }
    });

  it('every function whose value is approximated has points', () => {
    const approximated = [
      'exp',
      'log',
      'sin',
      'cos',
      'tan',
      'pow',
      'erf',
      'erfc',
      'gamma',
      'lgamma',
      'digamma',
      'trigamma',
      'polygamma',
      'normalPdf',
    ];
    expect(functions).toEqual(expect.arrayContaining(approximated));
  });
});
