import { cos, sin } from '../../src/base/elementary/scalar.js';
import type { Lang, Text } from '../../src/base/text.js';
import type { FigureSource } from '../../src/figure/chart.js';
import type { Trace } from '../../src/trace/trace.js';

/** A model as the fixtures need it: value and gradient of one row. */
interface Model {
  readonly parameters: readonly string[];
  readonly value: (p: ArrayLike<number>, x: number) => number;
  readonly gradient: (p: ArrayLike<number>, x: number) => number[];
}

interface Setup {
  readonly lang: Lang;
  readonly formula: string;
  readonly response: string;
  readonly abscissa: string;
  readonly xs: Float64Array;
  readonly observed: Float64Array;
  readonly model: Model;
  readonly start: readonly number[];
  readonly rate: number;
  readonly epochs: number;
  readonly truth?: Readonly<Record<string, number>>;
  readonly columns?: ReadonlyMap<string, Float64Array>;
  /** Replaces the true gradient: what the author of a post wrote. */
  readonly written?: (residual: number, x: number, p: ArrayLike<number>) => number[];
  readonly outcome?: string;
}

const HALF_MSE: Text = { en: 'half the mean squared error', ko: '평균제곱오차의 절반' };
const DESCENT: Text = { en: 'gradient descent', ko: '경사하강' };

/** A run of gradient descent, made without anything of the product but the elementary functions. */
function descend(setup: Setup): FigureSource {
  const { xs, observed, model, rate, epochs, lang } = setup;
  const point = Float64Array.from(setup.start);
  const rows: { loss: number; mae: number; point: Float64Array; norm: number }[] = [];
  for (let epoch = 0; epoch <= epochs; epoch++) {
    const gradient = new Float64Array(point.length);
    let [loss, mae] = [0, 0];
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i] as number;
      const residual = model.value(point, x) - (observed[i] as number);
      loss += (residual * residual) / (2 * xs.length);
      mae += Math.abs(residual) / xs.length;
      const row =
        setup.written === undefined ? model.gradient(point, x).map((g) => g * residual) : setup.written(residual, x, point);
      row.forEach((g, j) => {
        gradient[j] = (gradient[j] as number) + g / xs.length;
      });
    }
    rows.push({ loss, mae, point: point.slice(), norm: gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0) });
    if (epoch < epochs) point.set(point.map((value, j) => value - rate * (gradient[j] as number)));
  }
  return sourceOf(setup, rows, point, lang);
}

function sourceOf(
  setup: Setup,
  rows: { loss: number; mae: number; point: Float64Array; norm: number }[],
  point: Float64Array,
  lang: Lang,
): FigureSource {
  const { xs, observed, model, rate } = setup;
  const predict = (p: Float64Array): Float64Array => Float64Array.from(xs, (x) => model.value(p, x));
  const predicted = predict(point);
  const trace: Trace = traceOf(model.parameters, rows, rate);
  const losses = (points: readonly Float64Array[]): Float64Array =>
    Float64Array.from(points, (p) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) {
        const r = model.value(p, xs[i] as number) - (observed[i] as number);
        sum += r * r;
      }
      return sum / (2 * xs.length);
    });
  return {
    lang,
    formula: setup.formula,
    response: setup.response,
    abscissa: { name: setup.abscissa, values: xs },
    observed,
    predicted,
    residuals: predicted.map((value, i) => value - (observed[i] as number)),
    columns: setup.columns ?? new Map([[setup.response, observed]]),
    parameters: model.parameters,
    point,
    trace,
    loss: { name: 'half-mse', title: HALF_MSE },
    method: { name: 'gd', title: DESCENT, learningRate: rate },
    outcome: setup.outcome ?? 'out-of-epochs',
    stopDetail: '',
    truth: setup.truth ?? {},
    curve: (p, at) => Float64Array.from(at, (x) => model.value(p, x)),
    predict,
    losses,
  };
}

