import { dependentNodes } from '../expression/depends-on.js';
import { evaluator } from '../expression/evaluate.js';
import { type Expression, name, topological } from '../expression/node.js';
import { splitUniform } from '../expression/split-uniform.js';

/** Sums over rows, without the factors that are the same in every row. */
export interface ScaledSums {
  /** What is summed. */
  readonly rows: readonly Expression[];
  /** Multiplies the sums, which begin at `sums[start]`, by those factors. */
  scale(sums: Float64Array, start: number, point: Float64Array): void;
}

/**
 * Takes out of each expression what is the same in every row: Σ r·A·e·(x − m)/s² is A/s² times a sum of three factors. What the first of them, which make the loss, compute anyway is left whole.
 * @param first how many make the loss. @param count how many are taken apart, the first among them; the others are summed as they are.
 */
export function scaledSums(
  expressions: readonly Expression[],
  {
    first,
    count,
    parameters,
    columns,
  }: {
    readonly first: number;
    readonly count: number;
    readonly parameters: readonly string[];
    readonly columns: readonly string[];
  },
): ScaledSums {
  const varying = dependentNodes(
    topological(expressions),
    columns.map((column) => name(column)),
  );
  const isUniform = (node: Expression): boolean => !varying.has(node);
  const known = new Set<Expression>();
  const factors: { readonly at: number; readonly value: (point: Float64Array) => number }[] = [];
  const rows = expressions.map((expression, k) => {
    if (k >= count) return expression;
    const { uniform, row } = splitUniform(expression, isUniform, known);
    if (k < first) for (const node of topological([row])) known.add(node);
    if (uniform.kind !== 'constant' || uniform.value !== 1) factors.push({ at: k, value: factorAt(uniform, parameters) });
    return row;
  });
  return {
    rows,
    scale(sums, start, point) {
      for (const { at, value } of factors) sums[start + at] = (sums[start + at] as number) * value(point);
    },
  };
}

function factorAt(uniform: Expression, parameters: readonly string[]): (point: Float64Array) => number {
  if (uniform.kind === 'constant') return () => uniform.value;
  const places = new Map(parameters.map((parameter, j) => [parameter, j]));
  const evaluate = evaluator(uniform);
  return (point) => evaluate((parameter) => point[places.get(parameter) as number] as number);
}
