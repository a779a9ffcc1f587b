import type { Lang, Text } from '../base/text.js';

/** What the figures of a race of methods are drawn from. P parameters. */
export interface RaceSource {
  readonly lang: Lang;
  /** The formula as text. */
  readonly formula: string;
  /** Rows of the data: losses of many rows take time. */
  readonly rows: number;
  /** Free ones. */
  readonly parameters: readonly string[];
  readonly loss: { readonly name: string; readonly title: Text };
  /** In the order of their ranking. */
  readonly ways: readonly RaceWay[];
  readonly start: { readonly point: Float64Array; readonly loss: number };
  readonly lowest: { readonly point: Float64Array; readonly loss: number };
  /** The loss that is to be reached. */
  readonly target: number;
  /** Losses at points of length P. */
  readonly losses: (points: readonly Float64Array[]) => Float64Array;
}

/** The way of one method, epoch by epoch (many are thinned). */
export interface RaceWay {
  /** `adam@0.01` */
  readonly label: string;
  /** Its place in the order in which the methods were named: its colour does not hang on who wins. */
  readonly index: number;
  readonly epoch: Float64Array;
  /** Up to each epoch, over all rows. */
  readonly evaluations: Float64Array;
  readonly loss: Float64Array;
  readonly mae: Float64Array;
  readonly gradientNorm: Float64Array;
  readonly rate: Float64Array;
  /** values[j] is parameter j. */
  readonly values: readonly Float64Array[];
  readonly outcome: string;
  /** It ended at the lowest minimum, or converged elsewhere; null for neither. */
  readonly arrived: 'lowest' | 'elsewhere' | null;
}
