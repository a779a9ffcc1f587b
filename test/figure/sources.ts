import { cos, sin } from '../../src/base/elementary/scalar.js';
import type { Lang, Text } from '../../src/base/text.js';
import type { CurveBand, FigureSource, Profile, Series } from '../../src/figure/chart.js';
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
    ...influence(setup, point),
    profiles: () => model.parameters.map((parameter, j) => bent(parameter, point[j] as number)),
    minima: [
      { loss: 0.92, count: 4, point },
      { loss: 0.061, count: 23, point },
      { loss: 0.413, count: 9, point },
      { loss: Number.NaN, count: 1, point },
      { loss: 1.31, count: 12, point },
    ],
  };
}

/** Leverages and what follows from them, by the normal equations of the model's gradient. */
function influence({ xs, observed, model }: Setup, point: Float64Array): Partial<FigureSource> {
  const gradients = Array.from(xs, (x) => model.gradient(point, x));
  const inverse = inverseOf(
    model.parameters.map((_, i) => model.parameters.map((__, j) => sumOf(gradients, (g) => (g[i] as number) * (g[j] as number)))),
  );
  const residuals = Array.from(xs, (x, i) => model.value(point, x) - (observed[i] as number));
  const count = model.parameters.length;
  const df = xs.length - count;
  const s = Math.sqrt(sumOf(residuals, (r) => r * r) / df);
  const leverage = Float64Array.from(gradients, (g) =>
    g.reduce((sum, a, i) => sum + a * g.reduce((inner, b, j) => inner + b * (inverse[i]?.[j] as number), 0), 0),
  );
  const standardized = Float64Array.from(residuals, (r, i) => r / (s * Math.sqrt(1 - (leverage[i] as number))));
  return {
    leverage,
    standardized,
    studentized: standardized.map((r) => r * Math.sqrt((df - 1) / (df - r * r))),
    cook: standardized.map((r, i) => (r * r * (leverage[i] as number)) / ((1 - (leverage[i] as number)) * count)),
  };
}

const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

/** Gauss–Jordan; NaN where it is singular. */
function inverseOf(matrix: readonly number[][]): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const pivot = rows[k] as number[];
    const scale = pivot[k] as number;
    pivot.forEach((value, j) => {
      pivot[j] = value / scale;
    });
    rows.forEach((row, i) => {
      const factor = row[k] as number;
      if (i !== k)
        row.forEach((value, j) => {
          row[j] = value - factor * (pivot[j] as number);
        });
    });
  }
  return rows.map((row) => row.slice(n));
}

