import { nearest } from '../base/nearest.js';
import { parseFormula } from '../language/index.js';
import type { Experiment } from './block.js';
import type { FitResult } from './result.js';

/** A finished experiment, as a text may quote it. */
export interface QuotableResult extends FitResult {
  readonly final: { readonly mae: number | null; readonly epoch: number; readonly loss: number | null };
}

/**
 * The value that a path names: a parameter (`W`, `W.interval`), a figure of its quality (`mae`), how it ended (`outcome`, `epochs`), a finding by
 * its code (`finding.gradient-wrong.message`), or any other key of the result.
 * @returns undefined where there is no such thing; null for a number that does not exist.
 */
export function quotedValue(result: QuotableResult, path: readonly string[]): unknown {
  const [first = '', ...rest] = path;
  if (Object.hasOwn(result.parameters, first)) return below(result.parameters[first], rest.length === 0 ? ['value'] : rest);
  const named = NAMED[first];
  return named === undefined ? undefined : below(named(result), rest);
}

/** Why a path cannot name anything in any result of an experiment; null where it may. */
export function missingStep(
  path: readonly string[],
  experiment: Experiment,
): { readonly message: string; readonly advice: string } | null {
  const [first = '', second] = path;
  const parameters = parametersOf(experiment);
  const name = first.replace(/\[.*$/, '');
  if (parameters.includes(name)) {
    if (second === undefined || PARAMETER_FIGURES.includes(second)) return null;
    const close = nearest(second, PARAMETER_FIGURES);
    return {
      message: `${first} has no "${second}"`,
      advice: close === null ? `known: ${PARAMETER_FIGURES.join(', ')}` : `did you mean ${close}?`,
    };
  }
  if (Object.hasOwn(NAMED, first)) return null;
  const known = [...parameters, ...Object.keys(NAMED)];
  const close = nearest(first, known);
  return {
    message: `"${first}" is neither a parameter nor a figure of the result of "${experiment.id}"`,
    advice: close === null ? `known: ${known.join(', ')}` : `did you mean ${close}?`,
  };
}

const PARAMETER_FIGURES: readonly string[] = [
  'value',
  'standardError',
  'interval',
  'profileInterval',
  'bootstrap',
  'start',
  'truth',
  'distance',
];

const NAMED: Readonly<Record<string, (result: QuotableResult) => unknown>> = {
  loss: ({ quality }) => quality.loss,
  mae: ({ quality }) => quality.mae,
  rmse: ({ quality }) => quality.rmse,
  rss: ({ quality }) => quality.rss,
  rSquared: ({ quality }) => quality.rSquared,
  degreesOfFreedom: ({ quality }) => quality.degreesOfFreedom,
  residualStandardDeviation: ({ quality }) => quality.residualStandardDeviation,
  aic: ({ quality }) => quality.aic,
  bic: ({ quality }) => quality.bic,
  aicc: ({ quality }) => quality.aicc,
  adjustedRSquared: ({ quality }) => quality.adjustedRSquared,
  chiSquared: ({ quality }) => quality.chiSquared,
  reducedChiSquared: ({ quality }) => quality.reducedChiSquared,
  chiSquaredProbability: ({ quality }) => quality.chiSquaredProbability,
  conditionNumber: ({ quality }) => quality.conditionNumber,
  outcome: ({ outcome }) => outcome,
  epochs: ({ stop }) => stop.epochs,
  evaluations: ({ stop }) => stop.evaluations,
  rows: ({ data }) => data.rows,
  seed: ({ seed }) => seed,
  formula: ({ formula }) => formula,
  latex: ({ latex }) => latex,
  learningRate: ({ method }) => method.learningRate,
  method: ({ method }) => method,
  stop: ({ stop }) => stop,
  data: ({ data }) => data,
  quality: ({ quality }) => quality,
  diagnostics: ({ diagnostics }) => diagnostics,
  bootstrap: ({ bootstrap }) => bootstrap,
  study: ({ study }) => study,
  level: ({ level }) => level ?? 0.95,
  final: ({ final }) => final,
  parameters: ({ parameters }) => parameters,
  correlation: ({ correlation }) => correlation,
  finding: ({ findings }) => Object.fromEntries(findings.map((finding) => [finding.code, finding])),
};

function below(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const step of path) {
    if (at === null) return null;
    if (typeof at !== 'object' || !Object.hasOwn(at as object, step)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  return at;
}

/** The names on the right of the formula that are no columns, as far as that can be known without data. */
function parametersOf({ model, data, fit }: Experiment): string[] {
  const columns = new Set([...('columns' in data ? Object.keys(data.columns) : []), ...Object.keys(fit.let ?? {})]);
  const parsed = parseFormula(model);
  const names = parsed.uses.filter((use) => use.side === 'expression').map((use) => use.name);
  return [...new Set(names)].filter((name) => !columns.has(name));
}
