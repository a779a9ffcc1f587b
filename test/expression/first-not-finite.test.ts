import { describe, expect, it } from 'vitest';
import { firstNotFinite } from '../../src/expression/first-not-finite.js';
import { parseExpression, print } from '../../src/language/index.js';

const lost = (text: string, values: Record<string, number>): string | null => {
  const found = firstNotFinite(parseExpression(text).expression, (name) => values[name] as number);
  return found === null ? null : `${print(found.part)} = ${found.value}`;
};

describe('firstNotFinite', () => {
  it('is the innermost part that is lost although its arguments are not', () => {
    expect(lost('a*exp(1000*x) + 1', { a: 1, x: 1 })).toBe('exp(1000*x) = Infinity');
    expect(lost('1/(1 + log(x - c))', { x: 1, c: 2 })).toBe('log(x - c) = NaN');
    expect(lost('a/x', { a: 1, x: 0 })).toBe('a/x = Infinity');
  });

  it('is a name whose value is lost itself', () => {
    expect(lost('2*a + x', { a: Number.POSITIVE_INFINITY, x: 0 })).toBe('a = Infinity');
  });

  it('is none where the whole is finite', () => {
    expect(lost('a*exp(x)', { a: 1, x: 1 })).toBeNull();
  });
});
