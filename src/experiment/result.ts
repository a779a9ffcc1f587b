import type { Evidence, Severity } from '../diagnose/finding.js';
import type { Outcome } from '../optimize/outcome.js';

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
  /** What repeats the preparation of the data: derived columns and the row filter, as written. */
  readonly let?: Readonly<Record<string, string>>;
  readonly where?: string;
}

export interface ParameterResult {
  /** The last iterate; NaN where it is not finite, which JSON writes as null. */
  readonly value: number;
  readonly standardError: number | null;
  /** 95%. */
  readonly interval: readonly [number, number] | null;
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
  readonly fix?: Readonly<Record<string, number | string>>;
}
