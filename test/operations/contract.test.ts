import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { numbers } from '../../src/base/elementary/numbers.js';
import { differentiate } from '../../src/expression/differentiate.js';
import { evaluate } from '../../src/expression/evaluate.js';
import { call, type Expression, name, topological } from '../../src/expression/node.js';
import { OPERATIONS } from '../../src/expression/operations/index.js';
import type { Operation } from '../../src/expression/operations/operation.js';
import { parseExpression, print } from '../../src/language/index.js';

const LETTERS = ['p', 'q', 'r', 's'];
const arities = ({ arity }: Operation): number[] =>
  typeof arity === 'number' ? [arity] : [arity[0], Math.min(arity[1], arity[0] + 1)];
const range = (row: Operation, i: number) => row.sample[Math.min(i, row.sample.length - 1)] as readonly [number, number];
const callOf = (row: Operation, count: number): Expression =>
  call(row.name, ...LETTERS.slice(0, count).map((letter) => name(letter)));
const at = (e: Expression, args: readonly number[]): number => evaluate(e, (letter) => args[LETTERS.indexOf(letter)] as number);

/** Points of the sample box, at random but always the same. */
const samples = (row: Operation, count: number): fc.Arbitrary<number[]> =>
  fc.tuple(...Array.from({ length: count }, (_, i) => fc.double({ min: range(row, i)[0], max: range(row, i)[1], noNaN: true })));

/** df/dargᵢ by central differences with steps h, h/2 and h/4, extrapolated twice (Richardson 1911). */
function slope(row: Operation, args: readonly number[], i: number, h: number): number {
  const central = (step: number): number => {
    const moved = (by: number) => row.lower(numbers, ...args.map((v, k) => (k === i ? v + by : v)));
    return (moved(step) - moved(-step)) / (2 * step);
  };
  const [a, b, c] = [central(h), central(h / 2), central(h / 4)];
  const [ab, bc] = [(4 * b - a) / 3, (4 * c - b) / 3];
  return (16 * bc - ab) / 15;
}

describe.each(OPERATIONS.map((row) => [row.name, row] as const))('Operation %s', (_, row) => {
  for (const count of arities(row)) {
    it(`${count} arguments: every partial derivative is that of extrapolated central differences within 1e-8`, () => {
      const node = callOf(row, count);
      const partials = row.derivative(node.kind === 'call' ? node.args : [], node);
      const kinks = row.kinks?.(node.kind === 'call' ? node.args : []) ?? [];
      expect(partials).toHaveLength(count);
      fc.assert(
        fc.property(samples(row, count), (args) => {
          partials.forEach((partial, i) => {
            const [low, high] = range(row, i);
            if (low === high) return;
            const h = 2 ** -9;
            const moved = [-h, h].map((by) => args.map((v, k) => (k === i ? v + by : v)));
            // Not across a kink, nor out of the domain.
            if (
              kinks.some(
                (kink) =>
                  Math.abs(at(kink, args)) < 4 * h || at(kink, moved[0] as number[]) * at(kink, moved[1] as number[]) <= 0,
              )
            )
              return;
            const expected = slope(row, args, i, h);
            if (!Number.isFinite(expected)) return;
            const scale = Math.max(1, Math.abs(expected), Math.abs(row.lower(numbers, ...args)) * 10);
            expect(Math.abs(at(partial, args) - expected) / scale, `${args}`).toBeLessThan(1e-8);
          });
        }),
        { seed: 7, numRuns: 100 },
      );
    });

    it(`${count} arguments: differentiates three times, in rows of this table`, () => {
      const known = new Set(OPERATIONS.map((each) => each.name));
      let expressions: Expression[] = [callOf(row, count)];
      const free = LETTERS.slice(0, count).filter((_letter, i) => range(row, i)[0] !== range(row, i)[1]);
      for (let order = 1; order <= 3; order++) expressions = expressions.flatMap((e) => differentiate(e, free)).slice(0, 4);
      for (const node of topological(expressions)) if (node.kind === 'call') expect(known).toContain(node.operation);
      const middle = LETTERS.slice(0, count).map((_letter, i) => range(row, i)[0] * 0.35 + range(row, i)[1] * 0.65);
      for (const e of expressions) expect(at(e, middle)).not.toBeNaN();
    });

    it(`${count} arguments: LaTeX renders in KaTeX, NumPy and JavaScript hold every argument, and the call parses back`, () => {
      const texts = LETTERS.slice(0, count);
      expect(() => katex.renderToString(row.latex(...texts), { throwOnError: true, strict: 'error' })).not.toThrow();
      for (const text of [row.latex(...texts), row.numpy(...texts), row.javascript(...texts)])
        for (const letter of texts) expect(text).toMatch(new RegExp(`\\b${letter}\\b`));
      const node = callOf(row, count);
      expect(parseExpression(print(node)).expression).toBe(node);
      expect(parseExpression(`${row.name}(${texts.join(', ')})`).expression).toBe(node);
    });
  }

  it('has titles in English and Korean, a sample, and a bound in ulp', () => {
    expect(row.title.en.length).toBeGreaterThan(2);
    expect(row.title.ko).toMatch(/\p{Script=Hangul}/u);
    expect(row.sample.length).toBeGreaterThan(0);
    for (const [low, high] of row.sample) expect(low).toBeLessThanOrEqual(high);
    expect(row.ulp).toBeGreaterThanOrEqual(0);
  });

  it('is a real number all over its sample', () => {
    const [count] = arities(row) as [number];
    fc.assert(
      fc.property(samples(row, count), (args) => Number.isFinite(row.lower(numbers, ...args))),
      { seed: 8, numRuns: 100 },
    );
  });

  it('is NaN where an argument is NaN, but for comparisons, x⁰ and the side that where does not take', () => {
    const [count] = arities(row) as [number];
    const middle = Array.from({ length: count }, (_unused, i) => (range(row, i)[0] + range(row, i)[1]) / 2 + 0.25);
    if (row.operator?.strength === 2 || row.operator?.form === 'ternary') return;
    for (let i = 0; i < count; i++) expect(row.lower(numbers, ...middle.map((v, k) => (k === i ? Number.NaN : v)))).toBeNaN();
  });
});

describe('The table', () => {
  it('names every row and alias once', () => {
    const names = OPERATIONS.flatMap((row) => [row.name, ...(row.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has every function of the formula language and every spelling of NumPy and Math that can be pasted', () => {
    const functions =
      'sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh exp expm1 log ln log10 log2 log1p sqrt cbrt abs sign floor ceil round mod min max pow hypot clip sigmoid softplus relu erf erfc gamma lgamma step normalPdf where arcsin arccos arctan arctan2 arcsinh arccosh arctanh power maximum minimum absolute fabs';
    const names = OPERATIONS.flatMap((row) => [row.name, ...(row.aliases ?? [])]);
    expect(names).toEqual(expect.arrayContaining(functions.split(' ')));
  });

  it('has one row for each operator of the formula language, as strong as the language says', () => {
    const operators = OPERATIONS.flatMap(({ operator }) =>
      operator === undefined ? [] : [`${operator.strength} ${operator.form} ${operator.symbol}`],
    );
    expect(operators.sort()).toEqual(
      [
        '1 ternary ?:',
        ...['!=', '<', '<=', '==', '>', '>='].map((s) => `2 infix ${s}`),
        '3 infix +',
        '3 infix -',
        '4 infix *',
        '4 infix /',
        '5 prefix -',
        '6 infix ^',
      ].sort(),
    );
  });
});
