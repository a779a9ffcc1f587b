import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digits, withError } from '../../src/base/number-format.js';
import { shellLine } from '../../src/cli/shell-quote.js';
import { alignedTable, textWidth } from '../../src/cli/table-text.js';
import { jsonText } from '../../src/node/json-text.js';

describe('numbers for people', () => {
  it('have as many digits as their error supports: two of the error', () => {
    const both = (value: number | null, error: number | null) => Object.values(withError(value, error));
    expect(both(9.97432, 0.1512)).toEqual(['9.97', '0.15']);
    expect(both(1234567.8, 4321)).toEqual(['1234568', '4321']);
    expect(both(0.00123456, 0.0000123)).toEqual(['0.001235', '0.000012']);
    expect(both(3.2e-9, 1.5e-10)).toEqual(['3.20e-9', '1.5e-10']);
    expect(both(2.5, null)).toEqual(['2.5', '–']);
    expect(both(2, 0)).toEqual(['2', '0']);
    expect(both(null, null)).toEqual(['–', '–']);
    expect(both(1e20, 1e18)).toEqual(['1.000e+20', '1.0e+18']);
  });

  it('have no tail of zeros without an error', () => {
    expect([0.1, 100, 1e-7, 123456789, 1e300, -0.5, 0, null].map((x) => digits(x))).toEqual([
      '0.1',
      '100',
      '1e-7',
      '123456789',
      '1e+300',
      '-0.5',
      '0',
      '–',
    ]);
  });
});

describe('tables', () => {
  it('count a Hangul syllable as two columns and a colour as none', () => {
    expect(['a', '한글', '\x1b[31mred\x1b[39m', 'e\u0301', '−'].map(textWidth)).toEqual([1, 4, 3, 1, 1]);
  });

  it('keep their columns below each other', () => {
    expect(
      alignedTable(
        [
          ['이름', 'x'],
          ['b', '10'],
        ],
        ['left', 'right'],
      ),
    ).toEqual(['이름   x', 'b     10']);
  });
});

describe('a command line', () => {
  it('is read by a shell as the words it was made of', () => {
    expect(shellLine(['downhill', 'fit', 'a b.csv', "y ~ it's", '--x=1'])).toBe("downhill fit 'a b.csv' 'y ~ it'\\''s' --x=1");
  });
});

describe('JSON', () => {
  it('reads back to the same bits, −0 too', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true }), (value, number) => {
        expect(JSON.parse(jsonText({ value, number }))).toEqual({ value, number });
      }),
      { seed: 7, numRuns: 300 },
    );
    expect(jsonText([-0, null, Number.NaN, undefined])).toBe('[-0, null, null, null]\n');
    expect(jsonText({ a: undefined, b: [], c: {} })).toBe('{\n  "b": [],\n  "c": {}\n}\n');
  });
});
