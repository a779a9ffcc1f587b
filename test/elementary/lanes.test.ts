import { describe, expect, it } from 'vitest';
import type { Arithmetic } from '../../src/base/arithmetic.js';
import { numbers } from '../../src/base/elementary/numbers.js';
import { operationNamed } from '../../src/expression/operation-named.js';
import type { Operation } from '../../src/expression/operations/operation.js';
import { functions, points } from './vectors.js';

/** As a vector unit works that computes every side for every lane, and on which a read beyond a table is a fault. */
const eager: Arithmetic<number, boolean> = {
  ...numbers,
  choose(condition, yes, no) {
    const [a, b] = [yes(), no()];
    return condition ? a : b;
  },
  lookup(table, index) {
    if (!(index >= 0 && index < table.values.length && Number.isInteger(index))) throw new RangeError(`${table.name}[${index}]`);
    return table.values[index] as number;
  },
  power2: (n) => (n >= -1022 && n <= 1023 && Number.isInteger(n) ? numbers.power2(n) : 123.456),
  exponent: (a) => (Math.abs(a) >= 2 ** -1022 && Math.abs(a) < Number.POSITIVE_INFINITY ? numbers.exponent(a) : 77),
  call: (fn, ...args) => fn.body(eager, ...args),
};

describe('Computed on both sides of every choice, with other garbage where garbage is allowed', () => {
  const odd = [
    0,
    -0,
    5e-324,
    -1e-310,
    1,
    -1,
    0.5,
    2,
    171.5,
    1e18,
    -1e18,
    1e300,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const name of functions)
    it(`${name} has the same bits`, () => {
      const row = operationNamed(name === 'pow' ? 'power' : name) as Operation;
      const args = points(name)
        .slice(0, 300)
        .map((point) => point.args);
      const arity = args[0]?.length ?? 1;
      for (const a of odd) for (const b of arity === 1 ? [0] : odd) args.push([a, b, 1].slice(0, arity));
      for (const list of args) expect(row.lower(eager, ...list), `${list}`).toBe(row.lower(numbers, ...list));
    });
});
