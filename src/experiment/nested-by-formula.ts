import { arranger } from '../expression/arrange.js';
import { number } from '../expression/build.js';
import { evaluate } from '../expression/evaluate.js';
import { type Expression, name, namesIn } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';
import type { Model } from '../problem/model.js';

/** What the parameters of the larger formula become in the smaller: 0, 1, or one of its parameters. */
export type Reduction = ReadonlyMap<string, number | string>;

/** Assignments that are tried; each costs a few microseconds. */
const MOST_TRIED = 50_000;

/**
 * How a smaller formula comes out of a larger one when parameters are set to 0 or 1 or to each other: first with every common name kept, then with any names.
 * Proved by simplifying the larger formula to the smaller one, so that rounding has no say.
 *
 * @returns null where no such way was found, which proves nothing.
 * @example y ~ a*x + b in y ~ p + q*x + r*x^2: p = b, q = a, r = 0
 */
export function reduction(small: Model, large: Model): Reduction | null {
  if (large.free.length <= small.free.length) return null;
  const constants = [0, 1];
  const kept = large.free.map((parameter) => (small.free.includes(parameter) ? [parameter] : constants));
  const any = large.free.map((parameter) => [
    ...small.free.filter((other) => other === parameter),
    ...constants,
    ...small.free.filter((other) => other !== parameter),
  ]);
  const normal = arranger(true);
  const target = normal(simplify(small.prediction));
  const looksAlike = probe(small, large);
  for (const choices of [kept, any]) {
    if (choices.reduce((product, list) => product * list.length, 1) > MOST_TRIED) continue;
    for (const values of assignments(choices)) {
      if (!looksAlike(values)) continue;
      const map = new Map(large.free.map((parameter, j) => [parameter, expressionOf(values[j] as number | string)]));
      if (normal(simplify(substitute(large.prediction, map))) === target)
        return new Map(large.free.map((parameter, j) => [parameter, values[j] as number | string]));
    }
  }
  return null;
}

const expressionOf = (value: number | string): Expression => (typeof value === 'number' ? number(value) : name(value));

function* assignments<Value>(choices: readonly (readonly Value[])[], from = 0): Generator<readonly Value[]> {
  if (from === choices.length) {
    yield [];
    return;
  }
  for (const value of choices[from] as readonly Value[])
    for (const rest of assignments(choices, from + 1)) yield [value, ...rest];
}

const PROBES = 3;

/** Numbers at a few places refute nearly all assignments before anything is simplified. */
function probe(small: Model, large: Model): (values: readonly (number | string)[]) => boolean {
  const columns = [...new Set([...namesIn(small.prediction), ...namesIn(large.prediction)])].sort();
  const places = Array.from({ length: PROBES }, (_, k) => {
    const value = (text: string): number =>
      0.3 + 1.7 * (((columns.indexOf(text) + 1) * 0.6180339887498949 + (k + 1) * 0.7548776662466927) % 1);
    return { value, wanted: evaluate(small.prediction, value) };
  });
  return (values) =>
    places.every(({ value, wanted }) => {
      const got = evaluate(large.prediction, (text) => {
        const j = large.free.indexOf(text);
        const chosen = j < 0 ? text : (values[j] as number | string);
        return typeof chosen === 'number' ? chosen : value(chosen);
      });
      // What is not finite at a place cannot be told apart there.
      return (
        !Number.isFinite(wanted) || !Number.isFinite(got) || Math.abs(got - wanted) <= 1e-9 * (Math.abs(got) + Math.abs(wanted))
      );
    });
}
