import { multiply, number, subtract } from '../expression/build.js';
import { differentiate } from '../expression/differentiate.js';
import { type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';
import type { PointwiseModel } from './pointwise.js';
import { spreadOf } from './row-expressions.js';

/** Per row: the weight ψ(r)/r, ψ(r), ψ′(r) and r, as the loss sees them, for the statistics of a robust loss. */
export function robustRows(model: PointwiseModel): Expression[] {
  const { loss, lossSettings } = model;
  const spread = spreadOf(model);
  const eta = name(ETA);
  const response = multiply(spread, model.response);
  const psi = differentiate(loss.term(eta, response, lossSettings), [ETA])[0] as Expression;
  const slope = differentiate(psi, [ETA])[0] as Expression;
  const weight = loss.curvature?.(eta, response, lossSettings) ?? number(1);
  const back = new Map([[ETA, multiply(spread, model.prediction)]]);
  return [weight, psi, slope, subtract(eta, response)].map((e) => substitute(simplify(e), back));
}

const ETA = '@prediction';