export function traceOf(
  parameters: readonly string[],
  rows: readonly { loss: number; mae: number; point: Float64Array; norm: number }[],
  rate: number,
): Trace {
  const column = (of: (row: (typeof rows)[number], i: number) => number): Float64Array => Float64Array.from(rows, of);
  return {
    parameters,
    length: rows.length,
    epoch: column((_, i) => i),
    loss: column((row) => row.loss),
    mae: column((row) => row.mae),
    gradientNorm: column((row) => row.norm),
    rate: column((_, i) => (i === 0 ? Number.NaN : rate)),
    values: parameters.map((_, j) => column((row) => row.point[j] as number)),
    seen: rows.length,
    snapshots: { every: 1, epoch: column((_, i) => i), points: rows.map((row) => row.point) },
  };
}

/** mulberry32 and a sum of twelve: all that a fixture needs of chance. */
export function chance(seed: number): { uniform: () => number; normal: () => number } {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += uniform();
    return sum;
  };
  return { uniform, normal };
}

const sine: Model = {
  parameters: ['W', 'b'],
  value: (p, x) => (p[0] as number) * sin(x) + (p[1] as number),
  gradient: (_, x) => [sin(x), 1],
};

function sineData(rows: number, noise: number): { xs: Float64Array; clean: Float64Array; noisy: Float64Array } {
  const { uniform, normal } = chance(7);
  const xs = Float64Array.from({ length: rows }, () => 10 * uniform());
  const clean = xs.map((x) => 10 * sin(x) + 1.5);
  return { xs, clean, noisy: clean.map((y) => y + noise * normal()) };
}

/** The post's sine with noise and a learning rate that works. */
export function noisySine(lang: Lang, epochs = 200, rows = 100): FigureSource {
  const { xs, clean, noisy } = sineData(rows, 1);
  return descend({
    lang,
    formula: 'Y_1 ~ W*sin(X) + b',
    response: 'Y_1',
    abscissa: 'X',
    xs,
    observed: noisy,
    model: sine,
    start: [-0.3, 0.8],
    rate: 0.05,
    epochs,
    truth: { W: 10, b: 1.5 },
    columns: new Map([
      ['X', xs],
      ['Y', clean],
      ['Y_1', noisy],
    ]),
  });
}

/** The post's divergence: 0.7 and a gradient that multiplies by X instead of sin(X). */
export function diverging(lang: Lang, epochs = 200): FigureSource {
  const { xs, clean } = sineData(100, 0);
  return descend({
    lang,
    formula: 'Y ~ W*sin(X) + b',
    response: 'Y',
    abscissa: 'X',
    xs,
    observed: clean,
    model: sine,
    start: [0.3556, -0.46],
    rate: 0.7,
    epochs,
    truth: { W: 10, b: 1.5 },
    written: (residual, x) => [residual * x, residual],
    outcome: 'diverged',
    columns: new Map([
      ['X', xs],
      ['Y', clean],
    ]),
  });
}

/** Amplitude, frequency and phase: a landscape with more than one valley. */
export function wave(lang: Lang): FigureSource {
  const { uniform, normal } = chance(3);
  const xs = Float64Array.from({ length: 120 }, () => -3.14 + 6.28 * uniform());
  const observed = xs.map((x) => 2 * sin(1.5 * x + 0.4) + 0.35 * normal());
  return descend({
    lang,
    formula: 'y ~ a*sin(ω*x + φ)',
    response: 'y',
    abscissa: 'x',
    xs,
    observed,
    model: {
      parameters: ['a', 'ω', 'φ'],
      value: (p, x) => (p[0] as number) * sin((p[1] as number) * x + (p[2] as number)),
      gradient: (p, x) => {
        const [s, c] = [sin((p[1] as number) * x + (p[2] as number)), cos((p[1] as number) * x + (p[2] as number))];
        return [s, (p[0] as number) * c * x, (p[0] as number) * c];
      },
    },
    start: [0.5, 1.05, 0],
    rate: 0.08,
    epochs: 1000,
    truth: { a: 2, ω: 1.5, φ: 0.4 },
    outcome: 'converged',
  });
}

