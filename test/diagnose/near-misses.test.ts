import { describe, expect, it } from 'vitest';
import type { FitOptions } from '../../src/experiment/options.js';
import { codesOf, drawn, SEEDS } from './found.js';

/** Fits that are nearly what the example of a finding is, on the other side of its test. */
interface NearMiss {
  readonly code: string;
  readonly why: string;
  readonly rows: number;
  readonly columns: Readonly<Record<string, string>>;
  readonly model: string;
  readonly options?: FitOptions;
  /** What differs in the case just on this side, which has the finding. */
  readonly pair?: { readonly why: string; readonly columns?: Readonly<Record<string, string>>; readonly options?: FitOptions };
}

const LINE = { x: 'index', y: '2*x + 1 + normal(0, 0.2)' };

/** Two sines in forty rows: the longer the record, the narrower the minima. */
const waves = (length: number) => ({ t: `uniform(0, ${length})`, y: '3*sin(6.3*t) + sin(9.1*t + 1) + normal(0, 0.3)' });

/** Michaelis and Menten's curve; |τ| of the line that it comes near to are those of SciPy 1's least_squares, √((RSS_line − RSS)/s²). */
const saturation = (step: number) => ({ c: `${step}*(index + 1)`, v: '2*c/(10 + c) + normal(0, 0.05)' });

/** So many treated rows of forty: a draw of forty misses them all in (1 − k/40)⁴⁰ of cases. */
const treated = (count: number) => ({
  x: 'index',
  treated: `(mod(index, 13) == 5 ? 1 : 0)*(index < ${13 * count} ? 1 : 0)`,
  y: '2*x + 3*treated + normal(0, 0.5)',
});

