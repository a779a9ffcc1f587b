import type { Lang } from '../base/text.js';
import type { AutomaticName } from '../optimize/automatic-rates.js';
import type { Epoch } from '../optimize/outcome.js';
import type { Resample } from './resampling.js';
import type { StudyOptions } from './study/options.js';

/** ∂loss/∂parameter of each free parameter, from the values of all. */
export type GradientByName = (parameters: Readonly<Record<string, number>>) => Readonly<Record<string, number>>;

/** What a fit can be told, in the library as on the command line and in documents. */
export interface FitOptions {
  /** A row of the methods' registry, or `auto` (default). */
  readonly method?: string;
  /** Settings of the method: `{ momentum: 0.9 }`. */
  readonly settings?: Readonly<Record<string, number>>;
  /** > 0, or how it is found: `auto` for every method that takes one, `auto-constant` and `adgd` for gd. Absent: the method's default, or `auto`. */
  readonly learningRate?: number | AutomaticName;
  /** Step-size schedule as text: `constant`, `step(0.5, 100)`, `exponential(0.99)`, `inverse(0.01)`, `cosine(0.001)`, `armijo`. */
  readonly schedule?: string;
  /** Integer 1 … 1e9. */
  readonly epochs?: number;
  /** `mae < 0.001`, several with `or`. */
  readonly stop?: string;
  /** A row of the losses' registry; default `half-mse`. */
  readonly loss?: string;
  /** Settings of the loss: `{ delta: 1.5 }`; `auto` where the loss can find it from the data. */
  readonly lossSettings?: Readonly<Record<string, number | 'auto'>>;
  /** Numbers, or data expressions of no columns: `uniform(-1, 1)`. */
  readonly start?: Readonly<Record<string, number | string>>;
  /** `0 < k < 10`, several separated by commas. */
  readonly bounds?: string;
  readonly fixed?: Readonly<Record<string, number | string>>;
  /** Parameter → expression of other parameters: `{ b2: '2*b1' }`. */
  readonly tie?: Readonly<Record<string, string>>;
  /** A column of weights ≥ 0, normalised to mean 1. With several formulas one for all, or a column or number for each: `w1, w2`. */
  readonly weights?: string;
  /** Standard deviations > 0, a column or the text of a number: weights 1/σ². With several formulas one for all, or one for each: `s1, 0.5`. */
  readonly sigma?: string;
  /** σ are absolute: standard errors are not rescaled by the residuals. */
  readonly absoluteSigma?: boolean;
  /** Of all intervals, 0 < level < 1; default 0.95. */
  readonly level?: number;
  /** Also intervals from the profile of the loss: all other parameters fitted again for every value. */
  readonly profile?: boolean;
  /** Also standard errors and intervals from so many resamples, 2 … 1e6. */
  readonly bootstrap?: number;
  /** What is drawn: `cases` (default) or, for least squares, `residuals`. */
  readonly resample?: Resample;
  /** Also how the run comes out with other seeds: see {@link StudyOptions}. */
  readonly study?: StudyOptions;
  /** 0 … 2^32 − 1; default 0. */
  readonly seed?: number;
  readonly random?: 'pcg64' | 'numpy';
  /** How many starts are tried when none is given. */
  readonly starts?: number;
  /** Derived columns, in order: `{ t: 'years(Date) - 1958' }`. */
  readonly let?: Readonly<Record<string, string>>;
  /** Rows that are kept: `x > 0`. */
  readonly where?: string;
  readonly skipInvalid?: boolean;
  /** Numbers that are read from text are kept as floats of 4 bytes: 7 digits, half the memory, and a note. Arrays are kept as they are. */
  readonly float32?: boolean;
  /**
   * A hand-written gradient, used as it is and checked: text per parameter, `{ W: 'mean((prediction - Y) * X)' }`, or a function of the program's own, by name in and out,
   * `({ W, b }) => ({ W: …, b: … })`. The function is told all parameters, gives those that are free, and knows the rows itself: it takes no minibatches.
   */
  readonly gradient?: Readonly<Record<string, string>> | GradientByName;
  /** Rows of a minibatch; absent: all rows. */
  readonly batch?: number;
  readonly lang?: Lang;
  /** Keep the parameters of every k-th epoch for pictures. */
  readonly snapshots?: number;
  /** The values that made the data, by parameter. */
  readonly truth?: Readonly<Record<string, number>>;
  /**
   * Threads that may compute, this one included, 1 … 64; default 1. The result has the same bits, and there is something to gain from some 100,000 rows on. In a page
   * only those that `startThreads` has started.
   */
  readonly threads?: number;
  readonly backend?: 'auto' | 'interpreter' | 'wasm';
  /** Asked now and then: true ends the run as `cancelled` with what it has. */
  readonly cancelled?: () => boolean;
  /**
   * Told of looked-at epochs; must not keep or change what it is given. From 20 000 rows on, where a model is linear in its parameters, most epochs are computed without a look at the rows: `mae` is
   * then NaN.
   */
  readonly onEpoch?: (epoch: Epoch) => void;
}
