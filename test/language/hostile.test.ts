import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import {
  caret,
  javascript,
  latex,
  numpy,
  parseAssignments,
  parseBounds,
  parseExpression,
  parseFormula,
  parseGradient,
  print,
  roles,
} from '../../src/language/index.js';

/** Whatever the text, the end is a tree or an error that can be shown. */
function settles(read: () => unknown, text: string): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DownhillError)) throw error;
    expect(error.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(error.message.length).toBeLessThan(300);
    expect(error.advice.length).toBeGreaterThan(0);
    expect(error.advice.length).toBeLessThan(300);
    const { span } = error;
    if (span === undefined) throw new Error(`no span: ${error.code}`);
    expect(span.text).toBe(text);
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    const lines = caret(span).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]?.length).toBeLessThan(200);
    expect(lines[1]).toMatch(/^ *\^+$/);
  }
}

type Read = (text: string) => unknown;

const ENTRANCES: readonly Read[] = [
  (text) => parseExpression(text),
  (text) => parseExpression(text, { functions: 'data' }),
  (text) => roles(parseFormula(text), ['x', 'y', 'time']),
  parseGradient,
  parseAssignments,
  parseBounds,
];

const MEGABYTE = 1_000_000;
const filled = (piece: string): string => piece.repeat(Math.floor(MEGABYTE / piece.length));

describe('hostile text', () => {
  for (const piece of [
    '(',
    ')',
    '[',
    ']',
    '()',
    'x',
    '1',
    '.',
    '9e9',
    '+',
    '-',
    '*',
    '^',
    '-x^',
    'x^-',
    '?',
    ':',
    '?:',
    'x?',
    'x?x:',
    '<',
    'x<',
    '~',
    ';',
    ',',
    '=',
    'x=1,',
    'x~x;',
    '`',
    '`x',
    '``',
    '`x`+',
    '"',
    "'",
    '\u0000',
    '\n',
    ' ',
    '\t',
    '\u00a0',
    '\ufeff',
    '😀',
    'é́',
    '\u0301',
    '가',
    '\u1100\u1161',
    '\ud800',
    '\udc00',
    'x+',
    '2x+',
    'x y ',
    'sin(',
    'sin(x)+',
    'max(x,',
    'np.',
    'np.sin(',
    'x.',
    'x.mean()',
    'b[g]+',
    'b[',

    '1e999999',
    '1e',
    '_',
    '１',
    '（',
    '\u202e',
    'x/2x',
  ])
    it(`${JSON.stringify(piece).slice(0, 20)}, a million characters of it, ends in an error or a tree`, () => {
      const [expression, , formula, , assignments, bounds] = ENTRANCES as [Read, Read, Read, Read, Read, Read];
      for (const read of [expression, assignments, bounds]) settles(() => read(filled(piece)), filled(piece));
      const shorter = filled(piece).slice(0, 99_000);
      settles(() => expression(shorter), shorter);
      settles(() => formula(`y ~ ${shorter}`), `y ~ ${shorter}`);
    });

  const token = fc.constantFrom(
    'x',
    'y',
    'a',
    'time',
    'b[g]',
    '`net w`',
    'sin',
    'max',
    'np',
    'mean',
    'uniform',
    'pi',
    'inf',
    'and',
    '1',
    '2.5',
    '1e3',
    '.',
    '+',
    '-',
    '*',
    '/',
    '^',
    '**',
    '(',
    ')',
    '[',
    ']',
    ',',
    ';',
    '~',
    '=',
    '==',
    '<',
    '<=',
    '>',
    '!=',
    '?',
    ':',
    ' ',
    '\n',
    '`',
    '"',
    '%',
    '&&',
    '|',
    '；',
    '（',
    'é',
    '데',
    '\ud83d',
    '²',
    '.mean()',
    '0 <',
  );

  it('of random words ends in an error that can be shown, or in a tree that every printer can write', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
        const text = tokens.join('');
        for (const read of ENTRANCES) settles(() => read(text), text);
        settles(() => {
          const { expression } = parseExpression(text);
          expect(parseExpression(print(expression)).expression).toBe(expression);
          for (const write of [latex, numpy, javascript]) write(expression);
        }, text);
      }),
      { seed: 7, numRuns: 1500 },
    );
  });

  it('of random characters ends in an error that can be shown, or in a tree', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'binary-ascii', maxLength: 40 }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        for (const read of ENTRANCES) settles(() => read(text), text);
      }),
      { seed: 8, numRuns: 1500 },
    );
  });
});
