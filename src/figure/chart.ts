import type { Lang, Text } from '../base/text.js';
import type { Trace } from '../trace/trace.js';
import type { Scene } from './scene.js';

/** What a chart can be drawn from. The optional parts are made only for charts that name them in `needs`. */
export interface FigureSource {
  readonly lang: Lang;
  /** The formula as text: `Y_1 ~ W*sin(X) + b`. */
  readonly formula: string;
  /** The response as text: `Y_1`. */
  readonly response: string;
  /** The column on the horizontal axis: the model's only column, or the first one that varies; else row numbers. */
  readonly abscissa: { readonly name: string; readonly values: Float64Array };
  readonly observed: Float64Array;
  /** At the last iterate; may hold non-finite values after a divergence. */
  readonly predicted: Float64Array;
  /** predicted − observed. */
  readonly residuals: Float64Array;
  /** Numeric columns of the data by name. `prediction` is not one of them. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly parameters: readonly string[];
  readonly point: Float64Array;
  readonly trace: Trace;
  readonly loss: { readonly name: string; readonly title: Text };
  readonly method: { readonly name: string; readonly title: Text; readonly learningRate: number | null };
  readonly outcome: string;
  readonly stopDetail: string;
  /** The values that made the data, by parameter, where they are known. */
  readonly truth: Readonly<Record<string, number>>;
  /** Of the intervals of the fit, default 0.95; of bands and profiles. */
  readonly level?: number;
  /**
   * Where there are several responses, each of them: observed, predicted, residuals and the abscissa then hold their rows one after the other, NaN on the
   * abscissa where a row has no number there, and only a series has a curve.
   */
  readonly series?: readonly Series[];
  /** The model's value on `xs` (abscissa values; other columns at their means) for a parameter vector of length P. */
  readonly curve?: (parameters: Float64Array, xs: Float64Array) => Float64Array;
  /** Predictions on the rows for a parameter vector. */
  readonly predict?: (parameters: Float64Array) => Float64Array;
  /** Losses for many points, in the order given: for landscapes. */
  readonly losses?: (points: readonly Float64Array[]) => Float64Array;
  /** Bands around the curve on `xs`, `level` in (0, 1); null where the fit has no standard errors. Present only with `curve`. */
  readonly bands?: (xs: Float64Array, level: number) => CurveBands | null;
  /** The 1-based number of each row in the data, where rows were left out; absent: 1 … n. Of several responses a number stands once for each that has the row. */
  readonly rowNumbers?: ArrayLike<number> | undefined;
  /** What a row does to the fit, by row; undefined for losses that have no standard errors. */
  readonly leverage?: Float64Array | undefined;
  /** r√w/(s√(1 − leverage)): residuals of variance 1, also called internally studentized. Of a likelihood by the variance of its mean (Pearson). */
  readonly standardized?: Float64Array | undefined;
  /** The same with s of the fit without the row (externally studentized); undefined where σ is known or a likelihood. */
  readonly studentized?: Float64Array | undefined;
  /**
   * Of a robust loss the standardized residual times √(ψ(r)/r), the weight that the fit gives the row; leverage and Cook's distance are those of the fit with
   * these weights, and `standardized` is without. undefined for other losses.
   */
  readonly tempered?: Float64Array | undefined;
  /** Whether the loss is a likelihood: its residuals are normal only where counts are large. */
  readonly likelihood?: boolean;
  /** Cook's distances. */
  readonly cook?: Float64Array | undefined;
  /** Fits with one parameter held, by parameter; made when it is asked for. */
  readonly profiles?: () => readonly Profile[] | null;
  /** The minima that several searches ended in, in any order; those that ended in none are one of loss NaN. */
  readonly minima?: readonly Minimum[] | undefined;
}

/** Pointwise bands around a curve, each of the length of the curve; NaN where there is none. */
export interface CurveBands {
  /** Of the curve itself, the mean response. */
  readonly confidence: CurveBand;
  /** Of a new observation; null where its noise is not known (likelihoods, weighted rows). */
  readonly prediction: CurveBand | null;
}

export interface CurveBand {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** How the fit worsens as one parameter is held at other values (Bates and Watts 1988, §6.1). */
export interface Profile {
  readonly parameter: string;
  /** Where it was held, ascending. */
  readonly values: Float64Array;
  /** sign(value − estimate)·√((RSS(value) − RSS(estimate))/s²), as long: a straight line where the model is as good as linear. */
  readonly tau: Float64Array;
  /** Its size at the ends of the interval: a quantile of Student's t. */
  readonly limit: number;
  readonly estimate: number;
  readonly standardError: number;
}

/** A minimum that `count` searches ended in. */
export interface Minimum {
  readonly loss: number;
  readonly count: number;
  /** Length P. */
  readonly point: Float64Array;
}

export type Need =
  | 'curve'
  | 'predict'
  | 'losses'
  | 'bands'
  | 'leverage'
  | 'standardized'
  | 'tempered'
  | 'studentized'
  | 'cook'
  | 'profiles'
  | 'minima';

/** One of several responses. */
export interface Series {
  /** As text: `log(y1)`. */
  readonly response: string;
  /** Its rows: from … to − 1. */
  readonly from: number;
  readonly to: number;
  readonly curve?: NonNullable<FigureSource['curve']>;
  /** Present only with `curve`. */
  readonly bands?: NonNullable<FigureSource['bands']>;
}

/** A picture of a run. One file in `charts/`, and nothing else knows its name. */
export interface Chart {
  readonly name: string;
  readonly title: Text;
  readonly summary: Text;
  readonly needs: readonly Need[];
  /** Options under the chart's name in a document: `fit: { every: 20 }`; a list stands for its `list` option: `compare: [Y, Y_1]`. */
  readonly options: Readonly<Record<string, ChartOption>>;
  draw(source: FigureSource, options: ChartOptions): Scene;
}

export interface ChartOption {
  readonly type: 'number' | 'integer' | 'text' | 'boolean' | 'names';
  readonly title: Text;
  readonly least?: number;
  readonly most?: number;
  /** For `text`: what may be said. */
  readonly among?: readonly string[];
  /** A bare list or scalar under the chart's name means this option. */
  readonly bare?: boolean;
}

export type ChartOptions = Readonly<Record<string, number | string | boolean | readonly string[]>>;