const NEAR_MISSES: readonly NearMiss[] = [
  {
    code: 'error-exceeds-value',
    why: 'a small slope of five of its standard errors',
    rows: 30,
    columns: { x: 'index/10', y: '5 + x + normal(0, 1)' },
    model: 'y ~ a + b*x',
  },
  { code: 'name-like-function', why: 'a parameter that begins with one', rows: 12, columns: LINE, model: 'y ~ a*x + expo' },
  { code: 'name-like-function', why: 'a function that is called', rows: 12, columns: LINE, model: 'y ~ a*x + exp(b)' },
  {
    code: 'name-nearly-column',
    why: 'a name two letters away',
    rows: 12,
    columns: { time: 'index', y: '2*time + 1 + normal(0, 0.2)' },
    model: 'y ~ a*time + dawn',
  },
  {
    code: 'non-differentiable-point',
    why: 'a corner between two rows',
    rows: 11,
    columns: { x: 'index', y: '2*abs(x - 4.5) + normal(0, 0.1)' },
    model: 'y ~ a*abs(x - 4.5)',
  },
  {
    code: 'poorly-determined',
    why: 'rates that can be told apart',
    rows: 60,
    columns: { t: 'index/10', y: '3*exp(-t) + 2*exp(-0.2*t) + normal(0, 0.001)' },
    model: 'y ~ a*exp(-t) + b*exp(-0.2*t)',
  },
  {
    code: 'constant-column',
    why: 'a column that changes in one row',
    rows: 12,
    columns: { x: 'index', T: '(index == 5 ? 21 : 20)', y: '1.5*x + 0.3*T + normal(0, 0.2)' },
    model: 'y ~ a*x + b*T',
  },
  {
    code: 'under-determined',
    why: 'as many rows as parameters',
    rows: 4,
    columns: { x: 'index', y: 'x^2 + normal(0, 0.1)' },
    model: 'y ~ a + b*x + c*x^2 + d*x^3',
  },
  {
    code: 'bound-hit',
    why: 'a bound just beyond the best value',
    rows: 20,
    columns: { t: 'index/2', y: '5*exp(-0.5*t) + normal(0, 0.05)' },
    model: 'y ~ A*exp(-k*t)',
    options: { start: { A: 1, k: 0.1 }, bounds: '0 < k < 0.6' },
  },
  { code: 'errors-missing', why: 'one row more than parameters', rows: 3, columns: LINE, model: 'y ~ a*x + b' },
  {
    code: 'influential-row',
    why: 'a far row that lies on the line',
    rows: 12,
    columns: { x: '(index == 11 ? 60 : index)', y: '2*x + 1' },
    model: 'y ~ a*x + b',
  },
  {
    code: 'jump-place',
    why: 'a steep step that is smooth',
    rows: 20,
    columns: { x: 'index', y: '1 + 2*sigmoid((x - 8)/0.8) + normal(0, 0.01)' },
    model: 'y ~ a + b*sigmoid((x - c)/0.8)',
    options: { start: { a: 1, b: 2, c: 8.2 } },
  },
  {
    code: 'scale-zero',
    why: 'a little noise around the curve',
    rows: 20,
    columns: { x: 'index', y: '2*x + 1 + normal(0, 0.001) + (index == 3 ? 5 : 0) - (index == 12 ? 7 : 0)' },
    model: 'y ~ a*x + b',
    options: { loss: 'huber' },
  },
  {
    code: 'runs-test',
    why: 'a bend far below the noise',
    rows: 40,
    columns: { x: 'index/10', y: '4*x + 0.02*x^2 + normal(0, 0.5)' },
    model: 'y ~ a*x + b',
  },
  {
    code: 'responses-share-nothing',
    why: 'one parameter in both',
    rows: 20,
    columns: { x: 'index', u: '2*x + 1 + normal(0, 0.1)', v: '5 - x + normal(0, 0.1)' },
    model: 'u ~ a*x + b; v ~ c*x + 5*b',
  },
  {
    code: 'start-replaced',
    why: 'a start in the deepest valley, whose rim is at w = 5.17 without noise',
    rows: 40,
    columns: { t: 'index/10', y: 'sin(4*t) + normal(0, 0.1)' },
    model: 'y ~ sin(w*t)',
    options: { start: { w: 5 } },
    pair: { why: 'a start beyond its rim', options: { start: { w: 5.4 } } },
  },
  {
    code: 'search-inconclusive',
    why: 'one search fewer than tell anything',
    rows: 40,
    columns: waves(100),
    model: 'y ~ a*sin(w*t + p) + b*sin(v*t + q) + c',
    options: { starts: 19 },
    pair: { why: 'as many searches as tell', options: { starts: 20 } },
  },
  {
    code: 'search-inconclusive',
    why: 'a minimum that one search in ten finds',
    rows: 40,
    columns: waves(20),
    model: 'y ~ a*sin(w*t + p) + b*sin(v*t + q) + c',
    options: { starts: 100 },
  },
  {
    code: 'flat-profile',
    why: 'data that a line, K = ∞, fits worse by |τ| = 3.9 … 12.2 of the 2.23 of an interval',
    rows: 12,
    columns: saturation(1),
    model: 'v ~ V*c/(K + c)',
    options: { start: { V: 1, K: 5 }, profile: true },
    pair: { why: 'data that it fits worse by no more than 1.17', columns: saturation(0.2) },
  },
  {
    code: 'bootstrap-draws-failed',
    why: 'three treated rows of forty, which 4.4% of draws miss',
    rows: 40,
    columns: treated(3),
    model: 'y ~ a + b*x + c*treated',
    options: { bootstrap: 500 },
    pair: { why: 'two, which 12.9% of them miss', columns: treated(2) },
  },
];

describe.each(NEAR_MISSES)('$code: $why', ({ code, rows, columns, model, options }) => {
  it.each(SEEDS)('is silent (seed %i)', (seed) => {
    expect(codesOf(model, drawn(seed, rows, columns), options)).not.toContain(code);
  });
});

const PAIRS = NEAR_MISSES.flatMap(({ pair, ...miss }) => (pair === undefined ? [] : [{ ...miss, ...pair }]));

describe.each(PAIRS)('$code: $why', ({ code, rows, columns, model, options }) => {
  it.each(SEEDS)('is there (seed %i)', (seed) => {
    expect(codesOf(model, drawn(seed, rows, columns), options)).toContain(code);
  });
});
