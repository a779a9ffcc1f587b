import { arrange } from '../expression/arrange.js';
import { multiply } from '../expression/build.js';
import { differentiate } from '../expression/differentiate.js';
import { type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';
import { print } from '../language/index.js';
import type { Loss } from '../objective/loss.js';

/** ∂loss/∂parameter. */
export interface CorrectComponent {
  readonly parameter: string;
  /** What it is the mean of: outer·slope as one writes it. */
  readonly inner: Expression;
  readonly text: string;
  /** ∂ρ/∂prediction, over `prediction` and the columns. */
  readonly outer: Expression;
  /** ∂prediction/∂parameter. */
  readonly slope: Expression;
}

/**
 * The gradient of a loss as one writes it by hand: `mean((prediction - Y)*sin(X))` per parameter.
 * @param response the response as it is written, for the text.
 */
export function correctGradient(
  prediction: Expression,
  response: Expression,
  parameters: readonly string[],
  loss: Loss,
  lossSettings: Readonly<Record<string, number>>,
): CorrectComponent[] {
  const slope = simplify(
    differentiate(loss.term(name('prediction'), name(RESPONSE), lossSettings), ['prediction'])[0] as Expression,
  );
  const outer = substitute(slope, new Map([[RESPONSE, response]]));
  const slopes = differentiate(prediction, parameters);
  return parameters.map((parameter, j) => {
    const inner = arrange(multiply(outer, simplify(slopes[j] as Expression)));
    return { parameter, inner, text: `mean(${print(inner)})`, outer, slope: arrange(slopes[j] as Expression) };
  });
}

const RESPONSE = '@response';
