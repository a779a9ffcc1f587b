import { affineGradient } from '../objective/affine-gradient.js';
import { centredObjective } from '../objective/centred.js';
import { gram } from '../objective/gram.js';
import type { Objective } from '../objective/objective.js';
import { type PointwiseModel, pointwise } from '../objective/pointwise.js';
import { separable } from '../objective/separable.js';
import { separableForm } from '../objective/separable-form.js';
import { type CentredForm, centredForm, inCentredForm } from '../problem/centred-form.js';
import type { Choice } from './choose-method.js';
import type { Begun } from './fit.js';
import type { FitOptions } from './options.js';
import type { Prepared } from './prepare.js';

/** Below, passes over the rows take so little time that nothing is won, and results stay those of the rows to the last bit. */
const FEW_ROWS = 20_000;
/** A factor of P columns and what else moments need take as long as so many passes for each. */
const FEW_EPOCHS = 4;
/** P² operations an epoch are fewer than P for each row. */
const FEW_ROWS_EACH = 100;

/** Whether a run of many epochs over many rows is to be computed from moments, where the model allows it. */
export const momentsPay = ({ method, epochs }: Choice, { batch }: FitOptions, { rows }: Prepared, parameters: number): boolean =>
  rows >= Math.max(FEW_ROWS, FEW_ROWS_EACH * parameters) &&
  batch === undefined &&
  method.wants === 'gradient' &&
  epochs > FEW_EPOCHS * (parameters + 1);

/** A pass of more columns takes longer: of as many over those that the Jacobian and the residuals have, two passes of these take as long. */
const WIDER = 1.5;

/** Whether a run over many rows is to look at them once for each set of its nonlinear parameters, where the model allows it. */
export const projectionPays = ({ rows }: Prepared, parameters: number): boolean =>
  rows > Math.max(FEW_ROWS, FEW_ROWS_EACH * parameters);

/** Whether a run asks for what such looks save. A stop may need the mean absolute error of every epoch, which takes the other pass again. */
export const canProject = ({ method }: Choice, { batch, stop }: FitOptions): boolean =>
  batch === undefined && stop === undefined && method.projects === true;

/** What a fit evaluates. @param how `centred`: the form in which answers for the rows are computed. `moments`: they are wanted, and the model is linear in all parameters. `projected`: the
 * parameters that are solved for at every set of the others; none where that is not wanted. */
export function objectivesOf(
  model: PointwiseModel,
  prepared: Prepared,
  how: { readonly centred: CentredForm | null; readonly moments: boolean; readonly projected: readonly number[] },
): Pick<Begun, 'objective' | 'fromMoments'> {
  const { memory, backend } = prepared;
  const plain = pointwise(model, memory, backend);
  const { gradient, ...own } = model;
  if (how.moments && model.loss.inference === 'squares') {
    const withOwn = gradient === undefined ? plain : pointwise(own, memory, backend);
    const written = affineGradient(model, memory, backend);
    const form = centredFormOf(model, prepared);
    // In the coordinates of the model columns that lie far from zero cost a hand-written gradient the digits that centring keeps for the others.
    if (gradient === undefined || (written !== null && form === null)) {
      const squares = form === null ? withOwn : pointwise(inCentredForm(own, form), memory, backend);
      const made = gram({ plain: withOwn, squares, centring: form, weighted: model.weight !== undefined });
      const truth = made(null);
      return { objective: written === null ? truth : made(written, plain), fromMoments: { truth } };
    }
  }
  if (how.projected.length > 0 && model.loss.inference === 'squares' && gradient === undefined) {
    const form = separableForm(model.prediction, model.parameters, how.projected);
    if (form !== null && form.columns.length + 1 <= WIDER * (model.parameters.length + 1))
      return { objective: separable({ plain, model, form, memory, backend }), fromMoments: { truth: plain } };
  }
  return { objective: centredIn(plain, model, prepared, how.centred), fromMoments: null };
}

/** Of a model that is linear in all its parameters. */
export function centredFormOf(model: PointwiseModel, { columns, rows, stream }: Prepared): CentredForm | null {
  const form = { prediction: model.prediction, response: model.response, free: model.parameters };
  return stream === null
    ? centredForm(form, columns, rows)
    : centredForm(form, stream.probes.columns, stream.probes.response.length);
}

function centredIn(plain: Objective, model: PointwiseModel, { memory, backend }: Prepared, form: CentredForm | null): Objective {
  if (form === null) return plain;
  return centredObjective(plain, pointwise(inCentredForm(model, form), memory, backend), form);
}
