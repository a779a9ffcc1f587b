import type { Evidence, Fix, Severity } from '../diagnose/finding.js';
import type { Outcome } from '../optimize/outcome.js';
import type { BootstrapFigures, Diagnostics } from '../statistics/index.js';
import type { Study } from './study/study.js';

/** `downhill.fit/1`: plain data, JSON in and out. Numbers that do not exist are `null`. */
export interface FitResult<Parameter extends string = string> {
  readonly schema: 'downhill.fit/1';
  readonly formula: string;
  readonly latex: string;
  /** `rows` of the source that were used, of several equations by one at least. */
  readonly data: { readonly source: string; readonly rows: number; readonly skipped: number; readonly fingerprint: string };
  readonly parameters: { readonly [name in Parameter]: ParameterResult };
  /** In the order of `parameters`; null where there are no standard errors. */
  readonly correlation: readonly (readonly number[])[] | null;
  readonly quality: Quality;
  /** Of several equations each, in the order in which they are written. */
  readonly responses?: readonly ResponseResult[];
  /** Of the residuals: for least squares at a minimum, up to 100 000 rows; null otherwise. */
  readonly diagnostics: Diagnostics | null;
  readonly method: {
    readonly name: string;
    readonly learningRate: number | null;
    readonly automatic: boolean;
    readonly why: string;
    readonly settings?: Readonly<Record<string, number>>;
  };
  /** Where several local searches were made: from drawn starts, or by several methods from a given one. */
  readonly search?: {
    /** Local searches. */
    readonly starts: number;
    /** Of them, those that ended in the lowest minimum. */
    readonly agree: number;
    /** Names of the methods that were tried. */
    readonly methods: readonly string[];
    /** Different minima that searches ended in. */
    readonly distinct: number;
    /** The lowest of them, the lowest first: loss, how many searches ended there, and where it is. */
    readonly minima: readonly {
      readonly loss: number;
      readonly count: number;
      readonly parameters: Readonly<Record<string, number>>;
    }[];
  };
  readonly outcome: Outcome;
  readonly stop: {
    readonly reason: string;
    readonly detail: string;
    readonly epochs: number;
    readonly evaluations: number;
    readonly passes: number;
  };
  readonly findings: readonly FindingResult[];
  readonly seed: number;
  readonly lang: 'en' | 'ko';
  readonly versions: { readonly downhill: string };
  readonly loss: string;
  /** Only for robust losses. */
  readonly robust?: RobustResult;
  /** How rows were resampled, where it was asked for: draws fitted, fits that failed, how the intervals were made. */
  readonly bootstrap?: {
    readonly resample: string;
    readonly resamples: number;
    readonly failed: number;
    readonly interval: 'bca' | 'percentile';
  };
  /** How the run comes out with other seeds, where it was asked for. */
  readonly study?: Study;
  /**
   * Where standard deviations of the rows were given to a loss whose residuals have a scale: `absolute`, standard errors come from them alone; `relative`, they are scaled to the
   * residuals.
   */
  readonly sigma?: 'relative' | 'absolute';
  /** Of all intervals, where it was given; otherwise 0.95. */
  readonly level?: number;
  /** What repeats the preparation of the data: derived columns and the row filter, as written. */
  readonly let?: Readonly<Record<string, string>>;
  readonly where?: string;
}

/** What a robust loss made of the rows. */
export interface RobustResult {
  /** The residual at which the loss leaves the squares, in units of the response: as it was given, or tuning × scale. */
  readonly delta: number;
  /** Standard deviation of the residuals by their median size, which outliers do not move; null where it is not finite. */
  readonly scale: number | null;
  /** delta / scale; null where the scale is zero. */
  readonly tuning: number | null;
  /** delta was settled from the scale. */
  readonly automatic: boolean;
  /** Rows of weight ψ(r)/r below ½. */
  readonly downweighted: number;
}

export interface ParameterResult {
  /** The last iterate; NaN where it is not finite, which JSON writes as null. */
  readonly value: number;
  readonly standardError: number | null;
  /** Symmetric, by Student's t (the normal distribution for a likelihood or absolute σ). */
  readonly interval: readonly [number, number] | null;
  /** Ends of the profile interval, null where one does not exist; where profiles were asked for. */
  readonly profileInterval?: readonly [low: number | null, high: number | null];
  /** Where resampling was asked for. */
  readonly bootstrap?: BootstrapFigures;
  readonly start: number | null;
  /** Where the data were made: the value that made them and value − truth. */
  readonly truth?: number;
  readonly distance?: number | null;
}

export interface Quality {
  readonly loss: number | null;
  readonly rss: number | null;
  readonly rmse: number | null;
  readonly mae: number | null;
  readonly rSquared: number | null;
  readonly adjustedRSquared: number | null;
  readonly degreesOfFreedom: number;
  readonly residualStandardDeviation: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  readonly aicc: number | null;
  /** These three for absolute standard deviations only. */
  readonly chiSquared: number | null;
  readonly reducedChiSquared: number | null;
  readonly chiSquaredProbability: number | null;
  readonly conditionNumber: number | null;
}

/** One of several equations that were fitted together. */
export interface ResponseResult {
  /** The equation as it is written, and its left side. */
  readonly formula: string;
  readonly response: string;
  /** Those that this equation used. */
  readonly rows: number;
  /** Σ wr² over its rows: these add up to that of `quality`. The others as there, of its rows alone. */
  readonly rss: number | null;
  readonly rmse: number | null;
  readonly mae: number | null;
  readonly rSquared: number | null;
  /** rmse·√(N/(N − P)), N all residuals and P free parameters of the fit: in the units of the response, for a row of its mean weight. */
  readonly residualStandardDeviation: number | null;
}

/** A finding in one language. */
export interface FindingResult {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly advice: string;
  readonly fix?: Fix;
}
