import { exp } from '../base/elementary/scalar.js';
import { DownhillError } from '../base/errors.js';
import { VERSION } from '../base/version.js';
import { tableFromArrays } from '../data/arrays.js';
import type { Table } from '../data/table.js';
import { print } from '../language/index.js';
import { akaikeWeights, isWorse, type NestedFit, nestedTest } from '../statistics/index.js';
import { checkArguments } from './check-arguments.js';
import { chooseLoss } from './choose-method.js';
import { type CommonRows, commonRows } from './common-rows.js';
import type { ComparedModel, Comparison, Ranked, TestedPair } from './comparison.js';
import { type Arrays, type FitContext, runFit, runFitAsync } from './fit.js';
import { spansOnRows } from './nested-by-columns.js';
import { reduction } from './nested-by-formula.js';
import type { FitOptions } from './options.js';
import type { FitResult } from './result.js';
import { isAbsolute } from './row-noise.js';
import { verdict } from './verdict.js';

export interface CompareOptions extends FitOptions {
  /** Every formula contains those with fewer parameters: test them although it cannot be proved. */
  readonly nested?: boolean;
}

/**
 * Fits several formulas to the same rows and puts them side by side: criteria, Akaike weights, and tests between those of which one contains the other.
 *
 * @param data as for `fit`; rows in which any of the formulas reads a cell that is no number are left out of all (with `skipInvalid`; else an error).
 * @param formulas two or more, with the same left side.
 * @param options of the fits: what is said of a parameter concerns the formulas that have it.
 * @throws DownhillError `responses-differ` for different left sides, `formulas-missing` for fewer than two, and what `fit` throws.
 *
 * @example
 * const x = [0, 1, 2, 3, 4, 5];
 * const y = [1.1, 2.9, 5.2, 6.8, 9.1, 10.9];
 * compare({ x, y }, ['y ~ a*x + b', 'y ~ a*x + b + c*x^2']).best?.formula // 'y ~ a*x + b'
 */
export function compare(data: Arrays, formulas: readonly string[], options: CompareOptions = {}): Comparison {
  const { nested: _, ...fitOptions } = options;
  checkFormulas(formulas);
  for (const formula of formulas) checkArguments(formula, data, fitOptions);
  const common = commonRows(formulas, tableFromArrays(data), fitOptions);
  const fits = common.parts.map(({ formula, options: own }) => runFit(formula, common.table, own).result);
  return comparison(common, fits, options);
}

/** {@link compare} for a table, giving way between evaluations; the same bits. */
export async function compareAsync(
  table: Table,
  formulas: readonly string[],
  options: CompareOptions = {},
  context: FitContext = {},
): Promise<Comparison> {
  const { nested: _, ...fitOptions } = options;
  checkFormulas(formulas);
  const common = commonRows(formulas, table, fitOptions);
  const fits: FitResult[] = [];
  for (const { formula, options: own } of common.parts)
    fits.push((await runFitAsync(formula, common.table, own, context)).result);
  return comparison(common, fits, options);
}

function checkFormulas(formulas: readonly string[]): void {
  if (!Array.isArray(formulas) || formulas.length < 2)
    throw new DownhillError(
      'formulas-missing',
      `a comparison takes two formulas or more, got ${Array.isArray(formulas) ? formulas.length : typeof formulas}`,
      "add another, as 'y ~ a*x + b' 'y ~ a*x + b + c*x^2'",
      { place: 'formula', usage: true },
    );
  const twice = formulas.find((formula, i) => formulas.indexOf(formula) !== i);
  if (twice !== undefined)
    throw new DownhillError('formula-twice', `"${twice}" was given twice`, 'leave one out', { place: 'formula', usage: true });
}

