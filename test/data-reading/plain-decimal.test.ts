import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RowLayout, Scanner } from '../../src/data/plain/scanner.js';

const scanned = (cells: readonly string[], layout: Partial<RowLayout> = {}): Float64Array | null => {
  const out = new Float64Array(cells.length);
  const bytes = new TextEncoder().encode(cells.map((cell) => `${cell},0\n`).join(''));
  const scanner = new Scanner({ fields: [out, null], delimiter: 0x2c, utf8: true, ...layout }, cells.length);
  return scanner.scan(bytes, bytes.length) ? out : null;
};

const digits = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 0, maxLength: most }).map((list) => list.join(''));

/** Numbers in every plain notation. */
const numbers = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: digits(21),
    fraction: fc.option(digits(24)),
    exponent: fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '-', '+'), fc.integer({ min: 0, max: 330 }))),
    blanks: fc.constantFrom('', ' ', '\t ', '  '),
  })
  .filter(({ whole, fraction }) => whole !== '' || (fraction ?? '') !== '')
  .map(
    ({ sign, whole, fraction, exponent, blanks }) =>
      `${blanks}${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent?.join('') ?? ''}${blanks}`,
  );

describe('a scanner of plain numbers', () => {
  it('reads every plain number to the bits that Number gives, for 40,000 random ones of up to 45 digits', () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 40 }), (cells) => {
        expect(scanned(cells)).toEqual(Float64Array.from(cells, Number));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads doubles as they are printed by JavaScript, C (%.17g, %.18e) and with 6 digits to the same bits', () => {
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(doubles, { minLength: 1, maxLength: 50 }), (values) => {
        const cells = values.flatMap((value) => [
          String(value),
          value.toPrecision(17),
          value.toExponential(18),
          value.toExponential(5),
        ]);
        expect(scanned(cells)).toEqual(Float64Array.from(cells, Number));
      }),
      { numRuns: 1000 },
    );
  });

  it('rounds what lies at and beside the middle of two doubles as Number does', () => {
    // 2⁵³ + 1, 2⁵³ + 3 and the like are exact middles; a digit more decides them.
    const middles = [
      '9007199254740993',
      '9007199254740995',
      '4503599627370496.5',
      '4503599627370497.5',
      '1.00000000000000011102',
      '0.500000000000000166533453694',
    ];
    const cells = middles.flatMap((text) => [text, `${text}${text.includes('.') ? '' : '.'}0000000000000000001`, `-${text}`]);
    expect(scanned(cells)).toEqual(Float64Array.from(cells, Number));
  });

  it('keeps cells without a digit as NaN with their text', () => {
    const out = new Float64Array(4);
    const bytes = new TextEncoder().encode('1\tNA\r\n2\t \r\n\tinf\r\n-0\t-3e2\r\n');
    const scanner = new Scanner({ fields: [out, new Float64Array(4)], delimiter: 9, utf8: true }, 4);
    expect(scanner.scan(bytes, bytes.length)).toBe(true);
    expect(out).toEqual(Float64Array.of(1, 2, Number.NaN, -0));
    expect(scanner.written.map((cells) => [...cells])).toEqual([
      [[2, '']],
      [
        [0, 'NA'],
        [1, ''],
        [2, 'inf'],
      ],
    ]);
  });

  it.each([
    ['quotes', '"1"'],
    ['a decimal comma', '1,5'],
    ['a number with a unit', '5 mm'],
    ['a date', '2026-01-02'],
    ['signs between thousands', "1'000"],
    ['the typographic minus', '−1'],
    ['hexadecimal numbers', '0x1F'],
    ['an exponent without digits', '1e'],
    ['two points', '1.2.3'],
    ['a zero byte', '\0'],
    ['a carriage return within', '1\r2'],
  ])('leaves %s to the reader of text', (_, cell) => {
    expect(scanned(['1', cell, '2'])).toBeNull();
  });

  it('leaves blank lines, comments, rows of nothing and rows of other lengths to the reader of text', () => {
    for (const text of ['1,2\n\n3,4\n', '1,2\n# end\n3,4\n', '1,2\n%\n', '1,2\n,\n3,4\n', '1,2\n3\n', '1,2,3\n']) {
      const bytes = new TextEncoder().encode(text);
      const fields = [new Float64Array(9), new Float64Array(9)];
      expect(new Scanner({ fields, delimiter: 0x2c, utf8: true }, 9).scan(bytes, bytes.length), text).toBe(false);
    }
  });

  it('leaves numbers that floats of 4 bytes cannot hold to the reader of text, which tells where they stand', () => {
    for (const cell of ['1e39', '-3.5e38', '1e-40'])
      expect(scanned([cell], { fields: [new Float32Array(1), null] }), cell).toBeNull();
    expect(scanned(['0', '1.5', 'nan', '3.4e38'], { fields: [new Float32Array(4), null] })).not.toBeNull();
  });
});
