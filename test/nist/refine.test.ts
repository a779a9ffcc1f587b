import { describe, expect, it } from 'vitest';
import { fromDecimal } from '../../src/base/double-double.js';
import { parseFormula } from '../../src/language/index.js';
import { halfMse } from '../../src/objective/losses/half-mse.js';
import { type Refined, refine } from '../../src/objective/refine.js';
import { type NistProblem, nistProblems } from './data.js';

function refined({ formula, params, columns, certified, hp }: NistProblem): Refined {
  const { response, expression } = parseFormula(formula).equations[0] as ReturnType<typeof parseFormula>['equations'][number];
  const model = {
    prediction: expression,
    response,
    parameters: params,
    columns: Object.keys(columns),
    loss: halfMse,
    lossSettings: {},
  };
  const data = new Map(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]));
  const start = Float64Array.from(
    [...(hp?.params ?? certified)],
    (value, j) => Number(value) * (1 + (j % 2 === 0 ? 1e-7 : -1e-7)),
  );
  const result = refine(model, data, start);
  if (result === null) throw new Error('refused');
  return result;
}

const errors = ({ inverse, rss, point }: Refined, df: number): number[] =>
  Array.from(point, (_, j) => Math.sqrt(((inverse[j * point.length + j] as number) * rss) / df));

/** Digits that agree, −log10 of the relative error; 17 for all. */
function digits(got: number, text: string): number {
  const [high, low] = fromDecimal(text);
  const distance = Math.abs(got - high - low);
  return distance === 0 ? 17 : -Math.log10(distance / Math.abs(high));
}

const leastDigits = (got: ArrayLike<number>, texts: readonly string[]): number =>
  Math.min(...texts.map((text, j) => digits(got[j] as number, text)));

const nonlinear = nistProblems('nist');
const linear = nistProblems('nist-linear');

describe('refine on NIST’s nonlinear problems, from 1e-7 beside the optimum', () => {
  if (nonlinear.length === 0) it.skip('needs NIST’s files');

  it.each(nonlinear.map((problem) => [problem.name, problem] as const))(
    '%s: parameters, standard errors and residual sum agree in 15 digits or more with the optimum to 24 digits',
    (_, problem) => {
      const result = refined(problem);
      const hp = problem.hp as NonNullable<NistProblem['hp']>;
      expect(leastDigits(result.point, hp.params)).toBeGreaterThan(15);
      expect(leastDigits(errors(result, problem.df), hp.stderr)).toBeGreaterThan(15);
      expect(digits(result.rss, hp.rss)).toBeGreaterThan(15.6);
      expect(result.steps).toBeLessThan(9);
    },
  );
});

describe('refine on NIST’s linear problems, from 1e-7 beside the certified values of 15 digits', () => {
  if (linear.length === 0) it.skip('needs NIST’s files');

  it.each(linear.map((problem) => [problem.name, problem] as const))(
    '%s: all printed digits, and those of Wampler exactly',
    (name, problem) => {
      const result = refined(problem);
      expect(leastDigits(result.point, problem.certified.map(String))).toBeGreaterThan(14.2);
      if (name.startsWith('Wampler')) expect([...result.point]).toEqual(problem.certified);
      if (problem.rss === 0) {
        expect(result.rss).toBeLessThan(1e-40);
      } else {
        expect(leastDigits(errors(result, problem.df), problem.stderr.map(String))).toBeGreaterThan(14.2);
        expect(digits(result.rss, String(problem.rss))).toBeGreaterThan(14.2);
      }
    },
  );
});
