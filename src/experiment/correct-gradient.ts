import { remembered } from '../base/remembered.js';
import { arrange } from '../expression/arrange.js';
import { multiply } from '../expression/build.js';
import { differentiate } from '../expression/differentiate.js';
import { call, type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';
import { print } from '../language/index.js';
import type { Loss } from '../objective/loss.js';

/** ∂loss/∂parameter. */
export interface CorrectComponent {
  readonly parameter: string;
  /** What it is the mean of, without weights: outer·slope as one writes it. */
  readonly inner: Expression;
  /** The whole: the mean of `inner`, or its weighted mean. */
  readonly component: Expression;
  readonly text: string;
  /** ∂ρ/∂prediction, over `prediction` and the columns. */
  readonly outer: Expression;
  /** ∂prediction/∂parameter. */
  readonly slope: Expression;
}

/**
 * The gradient of a loss as one writes it by hand: `mean((prediction - Y)*sin(X))` per parameter.
 * Made once for a model.
 *
 * @param response the response as it is written, for the text. @param weight of a row, in any unit; absent: all rows weigh the same.
 */
export const correctGradient: (...of: Parameters<typeof components>) => readonly CorrectComponent[] = remembered(
  32,
  (...[prediction, response, parameters, loss, lossSettings, weight]: Parameters<typeof components>) =>
    [prediction.id, response.id, weight?.id, loss.name, ...Object.entries(lossSettings).flat(), ...parameters].join('\0'),
  components,
);

function components(
  prediction: Expression,
  response: Expression,
  parameters: readonly string[],
  loss: Loss,
  lossSettings: Readonly<Record<string, number>>,
  weight?: Expression,
): CorrectComponent[] {
  const slope = simplify(
    differentiate(loss.term(name('prediction'), name(RESPONSE), lossSettings), ['prediction'])[0] as Expression,
  );
  const outer = substitute(slope, new Map([[RESPONSE, response]]));
  const slopes = differentiate(prediction, parameters);
  return parameters.map((parameter, j) => {
    const inner = arrange(multiply(outer, simplify(slopes[j] as Expression)));
    const component = weight === undefined ? call('mean', inner) : weightedMean(inner, weight);
    return { parameter, inner, component, text: print(component), outer, slope: arrange(slopes[j] as Expression) };
  });
}

const weightedMean = (inner: Expression, weight: Expression): Expression =>
  call('divide', call('mean', arrange(multiply(weight, inner))), call('mean', weight));

const RESPONSE = '@response';
