import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromDecimal } from '../../src/base/double-double.js';
import { namesIn } from '../../src/expression/node.js';
import { parseFormula } from '../../src/language/index.js';
import { halfMse } from '../../src/objective/losses/half-mse.js';
import { mae } from '../../src/objective/losses/mae.js';
import type { PointwiseModel } from '../../src/objective/pointwise.js';
import { type Refined, refine } from '../../src/objective/refine.js';

interface Problem {
  readonly name: string;
  readonly formula: string;
  readonly parameters: readonly string[];
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly weights?: readonly number[];
  /** Of the column-scaled Jacobian. */
  readonly condition: number;
  readonly point: readonly string[];
  readonly inverse: readonly string[];
  readonly rss: string;
  readonly residuals: readonly string[];
}

/** By mpmath in 90 digits (scripts/vectors/refine.py). */
const problems = JSON.parse(readFileSync(new URL('../data/refine.json', import.meta.url), 'utf8')) as Problem[];

const modelOf = (formula: string, parameters: readonly string[], more: Partial<PointwiseModel> = {}): PointwiseModel => {
  const { response, expression } = parseFormula(formula).equations[0] as ReturnType<typeof parseFormula>['equations'][number];
  const columns = [...new Set([...namesIn(response), ...namesIn(expression)])].filter((each) => !parameters.includes(each));
  return { prediction: expression, response, parameters, columns, loss: halfMse, lossSettings: {}, ...more };
};
const columnsOf = (columns: Readonly<Record<string, readonly number[]>>): Map<string, Float64Array> =>
  new Map(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]));
const line = (y: readonly number[], x: readonly number[] = y.map((_, i) => i)): Map<string, Float64Array> => columnsOf({ x, y });

/** |got − text|/|text|, in full precision. */
const error = (got: number, text: string): number => {
  const [high, low] = fromDecimal(text);
  return Math.abs((got - high - low) / high);
};

function refined(problem: Problem, perturbed = 1e-7): Refined {
  const columns = columnsOf(problem.columns);
  if (problem.weights !== undefined) columns.set('@weight', Float64Array.from(problem.weights));
  const model = modelOf(problem.formula, problem.parameters, problem.weights === undefined ? {} : { weight: '@weight' });
  const start = Float64Array.from(problem.point, (text, j) => Number(text) * (1 + (j % 2 === 0 ? perturbed : -perturbed)));
  const result = refine(model, columns, start);
  if (result === null) throw new Error(`${problem.name} was refused`);
  return result;
}

describe.each(problems.map((problem) => [problem.name, problem] as const))('refine: %s', (_, problem) => {
  const result = refined(problem);

  it('parameters: the nearest doubles, and 22 digits with what rounding lost', () => {
    problem.point.forEach((text, j) => {
      const [high, low] = fromDecimal(text);
      expect(result.point[j]).toBe(Number(text));
      expect(Math.abs(((result.low[j] as number) - low) / high)).toBeLessThan(1e-22);
    });
    expect(result.change).toBeLessThan(1e-20);
  });

  it(`(JᵀWJ)⁻¹ within 1e-15 of each entry's diagonal, at a scaled condition number of ${problem.condition.toPrecision(2)}`, () => {
    const size = problem.point.length;
    const diagonal = (j: number): number => Math.sqrt(Number(problem.inverse[j * size + j]));
    problem.inverse.forEach((text, k) => {
      const scale = diagonal(Math.floor(k / size)) * diagonal(k % size);
      const [high, low] = fromDecimal(text);
      expect(Math.abs((result.inverse[k] as number) - high - low) / scale).toBeLessThan(1e-15);
    });
  });

  it('residual sum and residuals within 2e-16', () => {
    expect(error(result.rss, problem.rss)).toBeLessThan(2e-16);
    const largest = Math.max(...problem.residuals.map((text) => Math.abs(Number(text))));
    problem.residuals.forEach((text, i) => {
      expect(Math.abs((result.residuals[i] as number) - Number(text)) / largest).toBeLessThan(2e-16);
    });
  });

  it('the same bits from a start 1e-10 away', () => {
    const { point, rss } = refined(problem, 1e-10);
    expect([...point, rss]).toEqual([...result.point, result.rss]);
  });
});

