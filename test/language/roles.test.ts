import { describe, expect, it } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { nearest, parseExpression, parseFormula, roles } from '../../src/language/index.js';

const of = (formula: string, columns: readonly string[]) => roles(parseFormula(formula), columns);
const notes = (formula: string, columns: readonly string[]): string[] =>
  of(formula, columns).notes.map(({ code, name, detail, span }) => `${code} ${name} ${detail} ${span.start}`);
const codeOf = (formula: string, columns: readonly string[]): string => {
  try {
    of(formula, columns);
  } catch (error) {
    if (error instanceof DownhillError) return `${error.code} ${error.span?.start}`;
  }
  return 'none';
};

describe('roles', () => {
  it('takes names that are columns as variables and all others on the right as parameters, in the order of the text', () => {
    expect(of('log(y) ~ W*sin(x) + b + W*c', ['x', 'y', 'z'])).toMatchObject({
      columns: ['y', 'x'],
      parameters: ['W', 'b', 'c'],
    });
    expect(of('y ~ x > 0 ? c : a', ['x', 'y']).parameters).toEqual(['c', 'a']);
  });

  it('goes over several formulas', () => {
    expect(of('y1 ~ a*exp(-k*t); y2 ~ c*exp(-k*t)', ['t', 'y1', 'y2'])).toMatchObject({
      columns: ['y1', 't', 'y2'],
      parameters: ['a', 'k', 'c'],
    });
  });

  it('takes no name of the left side as a parameter', () => {
    expect(of('log(z) ~ a*x', ['x']).parameters).toEqual(['a']);
  });

  it('goes over a bare expression', () => {
    expect(roles(parseExpression('a*x + b'), ['x'])).toMatchObject({ columns: ['x'], parameters: ['a', 'b'] });
  });

  it('names an indexed parameter once, and its index as a column', () => {
    expect(of('y ~ b[group]*x + b[group]', ['x', 'y', 'group'])).toMatchObject({
      columns: ['y', 'group', 'x'],
      parameters: ['b'],
    });
  });

  it('finds a column whose name is decomposed Hangul', () => {
    expect(of('y ~ a*데이터', ['y', '데이터'.normalize('NFD')]).parameters).toEqual(['a']);
    expect(of(`y ~ a*${'데이터'.normalize('NFD')}`, ['y', '데이터']).columns).toEqual(['y', '데이터']);
  });

  it('notes e, other spellings of pi and functions without brackets', () => {
    expect(notes('y ~ e*x + sin + Pi + ln', ['x', 'y'])).toEqual([
      'name-like-constant e np.e 4',
      'name-like-function sin sin 10',
      'name-like-constant Pi pi 16',
      'name-like-function ln ln 21',
    ]);
    expect(notes('y ~ a*exp(x) + np.e + pi', ['x', 'y'])).toEqual([]);
  });

  it('takes a column named e or sin as a variable, without a note', () => {
    expect(of('y ~ a*e + sin', ['e', 'sin', 'y'])).toMatchObject({ parameters: ['a'], notes: [] });
  });

  for (const [parameter, column] of [
    ['X', 'x'],
    ['ｘ', 'x'],
    ['y1', 'Y_1'],
    ['µ', 'μ'],
    ['tmie', 'time'],
    ['tme', 'time'],
    ['tiime', 'time'],
    ['tima', 'time'],
    ['tmie1', 'time1'],
    ['Time_1', 'time_1'],
    ['temp', 'temp1'],
    ['x4', 'x1'],
    ['x10', 'x1'],
    ['co', 'CO'],
    ['데이타', '데이터'],
  ])
    it(`warns of ${parameter} beside the column ${column}`, () => {
      expect(notes(`z ~ ${parameter}*w`, ['z', 'w', column as string])).toEqual([`name-nearly-column ${parameter} ${column} 4`]);
    });

  it('warns of look-alikes and of words in another case also where the formula reads the column', () => {
    expect(notes('y ~ ｘ*x', ['x', 'y'])).toEqual(['name-nearly-column ｘ x 4']);
    expect(notes('y ~ Temp*temp', ['temp', 'y'])).toEqual(['name-nearly-column Temp temp 4']);
  });

  for (const [formula, columns] of [
    ['y ~ a*x + b', ['x', 'y']],
    ['y ~ b*x1 + c*x2', ['x1', 'x2', 'y']],
    ['y ~ b1*x1 + b2*x2', ['x1', 'x2', 'y']],
    ['y ~ a2*a1 + a3', ['a1', 'y']],
    ['y ~ a*exp(-((x - x0)/s)^2)', ['x', 'y']],
    ['y ~ a*(time - time0)', ['time', 'y']],
    ['y ~ amp1*sin(k*t) + amp2*cos(k*t)', ['amp', 't', 'y']],
    ['y ~ a*ab + b*ac', ['ab', 'ad', 'ac', 'y']],
    ['y ~ kab*t + kac*t^2', ['kad', 't', 'y']],
    ['y ~ a*높이 + b*무게', ['높이', '무게', 'y']],
    ['y ~ tx*t', ['t', 'y']],
    ['v ~ S*sqrt(s) + A*s', ['s', 'v']],
    ['y ~ T*t', ['t', 'y']],
  ] as const)
    it(`does not warn in ${formula} beside ${columns.join(', ')}`, () => {
      expect(notes(formula, columns)).toEqual([]);
    });

  it('refuses pi where a column has that name, but not np.pi and not backticks', () => {
    expect(codeOf('y ~ a*pi', ['pi', 'y'])).toBe('constant-or-column 6');
    expect(of('y ~ a*np.pi + `pi`', ['pi', 'y'])).toMatchObject({ columns: ['y', 'pi'], parameters: ['a'] });
  });

  it('refuses a parameter with two indices, with and without one, and a column with one', () => {
    expect(codeOf('y ~ b[g] + b[h]', ['g', 'h', 'y'])).toBe('parameter-indexed-twice 11');
    expect(codeOf('y ~ b[g] + b', ['g', 'y'])).toBe('parameter-indexed-twice 11');
    expect(codeOf('y ~ a*x[g]', ['x', 'g', 'y'])).toBe('column-indexed 6');
  });

  it('compares 15,000 parameters with 5,000 columns', () => {
    const formula = `y ~ ${Array.from({ length: 15_000 }, (_, i) => `p${i.toString(36)}q`).join('+')}`;
    const columns = Array.from({ length: 5_000 }, (_, i) => `column${i.toString(36)}z`);
    expect(of(formula, [...columns, 'y']).parameters).toHaveLength(15_000);
  });
});

describe('nearest', () => {
  for (const [name, candidates, found] of [
    ['sinn', ['sinh', 'sign', 'sin'], 'sin'],
    ['SIN', ['cos', 'sin'], 'sin'],
    ['tmie', ['tame', 'time'], 'time'],
    ['w', ['b', 'W'], 'W'],
    ['w', ['b', 'c'], null],
    ['heigth', ['weight', 'height'], 'height'],
    ['temperature', ['tempreture', 'x'], 'tempreture'],
    ['', ['x'], null],
    ['x', [], null],
  ] as const)
    it(`to "${name}" among ${candidates.join(', ') || 'nothing'} is ${found}`, () => {
      expect(nearest(name, candidates)).toBe(found);
    });
});
