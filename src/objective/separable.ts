import type { Backend, ColumnMemory } from '../backend/program.js';
import type { Answer, Want } from '../base/evaluation.js';
import { allFinite } from '../base/linear-algebra/index.js';
import { once } from '../base/once.js';
import { apply, multiply } from '../expression/build.js';
import { type Expression, name } from '../expression/node.js';
import { simplify } from '../expression/simplify.js';
import type { Objective } from './objective.js';
import type { PointwiseModel } from './pointwise.js';
import { rowExpressions } from './row-expressions.js';
import { rowFactor } from './row-factor.js';
import type { SeparableForm } from './separable-form.js';
import { foreseen, type Pass, type Projected, projected } from './separable-pass.js';

/** What a separable objective is made from. */
export interface SeparableParts {
  /** Half the mean square, row by row: answers whatever else is asked for, and what is asked for as `exact`. */
  readonly plain: Objective;
  /** Of `plain`, with no gradient written by hand. */
  readonly model: PointwiseModel;
  readonly form: SeparableForm;
  readonly memory: ColumnMemory;
  readonly backend: Backend;
}

/** Passes that are remembered: of a trial, of the point that it started from, and of what came between. */
const REMEMBERED = 3;
/** Where the residuals are known to fewer digits than 10 from a pass elsewhere, the rows are looked at again: by a factor's error of some hundred units of rounding. */
const DOUBT = 1e-10;
/** Far out, columns overflow that the Jacobian multiplies by a zero, and a pass tells nothing: none is tried any more where not so many times more were saved. */
const SAVED = 3;
const UNKNOWN = [0, Number.POSITIVE_INFINITY] as const;

/**
 * An objective that looks at the rows once for each α of a separable model η = φ₀(α) + Σ cₖφₖ(α), and has loss, gradient and factor for every c there by O(W³) operations:
 * variable projection, which solves for c at an α, then goes to the solution at no cost. At the point of a pass loss and mean absolute error are those of `plain` to the bit.
 * Elsewhere the mean absolute error is known within bounds only. See `separable-pass.ts` for the numerics.
 */
export function separable({ plain, model, form, memory, backend }: SeparableParts): Objective {
  const programs = rowExpressions(model);
  const root = model.weight === undefined ? null : apply('sqrt', name(model.weight));
  const weighted = (e: Expression): Expression => (root === null ? e : simplify(multiply(root, e)));
  const count = model.parameters.length;
  const columns = model.weight === undefined ? model.columns : [...model.columns, model.weight];
  const kernel = once(() => {
    const residual = programs.rows()[count] as Expression;
    // Bounds decide which parameters are projected out, so that a model may have several forms.
    const outputs = programs.outputs(`separable ${form.linear.join(' ')}`, () => [
      ...form.columns.map(weighted),
      residual,
      ...programs.value(),
    ]);
    return backend.compile({ parameters: model.parameters, columns, outputs }, memory);
  });
  const factorOf = once(() => rowFactor(form.columns.length, 2));
  let passes: readonly Pass[] = [];
  const counts = { saved: 0, vain: 0 };

  const pass = (point: Float64Array): Pass => {
    const { sums, r, qtr } = factorOf()(kernel(), point, 0, memory.rows);
    return { point: point.slice(), loss: (sums[0] as number) / memory.rows, mae: (sums[1] as number) / memory.rows, r, qtr };
  };
  const alike = (point: Float64Array, { point: before }: Pass): boolean => form.others.every((j) => point[j] === before[j]);
  const fromPass = (at: Projected, want: Want): Answer => {
    const { r, qtr, gradient, loss, mae, maeWithin } = at;
    // Weights make another mean of the squares than of the errors.
    const within = model.weight === undefined ? maeWithin : UNKNOWN;
    const value = maeWithin === null ? { loss, mae } : { loss, mae, maeWithin: within as readonly [number, number] };
    if (want === 'value') return value;
    return want === 'gradient' ? { ...value, gradient } : { ...value, gradient, r, qtr };
  };

  const fromRows = (point: Float64Array, want: Want, made: number): Answer => ({
    ...(plain.evaluate({ points: [point], want })[0] as Answer),
    passes: made,
  });
  const one = (point: Float64Array, want: Want): Answer => {
    const known = passes.find((made) => alike(point, made));
    if (known !== undefined) {
      const at = projected(form, known, point);
      if (at.doubt <= DOUBT) {
        counts.saved++;
        return { ...fromPass(at, want), passes: 0 };
      }
    }
    if (want !== 'qr' || SAVED * counts.vain > counts.saved) return fromRows(point, want, 1);
    const made = pass(known === undefined ? foreseen(form, passes, point) : point);
    if (!isWhole(made)) {
      // Where columns are not finite, a loss that is not is none in `plain` either.
      if (Number.isFinite(made.loss) || allFinite(made.r)) {
        const answer = fromRows(point, want, 2);
        counts.vain++;
        return answer;
      }
      const unknown = new Float64Array(count).fill(Number.NaN);
      const r = new Float64Array(count * count).fill(Number.NaN);
      return { loss: made.loss, mae: made.mae, gradient: unknown, r, qtr: unknown, passes: 1 };
    }
    passes = [made, ...passes.filter((other) => other !== known)].slice(0, REMEMBERED);
    const at = projected(form, made, point);
    return at.doubt <= DOUBT ? { ...fromPass(at, want), passes: 1 } : fromRows(point, want, 2);
  };

  return {
    ...plain,
    evaluate: (request) => {
      const { want, batch, points, exact } = request;
      const covered = want === 'value' || want === 'gradient' || want === 'qr';
      // Several points are one sweep of the rows, where each is new.
      if (batch !== undefined || exact === true || !covered || points.length !== 1) return plain.evaluate(request);
      return [one(points[0] as Float64Array, want)];
    },
  };
}

const isWhole = ({ loss, mae, r, qtr }: Pass): boolean =>
  Number.isFinite(loss) && Number.isFinite(mae) && allFinite(r) && allFinite(qtr);
