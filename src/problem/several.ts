import { apply, number } from '../expression/build.js';
import { type Expression, name } from '../expression/node.js';

/** The column that holds the number of the equation to which a row belongs, from 0 on. */
export const EQUATION = '@equation';

/** The column that holds the response of the row's own equation. */
export const RESPONSES = '@responses';

/**
 * Several equations as one over rows that stand below each other, those of the first equation first: a choice among their right sides by {@link EQUATION}.
 * What is linear in a parameter everywhere stays so, and a parameter that stands in two of them is one parameter.
 *
 * @param predictions one per equation, at least one. @returns the prediction itself where there is one.
 */
export function joined(predictions: readonly Expression[]): Expression {
  const last = predictions[predictions.length - 1] as Expression;
  return predictions
    .slice(0, -1)
    .reduceRight((rest, prediction, i) => apply('where', apply('equal', name(EQUATION), number(i)), prediction, rest), last);
}
