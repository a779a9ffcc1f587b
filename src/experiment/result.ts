import type { Evidence, Fix, Severity } from '../diagnose/finding.js';
import type { Outcome } from '../optimize/outcome.js';
import type { BootstrapFigures, Diagnostics } from '../statistics/index.js';

/** `downhill.fit/1`: plain data, JSON in and out. Numbers that do not exist are `null`. */
export interface FitResult<Parameter extends string = string> {
  readonly schema: 'downhill.fit/1';
  readonly formula: string;
  readonly latex: string;
  readonly data: { readonly source: string; readonly rows: number; readonly skipped: number; readonly fingerprint: string };
  readonly parameters: { readonly [name in Parameter]: ParameterResult };
  /** In the order of `parameters`; null where there are no standard errors. */
  readonly correlation: readonly (readonly number[])[] | null;
  readonly quality: Quality;
  /** Of the residuals: for least squares at a minimum, up to 100 000 rows; null otherwise. */
  readonly diagnostics: Diagnostics | null;
  readonly method: {
    readonly name: string;
    readonly learningRate: number | null;
    readonly automatic: boolean;
    readonly why: string;
    readonly settings?: Readonly<Record<string, number>>;
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
  /** How rows were resampled, where it was asked for: draws fitted, fits that failed, how the intervals were made. */
  readonly bootstrap?: {
    readonly resample: string;
    readonly resamples: number;
    readonly failed: number;
    readonly interval: 'bca' | 'percentile';
  };
  /** Of all intervals, where it was given; otherwise 0.95. */
  readonly level?: number;
  /** What repeats the preparation of the data: derived columns and the row filter, as written. */
  readonly let?: Readonly<Record<string, string>>;
  readonly where?: string;
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

/** A finding in one language. */
export interface FindingResult {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly advice: string;
  readonly fix?: Fix;
}
