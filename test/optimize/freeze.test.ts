import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeze, thaw } from '../../src/optimize/freeze.js';

describe('freeze and thaw', () => {
  it('keep every number, array and object to the bit', () => {
    const leaf = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.double()).map((values) => Float64Array.from(values)),
      fc.array(fc.nat()).map((values) => Uint32Array.from(values)),
    );
    const key = fc.string({ minLength: 1 }).filter((name) => !name.startsWith('$') && name !== '__proto__');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        // toEqual tells −0 from 0 and takes NaN for NaN.
        expect(thaw(freeze(value))).toEqual(value);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('write NaN, ±∞ and −0 as words and all else as JSON does', () => {
    expect(freeze({ a: -0, b: Float64Array.of(Number.NaN, -0, 0.1, Number.NEGATIVE_INFINITY), c: undefined, d: 'x' })).toBe(
      '{"a":{"$number":"-0"},"b":{"$float64":["NaN","-0",0.1,"-Infinity"]},"d":"x"}',
    );
  });

  it('refuse what is no plain data', () => {
    expect(() => freeze(() => 1)).toThrow(TypeError);
    expect(() => freeze({ at: new Date(0) })).toThrow(TypeError);
    expect(() => freeze({ $float64: 1 })).toThrow('keys that begin with $');
  });
});
