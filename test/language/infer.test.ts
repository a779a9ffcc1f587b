import { describe, expect, it } from 'vitest';
import { type ParametersOf, parseFormula, roles } from '../../src/language/index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_Claim extends true>(): void => {};

const LONG =
  'CO2 ~ level + slope*t + bend*t^2 + amplitude1*sin(2*pi*t + phase1) + amplitude2*cos(4*pi*t + phase2) + amplitude3*sin(6*pi*t + phase3) + decay*exp(-rate*(t - start)) + (t > change ? jump : 0) + normalPdf(t, centre, width)*height + where(t < 1970, early, late) + 1.5e-3*weight*humidity^power2 + 2offset + b[station]*wind + log(pressure/reference)' as const;

describe('ParametersOf', () => {
  it('is what roles finds, as types', () => {
    holds<Equal<ParametersOf<'y ~ W*sin(x) + b', 'x' | 'y'>, 'W' | 'b'>>();
    holds<Equal<ParametersOf<'log(y) ~ a + b*x', 'x' | 'y'>, 'a' | 'b'>>();
    holds<Equal<ParametersOf<'y ~ a*x^2+b*x+c', 'x' | 'y'>, 'a' | 'b' | 'c'>>();
    holds<Equal<ParametersOf<'y~a*exp(-k*t)', 't' | 'y'>, 'a' | 'k'>>();
    holds<Equal<ParametersOf<'y ~ x', 'x' | 'y'>, never>>();
    expect(roles(parseFormula('y ~ W*sin(x) + b'), ['x', 'y']).parameters).toEqual(['W', 'b']);
  });

  it('does not take numbers for names', () => {
    holds<Equal<ParametersOf<'y ~ 1e5*a + .5*b + 1.5e-3c + 2x + 2sin(x) + 3.d + 1E+2', 'x' | 'y'>, 'a' | 'b' | 'c' | 'd'>>();
    holds<Equal<ParametersOf<'y ~ 2e + 1', 'y'>, 'e'>>();
    holds<Equal<ParametersOf<'y ~ x1*a1 + x_2', 'x1' | 'x_2' | 'y'>, 'a1'>>();
  });

  it('does not take calls, pi and prefixes for names, but a function without brackets', () => {
    holds<Equal<ParametersOf<'y ~ np.sin (x) + Math.exp(a*x) + np.pi + math.e + pi*π + e', 'x' | 'y'>, 'a' | 'e'>>();
    holds<Equal<ParametersOf<'y ~ sin + np', 'y'>, 'sin' | 'np'>>();
  });

  it('reads names in backticks, Unicode names and typographic operators', () => {
    holds<Equal<ParametersOf<'y ~ `net weight`*x + `pi` + `a ~ b; c`', 'x' | 'y'>, 'net weight' | 'pi' | 'a ~ b; c'>>();
    holds<Equal<ParametersOf<'데이터 ~ 기울기*시간 + θ_1', '데이터' | '시간'>, '기울기' | 'θ_1'>>();
    holds<Equal<ParametersOf<'y ～ a×x − b·（c＋１）', 'x' | 'y'>, 'a' | 'b' | 'c'>>();
  });

  it('reads ternaries, comparisons and line breaks', () => {
    holds<Equal<ParametersOf<'y ~ x > k ? a*x : x<=m?b:c', 'x' | 'y'>, 'k' | 'a' | 'm' | 'b' | 'c'>>();
    holds<Equal<ParametersOf<'y ~ a*x\n  + b\t- c', 'x' | 'y'>, 'a' | 'b' | 'c'>>();
  });

  it('reads several formulas, each without its left side', () => {
    holds<Equal<ParametersOf<'log(y1) ~ a*exp(-k*t); other ~ c*exp(-k*t)', 't' | 'y1'>, 'a' | 'k' | 'c'>>();
  });

  it('takes an indexed parameter as any string b[…]', () => {
    holds<Equal<ParametersOf<'y ~ a + b[group]*x', 'x' | 'y' | 'group'>, 'a' | `b[${string}]`>>();
    holds<Equal<ParametersOf<'y ~ `b 1`[`the group`]*x', 'x' | 'y' | 'the group'>, `b 1[${string}]`>>();
  });

  it('is string where the formula or the columns are not known', () => {
    holds<Equal<ParametersOf<string, 'x'>, string>>();
    holds<Equal<ParametersOf<'y ~ a*x', string>, string>>();
    holds<Equal<ParametersOf<`y ~ ${string}`, 'y'>, string>>();
    holds<Equal<ParametersOf<'y ~ a*x' | 'y ~ b*x', 'x' | 'y'>, 'a' | 'b'>>();
  });

  it('reads a formula of more than 300 characters as roles does', () => {
    type Long = ParametersOf<typeof LONG, 'CO2' | 't' | 'humidity' | 'wind' | 'pressure' | 'station'>;
    type Expected =
      | 'level'
      | 'slope'
      | 'bend'
      | 'amplitude1'
      | 'phase1'
      | 'amplitude2'
      | 'phase2'
      | 'amplitude3'
      | 'phase3'
      | 'decay'
      | 'rate'
      | 'start'
      | 'change'
      | 'jump'
      | 'centre'
      | 'width'
      | 'height'
      | 'early'
      | 'late'
      | 'weight'
      | 'power2'
      | 'offset'
      | 'reference'
      | `b[${string}]`;
    holds<Equal<Long, Expected>>();
    expect(LONG.length).toBeGreaterThan(300);
    expect(roles(parseFormula(LONG), ['CO2', 't', 'humidity', 'wind', 'pressure', 'station']).parameters).toEqual([
      'level',
      'slope',
      'bend',
      'amplitude1',
      'phase1',
      'amplitude2',
      'phase2',
      'amplitude3',
      'phase3',
      'decay',
      'rate',
      'start',
      'change',
      'jump',
      'centre',
      'width',
      'height',
      'early',
      'late',
      'weight',
      'power2',
      'offset',
      'b',
      'reference',
    ]);
  });
});
