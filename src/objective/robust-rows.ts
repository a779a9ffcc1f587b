import { number } from '../expression/build.js';
import { differentiate } from '../expression/differentiate.js';
import { type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';
import type { PointwiseModel } from './pointwise.js';

/** Per row: the weight ψ(r)/r, ψ(r) and ψ′(r), for the statistics of a robust loss. */
export function robustRows({ prediction, response, loss, lossSettings }: PointwiseModel): Expression[] {
  const eta = name(ETA);
  const psi = differentiate(loss.term(eta, response, lossSettings), [ETA])[0] as Expression;
  const slope = differentiate(psi, [ETA])[0] as Expression;
  const weight = loss.curvature?.(eta, response, lossSettings) ?? number(1);
  return [weight, psi, slope].map((e) => substitute(simplify(e), new Map([[ETA, prediction]])));
}

const ETA = '@prediction';
