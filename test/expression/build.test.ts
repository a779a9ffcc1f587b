import { describe, expect, it } from 'vitest';
import { add, apply, divide, multiply, negate, number, power, subtract } from '../../src/expression/build.js';
import { constant, name } from '../../src/expression/node.js';
import { print } from '../../src/language/index.js';

const [x, y] = [name('x'), name('y')];
const PI = constant(Math.PI, 'pi');

describe('the constructors', () => {
  it.each([
    ['0 + x is x', add(number(0), x), 'x'],
    ['x + x is 2*x', add(x, x), '2*x'],
    ['2*x + 3*x is 5*x', add(multiply(number(2), x), multiply(number(3), x)), '5*x'],
    ['x + (-y) is x - y', add(x, negate(y)), 'x - y'],
    ['x - (-2)*y is x + 2*y', subtract(x, multiply(number(-2), y)), 'x + 2*y'],
    ['x - x stays: it is NaN where x is not finite', subtract(x, x), 'x - x'],
    ['x/x stays', divide(x, x), 'x/x'],
    ['0*x is 0', multiply(number(0), x), '0'],
    ['x*2*3 is 6*x', multiply(multiply(x, number(2)), number(3)), '6*x'],
    ['(-x)*(-y) is x*y', multiply(negate(x), negate(y)), 'x*y'],
    ['x*(1/y) is x/y', multiply(x, divide(number(1), y)), 'x/y'],
    ['0.5*(2*x) is x', multiply(number(0.5), multiply(number(2), x)), 'x'],
    ['-(x - y) is y - x', negate(subtract(x, y)), 'y - x'],
    ['x^1 is x, x^0 is 1', add(power(x, number(1)), power(x, number(0))), 'x + 1'],
    ['x^-1 is 1/x', power(x, number(-1)), '1/x'],
    ['2*3 folds', multiply(number(2), number(3)), '6'],
    ['1/3 does not, for it would be longer', divide(number(1), number(3)), '1/3'],
    ['pi keeps its name', multiply(number(2), PI), '2*pi'],
    ['sqrt(4) folds', apply('sqrt', number(4)), '2'],
    ['log(-1) does not become NaN', apply('log', number(-1)), 'log(-1)'],
    ['a choice between equals is none', apply('where', x, y, y), 'y'],
    ['a constant condition decides', apply('where', apply('less', number(1), number(2)), x, y), 'x'],
    ['a factor goes into the side that is there', multiply(apply('where', x, y, number(0)), power(x, number(-1))), 'x ? y/x : 0'],
    ['halves of one choice join', add(apply('where', x, y, number(0)), apply('where', x, number(0), y)), 'y'],
  ])('%s', (_, made, text) => {
    expect(print(made)).toBe(text);
  });

  it('keeps a draw of the data language as a call', () => {
    expect(apply('uniform', number(0), number(1))).toMatchObject({ kind: 'call', operation: 'uniform' });
  });
});