/** 700 months of something like carbon dioxide: five parameters of very different size. */
export function carbonDioxide(lang: Lang): FigureSource {
  const { normal } = chance(11);
  const xs = Float64Array.from({ length: 708 }, (_, i) => 1958 + i / 12);
  const turn = (x: number): number => 6.283185307179586 * (x - 1958);
  const scaled = (x: number): number => (x - 1988) / 30;
  const terms = (x: number): number[] => [1, scaled(x), scaled(x) * scaled(x), sin(turn(x)), cos(turn(x))];
  const value = (p: ArrayLike<number>, x: number): number => terms(x).reduce((sum, term, j) => sum + term * (p[j] as number), 0);
  return descend({
    lang,
    formula: 'CO2 ~ a + b*t + c*t^2 + A*sin(2*pi*t) + B*cos(2*pi*t)',
    response: 'CO2',
    abscissa: 'Date',
    xs,
    observed: xs.map((x) => value([352, 42, 12, 2.6, -1], x) + 0.6 * normal()),
    model: { parameters: ['a', 'b', 'c', 'A', 'B'], value, gradient: (_, x) => terms(x) },
    start: [300, 0, 0, 0, 0],
    rate: 0.9,
    epochs: 300,
    outcome: 'converged',
  });
}

/** A straight line through one parameter. */
export function slope(lang: Lang): FigureSource {
  const { uniform, normal } = chance(5);
  const xs = Float64Array.from({ length: 40 }, () => uniform());
  return descend({
    lang,
    formula: '생산량 ~ k*시간',
    response: '생산량',
    abscissa: '시간',
    xs,
    observed: xs.map((x) => 3 * x + 0.1 * normal()),
    model: { parameters: ['k'], value: (p, x) => (p[0] as number) * x, gradient: (_, x) => [x] },
    start: [-1],
    rate: 1.2,
    epochs: 40,
    truth: { k: 3 },
    outcome: 'converged',
  });
}

/** Two columns: no curve over one of them. */
export function plane(lang: Lang): FigureSource {
  const { curve: _, ...source } = noisySine(lang);
  return { ...source, formula: 'Y_1 ~ W*sin(X) + b + c*Z' };
}

/** Nothing that a picture could rely on: one row, one epoch. */
export const oneRow = (lang: Lang): FigureSource => noisySine(lang, 0, 1);

/** Three responses over one column: two with curves, one fifty times the other and with fewer rows, and one without a curve. */
export function responses(lang: Lang): FigureSource {
  const source = noisySine(lang, 60);
  const { curve, observed, predicted, abscissa } = source;
  const rows = observed.length;
  const few = rows - 30;
  const times = (values: ArrayLike<number>, factor: number): Float64Array => Float64Array.from(values, (y) => factor * y);
  const stacked = (values: Float64Array, factors: readonly [number, number, number]): Float64Array =>
    Float64Array.from([
      ...times(values, factors[0]),
      ...times(values.subarray(0, few), factors[1]),
      ...times(values, factors[2]),
    ]);
  const all = { observed: stacked(observed, [1, 50, -2]), predicted: stacked(predicted, [1, 50, -2]) };
  const { curve: _, predict: __, ...rest } = source;
  return {
    ...rest,
    ...all,
    formula: 'Y_1 ~ W*sin(X) + b; Y_2 ~ 50*(W*sin(X) + b); log(Y_3) ~ -2*(W*sin(X) + b)',
    response: 'Y_1, Y_2, log(Y_3)',
    abscissa: { name: 'X', values: stacked(abscissa.values, [1, 1, 1]) },
    residuals: all.predicted.map((value, i) => value - (all.observed[i] as number)),
    series: [
      { response: 'Y_1', from: 0, to: rows, ...(curve === undefined ? {} : { curve }) },
      {
        response: 'Y_2',
        from: rows,
        to: rows + few,
        ...(curve === undefined ? {} : { curve: (point: Float64Array, xs: Float64Array) => times(curve(point, xs), 50) }),
      },
      { response: 'log(Y_3)', from: rows + few, to: 2 * rows + few },
    ],
  };
}
