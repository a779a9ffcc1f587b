import fc from 'fast-check';
import { call, constant, type Expression, indexed, name } from '../../src/expression/node.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';

/** Names with everything that a column may be called. */
const nameText = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'x',
        'y',
        'a',
        'b',
        'k_1',
        'theta',
        'x1',
        'e',
        'sin',
        'pi',
        'π',
        'np',
        '데이터',
        'tau_max',
        'and',
        'CO2',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'net weight',
        'a`b',
        '`',
        '``',
        'x²',
        'Sepal.Length',
        ' x',
        '\n',
        '1st',
        '_',
        '__proto__',
        '\u0000',
        '{_^~\\%$#&}',
      ),
    },
  )
  .map((text) => text.normalize('NFC'));

/** What a number in a formula can be. */
const written = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 0.5, 10, 1e5, 1e21, 1e-7, 1.5e-300, 5e-324, Number.MAX_VALUE),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0),
);

const leaf = (numbers: fc.Arbitrary<number>): fc.Arbitrary<Expression> =>
  fc.oneof(
    { weight: 3, arbitrary: nameText.map((text) => name(text)) },
    { weight: 2, arbitrary: numbers.map((value) => constant(value)) },
    { weight: 1, arbitrary: fc.constantFrom(constant(Math.PI, 'pi'), constant(Math.E, 'e')) },
    { weight: 1, arbitrary: fc.tuple(nameText, nameText).map(([text, by]) => indexed(text, by)) },
  );

const OPERATORS = OPERATIONS.filter((row) => row.operator !== undefined);

function tree(leaves: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc.letrec<{ node: Expression }>((tie) => {
    const callOf = (rows: typeof OPERATIONS): fc.Arbitrary<Expression> =>
      fc.constantFrom(...rows).chain((row) => {
        const [least, most] = typeof row.arity === 'number' ? [row.arity, row.arity] : row.arity;
        return fc
          .array(tie('node'), { minLength: least, maxLength: Math.min(most, least + 2) })
          .map((args) => call(row.name, ...args));
      });
    return {
      node: fc.oneof(
        { maxDepth: 6, depthSize: 'large' },
        { weight: 2, arbitrary: leaves },
        { weight: 5, arbitrary: callOf(OPERATORS) },
        { weight: 2, arbitrary: callOf(OPERATIONS) },
      ),
    };
  }).node;
}

/** Trees that the parser can make. */
export const parsedTree = tree(leaf(written));

/** Trees that only builders make: negative numbers, −0, infinities, NaN. */
export const builtTree = tree(
  leaf(fc.oneof(written, fc.constantFrom(-1, -2.5, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY))),
);

/** Trees over three plain names, for evaluation. */
export const plainTree = tree(
  fc.oneof(
    fc.constantFrom('x', 'y', 'z').map((text) => name(text)),
    fc.oneof(written, fc.constantFrom(-1, -2.5, -0, Number.NaN, Number.POSITIVE_INFINITY)).map((value) => constant(value)),
  ),
);
