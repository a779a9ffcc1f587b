import fc from 'fast-check';
import { call, constant, type Expression, name } from '../../src/expression/node.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';
import type { Operation } from '../../src/expression/operations/operation.js';

/** Expressions over the given names, from the given rows of the table, as written: nothing is simplified. */
export function randomExpression(
  names: readonly string[],
  options: { readonly depth?: number; readonly operations?: readonly Operation[]; readonly constants?: readonly number[] } = {},
): fc.Arbitrary<Expression> {
  const { depth = 4, operations = OPERATIONS, constants = [0, 1, 2, -1, 0.5, 3, 10, -2.5] } = options;
  const leaf = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...names).map(name) as fc.Arbitrary<Expression> },
    { weight: 1, arbitrary: fc.constantFrom(...constants).map((value) => constant(value)) as fc.Arbitrary<Expression> },
  );
  let expression: fc.Arbitrary<Expression> = leaf;
  for (let level = 0; level < depth; level++) {
    const inner = expression;
    const node = fc.constantFrom(...operations).chain((row) => {
      const [least, most] = typeof row.arity === 'number' ? [row.arity, row.arity] : row.arity;
      return fc.array(inner, { minLength: least, maxLength: Math.min(most, least + 1) }).map((args) => call(row.name, ...args));
    });
    expression = fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 3, arbitrary: node });
  }
  return expression;
}

export const rowsNamed = (...wanted: string[]): Operation[] => OPERATIONS.filter((row) => wanted.includes(row.name));

/** A fixed sequence in [0, 1): fractional parts of multiples of the golden ratio, shifted. */
export const spread = (index: number, shift = 0): number => (index * 0.6180339887498949 + shift * 0.41421356) % 1;