describe('refine', () => {
  it('finds an exact line exactly, a zero among its parameters too: y = 0 + 0.1·x in decimals', () => {
    const model = modelOf('y ~ a + b*x', ['a', 'b']);
    const y = Array.from({ length: 20 }, (_, i) => i / 10);
    const result = refine(model, line(y), Float64Array.of(1e-16, 0.1 + 1e-15));
    expect(result?.point[1]).toBe(0.1);
    expect(Math.abs(result?.point[0] as number)).toBeLessThan(1e-28);
    expect(result?.rss).toBeLessThan(1e-55);
  });

  it('a parameter whose estimate is 0 by symmetry comes out below 1e-28, with residuals that are not small', () => {
    const x = [-0.7, -0.3, 0.3, 0.7];
    const y = [1.3, 0.2, 0.2, 1.3];
    const slope = refine(modelOf('y ~ a*x', ['a']), line(y, x), Float64Array.of(3e-17));
    expect(Math.abs(slope?.point[0] as number)).toBeLessThan(1e-28);
    const parabola = refine(modelOf('y ~ a + b*x + exp(c)*x^2', ['a', 'b', 'c']), line(y, x), Float64Array.of(0, -1e-17, 1));
    expect(Math.abs(parabola?.point[1] as number)).toBeLessThan(1e-28);
    expect(parabola?.point[2]).toBe(1.0116009116784799);
  });

  it('takes data for the decimals that they are written with: the residuals of 0.1·3 − 0.3 are 0, not 5.6e-17', () => {
    const result = refine(modelOf('y ~ a*x', ['a']), line([0.1, 0.2, 0.3], [1, 2, 3]), Float64Array.of(0.1));
    expect(result?.point[0]).toBe(0.1);
    for (const residual of result?.residuals ?? []) expect(Math.abs(residual)).toBeLessThan(1e-31);
  });

  it('ignores rows of weight 0, and infinities of the side that a choice does not take', () => {
    const model = modelOf('y ~ a*x + where(x > 0, b/x, 0)', ['a', 'b'], { weight: 'w' });
    const columns = columnsOf({ x: [0, 1, 2, 3, 4], y: [0, 3, 3, 4, 99], w: [1, 1, 1, 1, 0] });
    const result = refine(model, columns, Float64Array.of(1.1, 1.9));
    // Normal equations of a·(1, 2, 3) + b·(1, ½, ⅓) = (3, 3, 4): 14a + 3b = 21, 3a + 49/36·b = 35/6.
    expect(error(result?.point[0] as number, '1.1022099447513812154696132596685')).toBeLessThan(1.2e-16);
    expect(result?.residuals).toHaveLength(5);
  });

  it('one parameter of one row, and parameters that no column goes with', () => {
    expect(refine(modelOf('y ~ a', ['a']), columnsOf({ y: [2.5] }), Float64Array.of(2))?.point[0]).toBe(2.5);
    const mean = refine(modelOf('y ~ exp(a)', ['a']), columnsOf({ y: [1, 2, 6] }), Float64Array.of(1.0986));
    expect(error(mean?.point[0] as number, '1.0986122886681096913952452369225')).toBeLessThan(1.2e-16);
  });

  it.each([
    ['another loss', modelOf('y ~ a*x', ['a'], { loss: mae }), line([0, 1, 3])],
    [
      'a hand-written gradient',
      modelOf('y ~ a*x', ['a'], { gradient: {} as NonNullable<PointwiseModel['gradient']> }),
      line([0, 1, 3]),
    ],
    ['an operation without double-double form', modelOf('y ~ a*gamma(x)', ['a']), line([1, 1, 3], [1, 2, 3])],
    ['columns that depend on each other', modelOf('y ~ a*x + b*(2*x)', ['a', 'b']), line([0, 1, 3])],
    ['more parameters than rows', modelOf('y ~ a + b*x', ['a', 'b']), line([1])],
    ['no parameter', modelOf('y ~ x', []), line([0, 1, 3])],
    ['numbers that are not finite', modelOf('y ~ a*log(x)', ['a']), line([0, 1, 3])],
  ])('refuses %s', (_, model, columns) => {
    expect(refine(model, columns, new Float64Array(model.parameters.length).fill(1))).toBeNull();
  });

  it('refuses a start from which the residual sum would grow, and work beyond the limit', () => {
    const model = modelOf('y ~ exp(-a*x)', ['a']);
    const columns = line([1, 0.4, 0.1, 0.05]);
    expect(refine(model, columns, Float64Array.of(-300))).toBeNull();
    expect(refine(model, columns, Float64Array.of(0.9))?.steps).toBeLessThan(12);
    expect(refine(model, columns, Float64Array.of(0.9), { limit: 100 })).toBeNull();
  });
});
