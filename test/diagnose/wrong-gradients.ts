import { exp, sin } from '../../src/base/elementary/scalar.js';
import type { Arrays } from '../../src/experiment/fit.js';

/** A model with data, a start, and its right gradient as one writes it. */
export interface Model {
  readonly name: string;
  readonly formula: string;
  readonly data: Arrays;
  readonly start: Readonly<Record<string, number>>;
  readonly right: Readonly<Record<string, string>>;
  readonly loss?: string;
}

const count = 60;
/** Fixed, irregular numbers in (0, 1). */
const spread = (k: number): number[] =>
  Array.from({ length: count }, (_, i) => ((i * 0.6180339887 + k * 0.381966) % 1) * 0.98 + 0.01);
const made = (x: readonly number[], of: (x: number) => number): Arrays => {
  const noise = spread(3);
  return { x, y: x.map((value, i) => of(value) + 0.2 * ((noise[i] as number) - 0.5)) };
};

const tens = spread(1).map((u) => 10 * u);
const fours = spread(2).map((u) => 4 * u);

export const MODELS = {
  line: {
    name: 'a line',
    formula: 'y ~ a*x + b',
    data: made(tens, (x) => 2 * x + 1),
    start: { a: 0.3, b: -0.4 },
    right: { a: 'mean((prediction - y)*x)', b: 'mean(prediction - y)' },
  },
  sine: {
    name: 'a sine',
    formula: 'y ~ W*sin(x) + b',
    data: made(tens, (x) => 10 * sin(x) + 1.5),
    start: { W: 0.3, b: -0.4 },
    right: { W: 'mean((prediction - y)*sin(x))', b: 'mean(prediction - y)' },
  },
  wave: {
    name: 'a wave',
    formula: 'y ~ A*sin(w*x + p)',
    data: made(tens, (x) => 3 * sin(1.3 * x + 0.4)),
    start: { A: 2.1, w: 1.1, p: 0.3 },
    right: {
      A: 'mean(residual*sin(w*x + p))',
      w: 'mean(residual*A*x*cos(w*x + p))',
      p: 'mean(residual*A*cos(w*x + p))',
    },
  },
  decay: {
    name: 'a decay',
    formula: 'y ~ A*exp(-k*x) + c',
    data: made(fours, (x) => 5 * exp(-1.2 * x) + 0.5),
    start: { A: 3.7, k: 0.8, c: 0.2 },
    right: {
      A: 'mean(residual*exp(-k*x))',
      k: 'mean(residual*(-A*x*exp(-k*x)))',
      c: 'mean(residual)',
    },
  },
  peak: {
    name: 'a Gaussian peak',
    formula: 'y ~ A*exp(-(x - m)^2/(2*s^2))',
    data: made(tens, (x) => 4 * exp(-((x - 5) ** 2) / (2 * 1.7 ** 2))),
    start: { A: 3.1, m: 4.3, s: 2.2 },
    right: {
      A: 'mean(residual*exp(-(x - m)^2/(2*s^2)))',
      m: 'mean(residual*A*(x - m)/s^2*exp(-(x - m)^2/(2*s^2)))',
      s: 'mean(residual*A*(x - m)^2/s^3*exp(-(x - m)^2/(2*s^2)))',
    },
  },
  growth: {
    name: 'logistic growth',
    formula: 'y ~ L/(1 + exp(-k*(x - x0)))',
    data: made(tens, (x) => 6 / (1 + exp(-1.1 * (x - 5)))),
    start: { L: 5.2, k: 0.7, x0: 4.4 },
    right: {
      L: 'mean(residual/(1 + exp(-k*(x - x0))))',
      k: 'mean(residual*L*(x - x0)*exp(-k*(x - x0))/(1 + exp(-k*(x - x0)))^2)',
      x0: 'mean(-residual*L*k*exp(-k*(x - x0))/(1 + exp(-k*(x - x0)))^2)',
    },
  },
  odds: {
    name: 'logistic regression',
    formula: 'y ~ a*x + b',
    loss: 'logistic',
    data: { x: tens, y: tens.map((x, i) => ((spread(5)[i] as number) < 1 / (1 + exp(-(x - 5))) ? 1 : 0)) },
    start: { a: 0.3, b: -0.4 },
    right: { a: 'mean((1/(1 + exp(-prediction)) - y)*x)', b: 'mean(1/(1 + exp(-prediction)) - y)' },
  },
} as const satisfies Readonly<Record<string, Model>>;

