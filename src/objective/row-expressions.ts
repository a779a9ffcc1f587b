import { once } from '../base/once.js';
import { remembered } from '../base/remembered.js';
import { apply, divide, multiply, number, subtract } from '../expression/build.js';
import { differentiate, secondDirectional } from '../expression/differentiate.js';
import { type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import { substitute } from '../expression/substitute.js';
import type { PointwiseModel } from './pointwise.js';
import type { ScaledSums } from './scaled-sums.js';

/** What a kernel sums or maps per row, as expressions; each list is made when it is first asked for. */
export interface RowExpressions {
  /** w ρ and |mean − y|. */
  value(): readonly Expression[];
  /** w ∂ρ/∂xⱼ. */
  gradient(): readonly Expression[];
  /** ∂|mean − y|/∂xⱼ. */
  errorSlope(): readonly Expression[];
  /** w ρ″ ∂η/∂xᵢ ∂η/∂xⱼ for j ≤ i, by rows. */
  gram(): readonly Expression[];
  /** w ∂²ρ/∂xᵢ∂xⱼ for j ≤ i, by rows. */
  hessian(): readonly Expression[];
  /** √(w ρ″)·∂η/∂xⱼ for each j, then √w ρ′/√ρ″: the weighted Jacobian and residual. */
  rows(): readonly Expression[];
  /** √(w ρ″)·∂²η/∂t² along the names given. */
  second(along: readonly string[]): Expression;
  /** w ρ″ ∂η/∂xⱼ·∂²η/∂t² along the names given, for each j. */
  bend(along: readonly string[]): readonly Expression[];
  /** The outputs of a kernel by its name: the same list every time, by which backends know what they have planned already. */
  outputs(kernel: string, make: () => readonly Expression[]): readonly Expression[];
  /** What a kernel sums, without the factors that are the same in every row: made once as well. */
  scaled(kernel: string, make: () => ScaledSums): ScaledSums;
}

/** Made once for a model, whatever the data are. */
export const rowExpressions: (model: PointwiseModel) => RowExpressions = remembered(
  32,
  ({ prediction, response, parameters, loss, lossSettings, weight, standardised }: PointwiseModel) =>
    [prediction.id, response.id, loss.name, standardised, weight, ...Object.entries(lossSettings).flat(), ...parameters].join(
      '\0',
    ),
  expressionsOf,
);

function expressionsOf(model: PointwiseModel): RowExpressions {
  const { prediction, response, parameters, loss, lossSettings } = model;
  const weight = model.weight === undefined ? number(1) : name(model.weight);
  const weighted = (e: Expression): Expression => multiply(weight, e);
  const spread = spreadOf(model);
  const [standardPrediction, standardResponse] = [multiply(spread, prediction), multiply(spread, response)];
  const plainTerm = loss.term(standardPrediction, standardResponse, lossSettings);
  const term = simplify(model.standardised === true ? plainTerm : weighted(plainTerm));
  // ρ′ and ρ″ are taken with η as a name of its own, which is put back afterwards: the chain rule is then short.
  const rho = loss.term(name(ETA), response, lossSettings);
  const back = (e: Expression): Expression => substitute(e, new Map([[ETA, prediction]]));
  const derivative = (e: Expression): Expression => simplify(differentiate(e, [ETA])[0] as Expression);
  const slope = once(() => back(derivative(rho)));
  const curvature = once(() =>
    loss.curvature === undefined
      ? back(derivative(derivative(rho)))
      : loss.curvature(standardPrediction, standardResponse, lossSettings),
  );
  const slopes = once(() => differentiate(prediction, parameters).map(simplify));
  const gradient = once(() => differentiate(term, parameters).map(simplify));
  const error = once(() => simplify(apply('abs', subtract(loss.mean(prediction), response))));
  const lowerTriangle = (entry: (i: number, j: number) => Expression): Expression[] =>
    parameters.flatMap((_, i) => parameters.slice(0, i + 1).map((__, j) => simplify(entry(i, j))));

  const secondAlong = (along: readonly string[]): Expression =>
    secondDirectional(
      prediction,
      parameters,
      along.map((direction) => name(direction)),
    );

  const lists = new Map<string, readonly Expression[]>();
  const sums = new Map<string, ScaledSums>();
  return {
    scaled: (kernel, make) => {
      const made = sums.get(kernel) ?? make();
      sums.set(kernel, made);
      return made;
    },
    outputs: (kernel, make) => {
      const list = lists.get(kernel) ?? make();
      lists.set(kernel, list);
      return list;
    },
    value: once(() => [term, error()]),
    gradient,
    errorSlope: once(() => differentiate(error(), parameters).map(simplify)),
    gram: once(() =>
      lowerTriangle((i, j) => weighted(multiply(curvature(), multiply(slopes()[i] as Expression, slopes()[j] as Expression)))),
    ),
    hessian: once(() => {
      const rows = gradient().map((g) => differentiate(g, parameters));
      return lowerTriangle((i, j) => (rows[i] as Expression[])[j] as Expression);
    }),
    rows: once(() => {
      const root = apply('sqrt', curvature());
      const rootWeight = apply('sqrt', weight);
      const scale = multiply(rootWeight, root);
      // A weight of zero times the residual is zero; ρ′/√ρ″ would be 0/0.
      const residual =
        loss.robust === undefined ? multiply(rootWeight, divide(slope(), root)) : multiply(scale, subtract(prediction, response));
      return [...slopes().map((s) => simplify(multiply(scale, s))), simplify(residual)];
    }),
    second: (along) => simplify(multiply(apply('sqrt', weighted(curvature())), secondAlong(along))),
    bend: (along) => {
      const second = simplify(secondAlong(along));
      return slopes().map((slope) => simplify(weighted(multiply(curvature(), multiply(slope, second)))));
    },
  };
}

const ETA = '@prediction';

/** What a residual is multiplied by before the loss sees it: 1/σ up to a common factor where a robust loss has rows of known spread, else 1. */
export const spreadOf = (model: PointwiseModel): Expression =>
  model.standardised === true && model.weight !== undefined ? apply('sqrt', name(model.weight)) : number(1);
