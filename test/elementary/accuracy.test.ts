import { describe, expect, it } from 'vitest';
import { numbers } from '../../src/base/elementary/numbers.js';
import { operationNamed } from '../../src/expression/operation-named.js';
import type { Operation } from '../../src/expression/operations/operation.js';
import { errorInUlp, functions, points } from './ulp.js';

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
