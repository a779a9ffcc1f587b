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
}

/** One of several responses. */
export interface Series {
  /** As text: `log(y1)`. */
  readonly response: string;
  /** Its rows: from … to − 1. */
  readonly from: number;
  readonly to: number;
  readonly curve?: NonNullable<FigureSource['curve']>;
}

export type Need = 'curve' | 'predict' | 'losses';

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