export type ModelKey = keyof typeof MODELS;

/** One mistake: which component is written how, and what is to be said of it. */
export interface Mistake {
  readonly model: ModelKey;
  readonly written: Readonly<Record<string, string>>;
  /** By parameter, in part. */
  readonly repair: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const one = (model: ModelKey, parameter: string, text: string, repair: Readonly<Record<string, unknown>>): Mistake => ({
  model,
  written: { [parameter]: text },
  repair: { [parameter]: repair },
});

const replace = (gone: string, come: string, at?: string) => ({
  kind: 'replace',
  replace: gone,
  by: come,
  ...(at === undefined ? {} : { at }),
});
const missing = (factor: string) => ({ kind: 'missing-factor', by: factor });
const extra = (factor: string) => ({ kind: 'extra-factor', replace: factor });

export const MISTAKES: readonly Mistake[] = [
  // a line
  one('line', 'a', 'mean((y - prediction)*x)', { kind: 'sign', replace: 'y - prediction' }),
  one('line', 'a', '-mean(residual*x)', { kind: 'sign', replace: null }),
  one('line', 'a', 'mean(residual)', missing('x')),
  one('line', 'a', 'mean(residual*x*x)', extra('x')),
  one('line', 'a', 'mean(residual*x^2)', extra('x')),
  one('line', 'b', 'mean(residual*x)', extra('x')),
  one('line', 'a', '2*mean(residual*x)', { kind: 'factor', factor: 2 }),
  one('line', 'a', 'mean(residual*x)/2', { kind: 'factor', factor: 0.5 }),
  one('line', 'a', 'sum(residual*x)', { kind: 'sum', timesRows: true }),
  one('line', 'b', 'sum(residual)', { kind: 'sum', timesRows: true }),
  one('line', 'a', 'mean((a*x - y)*x)', { kind: 'missing-term', by: 'b' }),
  one('line', 'a', 'mean((a*x - b - y)*x)', replace('b', '-b')),
  one('line', 'a', 'mean((a + b - y)*x)', { ...missing('x'), component: 'mean(x*(a*x + b - y))' }),
  one('line', 'a', 'mean((a*x + b)*x)', { kind: 'missing-term', by: '-response' }),
  one('line', 'a', 'mean((prediction + y)*x)', replace('y', '-y')),
  one('line', 'a', 'mean(residual^2*x)', extra('residual')),
  one('line', 'a', 'mean(abs(residual)*x)', replace('abs(residual)', 'residual')),
  one('line', 'a', 'mean(residual)*mean(x)', { kind: 'mean-of-product' }),
  one('line', 'a', 'mean(residual/x)', { kind: 'replace', by: 'residual*x' }),
  {
    model: 'line',
    written: { a: 'mean(residual)', b: 'mean(residual*x)' },
    repair: { a: { kind: 'swapped', parameter: 'b' }, b: { kind: 'swapped', parameter: 'a' } },
  },
  {
    model: 'line',
    written: { a: 'mean((y - prediction)*x)', b: 'mean(y - prediction)' },
    repair: { a: { kind: 'sign', replace: 'y - prediction' }, b: { kind: 'sign' } },
  },
  // a sine: the mistake of the post, and its neighbours
  one('sine', 'W', 'mean((prediction - y)*x)', replace('x', 'sin(x)', 'residual')),
  one('sine', 'W', 'mean(residual*x)', replace('x', 'sin(x)', 'residual')),
  one('sine', 'W', 'mean(prediction*x - y*x)', replace('x', 'sin(x)', 'everywhere')),
  one('sine', 'W', 'mean((W*sin(x) + b - y)*x)', replace('x', 'sin(x)', 'residual')),
  one('sine', 'W', '((prediction - y)*x).mean()', replace('x', 'sin(x)', 'residual')),
  one('sine', 'W', 'sum((prediction - y)*x)/n', replace('x', 'sin(x)', 'residual')),
  one('sine', 'W', 'mean(residual*cos(x))', replace('cos(x)', 'sin(x)', 'residual')),
  one('sine', 'W', 'mean(residual)', missing('sin(x)')),
  one('sine', 'W', 'mean(residual*W*sin(x))', extra('W')),
  one('sine', 'W', 'mean(residual*sin(W*x))', extra('W')),
  one('sine', 'W', 'mean(residual*x*sin(x))', extra('x')),
  one('sine', 'W', '-mean(residual*sin(x))', { kind: 'sign' }),
  one('sine', 'b', 'mean(residual*sin(x))', extra('sin(x)')),
  // a wave
  one('wave', 'w', 'mean(residual*A*cos(w*x + p))', missing('x')),
  one('wave', 'w', 'mean(residual*x*cos(w*x + p))', missing('A')),
  one('wave', 'w', 'mean(residual*cos(w*x + p))', missing('A*x')),
  one('wave', 'w', 'mean(residual*A*x*sin(w*x + p))', replace('sin(w*x + p)', 'cos(w*x + p)')),
  one('wave', 'w', 'mean(residual*A*w*cos(w*x + p))', replace('w', 'x')),
  one('wave', 'w', 'mean(residual*A*x*cos(w*x))', { kind: 'missing-term', by: 'p' }),
  one('wave', 'p', 'mean(residual*A*x*cos(w*x + p))', extra('x')),
  one('wave', 'p', '-mean(residual*A*cos(w*x + p))', { kind: 'sign' }),
  one('wave', 'A', 'mean(residual*A*sin(w*x + p))', extra('A')),
  // a decay
  one('decay', 'k', 'mean(residual*A*x*exp(-k*x))', { kind: 'sign' }),
  one('decay', 'k', 'mean(residual*A*exp(-k*x))', missing('-x')),
  one('decay', 'k', 'mean(residual*x*exp(-k*x))', missing('-A')),
  one('decay', 'k', 'mean(-residual*A*k*exp(-k*x))', replace('k', 'x')),
  one('decay', 'k', 'mean(-residual*A*x*exp(k*x))', replace('k*x', '-k*x')),
  one('decay', 'A', 'mean(residual*exp(k*x))', replace('k*x', '-k*x')),
  one('decay', 'A', 'mean(residual*A*exp(-k*x))', extra('A')),
  one('decay', 'A', 'mean(residual*exp(-x))', { ...missing('k'), at: 'argument' }),
  // a Gaussian peak
  one('peak', 'm', 'mean(residual*A*(x - m)*exp(-(x - m)^2/(2*s^2)))', missing('1/s^2')),
  one('peak', 'm', 'mean(residual*A*(x - m)/s*exp(-(x - m)^2/(2*s^2)))', missing('1/s')),
  one('peak', 'm', 'mean(residual*A*(m - x)/s^2*exp(-(x - m)^2/(2*s^2)))', { kind: 'sign' }),
  one('peak', 's', 'mean(residual*A*(x - m)^2/s^2*exp(-(x - m)^2/(2*s^2)))', missing('1/s')),
  one('peak', 's', 'mean(residual*A*(x - m)/s^3*exp(-(x - m)^2/(2*s^2)))', missing('x - m')),
  one('peak', 'A', 'mean(residual*exp(-(x - m)/(2*s^2)))', missing('x - m')),
  one('peak', 'A', 'mean(residual*exp(-(x - m)^2/s^2))', replace('-(x - m)^2/s^2', '-0.5*(x - m)^2/s^2')),
  one('peak', 'A', 'mean(residual*exp((x - m)^2/(2*s^2)))', replace('(x - m)^2/(2*s^2)', '-(x - m)^2/(2*s^2)')),
  // logistic growth
  one('growth', 'k', 'mean(residual*L*x*exp(-k*(x - x0))/(1 + exp(-k*(x - x0)))^2)', { kind: 'missing-term', by: '-x0' }),
  one('growth', 'k', 'mean(residual*L*(x - x0)*exp(-k*(x - x0))/(1 + exp(-k*(x - x0))))', { kind: 'replace' }),
  one('growth', 'x0', 'mean(residual*L*k*exp(-k*(x - x0))/(1 + exp(-k*(x - x0)))^2)', { kind: 'sign' }),
  one(
    'growth',
    'L',
    'mean(residual*(1 + exp(-k*(x - x0))))',
    replace('residual*(1 + exp(-k*(x - x0)))', 'residual/(1 + exp(-k*(x - x0)))'),
  ),
  // logistic regression
  one('odds', 'a', 'mean((prediction - y)*x)', replace('prediction', 'sigmoid(prediction)')),
  one('odds', 'a', 'mean(1/(1 + exp(-prediction)) - y)', missing('x')),
];

/** Two mistakes in one component: no one change mends them, or the change that does is right all the same. */
export const TWICE_WRONG: readonly { readonly model: ModelKey; readonly written: Readonly<Record<string, string>> }[] = [
  { model: 'line', written: { a: 'mean((a^2 + 3*b + y)*x^2)' } },
  { model: 'sine', written: { W: 'mean((W*cos(x) - b - y)*x^3)' } },
  { model: 'sine', written: { W: 'mean(abs(residual)*exp(x))' } },
  { model: 'wave', written: { w: 'mean(residual*w^2*sin(w*x - 2*p))' } },
  { model: 'decay', written: { k: 'mean(residual^2*A^3*exp(-2*k*x))' } },
  { model: 'peak', written: { s: 'mean(residual*A*x^2/s*exp(-(x + m)^2/(3*s)))' } },
  { model: 'growth', written: { k: 'mean(residual*L^2*(x + x0)*exp(-x))' } },
  { model: 'odds', written: { a: 'mean((prediction + y)*x^2)' } },
];

/** Right gradients in another shape. */
export const RIGHT: readonly { readonly model: ModelKey; readonly written: Readonly<Record<string, string>> }[] = [
  { model: 'line', written: { a: 'mean(prediction*x) - mean(y*x)', b: 'sum(prediction - y)/n' } },
  { model: 'line', written: { a: '-mean((y - a*x - b)*x)', b: 'a*mean(x) + b - mean(y)' } },
  { model: 'line', written: { a: 'a*mean(x^2) + b*mean(x) - mean(x*y)' } },
  { model: 'sine', written: { W: 'mean((W*sin(x)^2 + (b - y)*sin(x)))' } },
  { model: 'sine', written: { W: 'sum(sin(x)*residual)/n', b: 'W*mean(sin(x)) + b - mean(response)' } },
  { model: 'wave', written: { w: 'A*mean(residual*x*sin(w*x + p + pi/2))', p: 'A*sum(cos(p + x*w)*residual)/n' } },
  { model: 'decay', written: { k: 'A*mean((y - prediction)*x/exp(k*x))', A: 'mean(residual*(prediction - c)/A)' } },
  {
    model: 'peak',
    written: {
      A: 'mean(residual*prediction)/A',
      m: 'mean(residual*prediction*(x - m))/s^2',
      s: 'mean(prediction*residual*((x - m)/s)^2)/s',
    },
  },
  {
    model: 'growth',
    written: {
      L: 'mean(residual*prediction)/L',
      k: 'mean(residual*prediction*(1 - prediction/L)*(x - x0))',
      x0: '-k*mean(residual*prediction*(1 - prediction/L))',
    },
  },
  { model: 'odds', written: { a: 'mean((sigmoid(a*x + b) - y)*x)', b: 'mean(sigmoid(prediction)) - mean(y)' } },
];

/** By what all components may be multiplied without being wrong. */
export const FACTORS: readonly { readonly factor: string; readonly value: number }[] = [
  { factor: '2*', value: 2 },
  { factor: '0.5*', value: 0.5 },
  { factor: '1/3*', value: 1 / 3 },
  { factor: 'n*', value: count },
];