/** A profile of a model that is bent in this parameter. */
function bent(parameter: string, estimate: number): Profile {
  const standardError = 0.08 * Math.abs(estimate) + 0.01;
  const tau = Float64Array.from({ length: 21 }, (_, i) => (i - 10) / 3);
  const values = tau.map((t) => estimate + standardError * (t + 0.07 * t * t));
  return { parameter, values, tau, limit: 2, estimate, standardError };
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

/** Velocities of an enzyme after Michaelis and Menten, with bands that are known in closed form only in their shape: wider where there are fewer rows. */
export function enzyme(lang: Lang): FigureSource {
  const xs = Float64Array.of(0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.1, 1.1);
  const source = descend({
    lang,
    formula: 'rate ~ V*conc/(K + conc)',
    response: 'rate',
    abscissa: 'conc',
    xs,
    observed: Float64Array.of(76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200),
    model: {
      parameters: ['V', 'K'],
      value: (p, x) => ((p[0] as number) * x) / ((p[1] as number) + x),
      gradient: (p, x) => {
        const below = (p[1] as number) + x;
        return [x / below, (-(p[0] as number) * x) / (below * below)];
      },
    },
    start: [212.68, 0.06412],
    rate: 1e-9,
    epochs: 2,
    outcome: 'converged',
  });
  return withBands(source, (x) => 4 + 9 * x * (1.4 - x) + 2 / (1 + 100 * x));
}

/** A line, and two rows that do not belong to it. */
export function outliers(lang: Lang): FigureSource {
  const { uniform, normal } = chance(13);
  const xs = Float64Array.from({ length: 30 }, () => 10 * uniform()).sort();
  return withBands(
    descend({
      lang,
      formula: 'y ~ a*x + b',
      response: 'y',
      abscissa: 'x',
      xs,
      observed: xs.map((x, i) => 2 + 0.8 * x + 0.5 * normal() - (i === 28 ? 5 : 0) + (i === 7 ? 2.2 : 0)),
      model: { parameters: ['a', 'b'], value: (p, x) => (p[0] as number) * x + (p[1] as number), gradient: (_, x) => [x, 1] },
      start: [0.66, 2.5],
      rate: 0.02,
      epochs: 400,
      outcome: 'converged',
    }),
    (x) => 0.2 + 0.02 * (x - 5) * (x - 5),
  );
}

/** Bands of a half width: of the curve as given, of new observations more by three times the least. */
function withBands(source: FigureSource, half: (x: number) => number): FigureSource {
  const { curve, point, abscissa } = source;
  if (curve === undefined) return source;
  const noise = 3 * Math.min(...Array.from(abscissa.values, half));
  return {
    ...source,
    bands: (xs, level) => {
      const middle = curve(point, xs);
      const around = (more: number): CurveBand => ({
        lower: middle.map((y, i) => y - (level / 0.95) * (half(xs[i] as number) + more)),
        upper: middle.map((y, i) => y + (level / 0.95) * (half(xs[i] as number) + more)),
      });
      return { confidence: around(0), prediction: around(noise) };
    },
  };
}

/** Three responses over one column: two with curves, one fifty times the other and with fewer rows, and one without a curve. */
export function responses(lang: Lang): FigureSource {
  const source = noisySine(lang, 60);
  const { observed, predicted, abscissa } = source;
  const rows = observed.length;
  const few = rows - 30;
  const times = (values: ArrayLike<number>, factor: number): Float64Array => Float64Array.from(values, (y) => factor * y);
  const stacked = (values: Float64Array, factors: readonly [number, number, number]): Float64Array =>
    Float64Array.from([
      ...times(values, factors[0]),
      ...times(values.subarray(0, few), factors[1]),
      ...times(values, factors[2]),
    ]);
  const signed = (values: Float64Array | undefined): Float64Array => stacked(values ?? new Float64Array(rows), [1, 1, -1]);
  const same = (values: Float64Array | undefined): Float64Array => stacked(values ?? new Float64Array(rows), [1, 1, 1]);
  const all = { observed: stacked(observed, [1, 50, -2]), predicted: stacked(predicted, [1, 50, -2]) };
  const { curve: _, predict: __, ...rest } = source;
  return {
    ...rest,
    ...all,
    formula: 'Y_1 ~ W*sin(X) + b; Y_2 ~ 50*(W*sin(X) + b); log(Y_3) ~ -2*(W*sin(X) + b)',
    response: 'Y_1, Y_2, log(Y_3)',
    abscissa: { name: 'X', values: stacked(abscissa.values, [1, 1, 1]) },
    residuals: all.predicted.map((value, i) => value - (all.observed[i] as number)),
    rowNumbers: [...observed.keys(), ...observed.subarray(0, few).keys(), ...observed.keys()].map((i) => i + 1),
    leverage: same(source.leverage),
    standardized: signed(source.standardized),
    studentized: signed(source.studentized),
    cook: same(source.cook),
    series: [
      { response: 'Y_1', from: 0, to: rows, ...timesCurve(source, 1) },
      { response: 'Y_2', from: rows, to: rows + few, ...timesCurve(source, 50) },
      { response: 'log(Y_3)', from: rows + few, to: 2 * rows + few },
    ],
  };
}

/** A curve some times as high, with bands that are as much wider. */
function timesCurve({ curve, point }: FigureSource, factor: number): Pick<Series, 'curve' | 'bands'> {
  if (curve === undefined) return {};
  const higher: NonNullable<Series['curve']> = (at, xs) => curve(at, xs).map((y) => factor * y);
  const half = (xs: Float64Array, share: number): CurveBand => {
    const middle = higher(point, xs);
    return { lower: middle.map((y) => y - share * factor), upper: middle.map((y) => y + share * factor) };
  };
  return { curve: higher, bands: (xs, level) => ({ confidence: half(xs, 1.5 * level), prediction: half(xs, 4 * level) }) };
}