function comparison(common: CommonRows, fits: readonly FitResult[], options: CompareOptions): Comparison {
  const weights = akaikeWeights(fits.map(({ quality }) => quality.aicc));
  const models = fits.map((fit, i): ComparedModel => {
    const { quality, outcome } = fit;
    return {
      formula: fit.formula,
      parameters: common.parts[i]?.resolved.model.free.length as number,
      degreesOfFreedom: quality.degreesOfFreedom,
      loss: quality.loss,
      rss: quality.rss,
      rSquared: quality.rSquared,
      adjustedRSquared: quality.adjustedRSquared,
      aic: quality.aic,
      aicc: quality.aicc,
      bic: quality.bic,
      deltaAicc: weights[i]?.delta ?? null,
      weight: weights[i]?.weight ?? null,
      outcome,
      fit: {
        ...fit,
        ...(options.let === undefined ? {} : { let: options.let }),
        ...(options.where === undefined ? {} : { where: options.where }),
      },
    };
  });
  const lang = options.lang ?? 'en';
  const made = {
    response: print(common.parts[0]?.resolved.equations[0]?.response as Parameters<typeof print>[0]),
    data: { source: common.table.source, rows: common.table.rows, skipped: common.skipped },
    models,
    tests: tests(common, fits, options),
    ...bestOf(models),
  };
  return {
    schema: 'downhill.compare/1',
    ...made,
    verdict: verdict(made).map((sentence) => sentence[lang]),
    seed: options.seed ?? 0,
    lang,
    versions: { downhill: VERSION },
  };
}

/** The lowest AICc, and the next. */
function bestOf(models: readonly ComparedModel[]): Pick<Comparison, 'best' | 'next'> {
  const ranked = models.flatMap(({ formula, deltaAicc }, index): Ranked[] => {
    if (deltaAicc === null) return [];
    const ratio = exp(deltaAicc / 2);
    return [{ index, formula, deltaAicc, evidenceRatio: Number.isFinite(ratio) ? ratio : null }];
  });
  const [best, next] = ranked.sort((a, b) => a.deltaAicc - b.deltaAicc || a.index - b.index);
  return { best: best ?? null, next: next ?? null };
}

/** Every pair of which one contains the other. */
function tests(common: CommonRows, fits: readonly FitResult[], options: CompareOptions): TestedPair[] {
  const { parts, table, columns } = common;
  const { inference } = chooseLoss(options).loss;
  return parts.flatMap((small, i) =>
    parts.flatMap((large, j): TestedPair[] => {
      const fewer = small.resolved.model.free.length < large.resolved.model.free.length;
      const reduced = fewer ? reduction(small.resolved.model, large.resolved.model) : null;
      const how =
        reduced !== null
          ? 'formula'
          : fewer && spansOnRows(small.resolved.model, large.resolved.model, columns, table.rows)
            ? 'columns'
            : fewer && options.nested === true
              ? 'asked'
              : null;
      if (how === null) return [];
      const known = isAbsolute(options) || inference === 'likelihood';
      const [a, b] = [nestedFit(fits[i] as FitResult), nestedFit(fits[j] as FitResult)];
      const arrived = [fits[i], fits[j]].every((fit) => fit?.outcome === 'converged' || fit?.outcome === 'stopped-by-rule');
      const test = arrived && (inference === 'squares' || inference === 'likelihood') ? nestedTest(a, b, known) : null;
      const by = reduced === null ? {} : { by: Object.fromEntries(reduced) };
      // Losses of different deltas are no measure of the same thing.
      const comparable = fits[i]?.robust?.delta === fits[j]?.robust?.delta;
      const atBounds = [...new Set([fits[i], fits[j]].flatMap(heldOf))];
      const held = atBounds.length === 0 ? {} : { atBounds };
      return [{ small: i, large: j, how, ...by, test, ...held, worse: comparable && isWorse(a, b) }];
    }),
  );
}

/** The parameters of a fit that stand at a bound. */
const heldOf = (fit: FitResult | undefined): string[] =>
  Object.keys(fit?.findings.find(({ code }) => code === 'bound-hit')?.evidence ?? {});

const nestedFit = ({ quality, data }: FitResult): NestedFit => ({
  deviance: quality.chiSquared ?? 2 * data.rows * (quality.loss ?? Number.NaN),
  degreesOfFreedom: quality.degreesOfFreedom,
});
