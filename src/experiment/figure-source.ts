import { once } from '../base/once.js';
import { asDoubles } from '../base/values.js';
import { namesIn } from '../expression/node.js';
import type { FigureSource, Profile } from '../figure/chart.js';
import type { Outcome } from '../optimize/outcome.js';
import type { ProfileCurve } from '../statistics/index.js';
import type { Trace } from '../trace/trace.js';
import type { Assessment } from './assess.js';
import { bandsOver } from './figure-bands.js';
import { commonAbscissa, curveOver, seriesOf } from './figure-series.js';
import type { Begun } from './fit.js';
import type { Fitted } from './fitted.js';
import { rowNumber } from './part.js';
import type { Solved } from './solve.js';

/** What the charts of a run are drawn from; nothing here is computed before a chart asks for it. */
export function figureSource(
  begun: Begun,
  solved: Solved,
  trace: Trace,
  run: {
    readonly outcome: Outcome;
    readonly stopDetail: string;
    readonly response: string;
    readonly truth: Readonly<Record<string, number>>;
    readonly assessment: Assessment;
    readonly fitted: Fitted;
    readonly profiles: () => readonly ProfileCurve[];
  },
): FigureSource {
  const { prepared, model, objective, choice } = begun;
  const { attempt } = solved;
  const { method } = attempt;
  const point = attempt.result.point;
  const predict = (parameters: Float64Array): Float64Array => objective.predict(parameters, 'mean');
  const predicted = once(() => predict(point));
  const residuals = once(() => predicted().map((value, i) => value - (prepared.response[i] as number)));
  // Weights and what only the response reads are no axis.
  const read = new Set(namesIn(model.prediction));
  const inputs = [...prepared.columns].filter(
    ([name]) => read.has(name) && !(model.response.kind === 'name' && model.response.name === name),
  );
  const varying = inputs.find(([, values]) => values.some((value) => value !== values[0])) ?? inputs[0];
  const abscissa =
    prepared.parts.length > 1
      ? commonAbscissa(prepared)
      : varying === undefined
        ? { name: '', values: Float64Array.from({ length: prepared.rows }, (_, i) => i + 1) }
        : { name: varying[0], values: asDoubles(varying[1]) };
  const numeric = new Map<string, Float64Array>();
  for (const [name, column] of prepared.table.columns)
    if (column.values !== undefined) numeric.set(name, asDoubles(column.values));

  return {
    lang: begun.options.lang ?? 'en',
    formula: begun.formula,
    response: run.response,
    abscissa,
    observed: asDoubles(prepared.response),
    get predicted() {
      return predicted();
    },
    get residuals() {
      return residuals();
    },
    columns: numeric,
    parameters: model.parameters,
    point,
    trace,
    loss: { name: model.loss.name, title: model.loss.title },
    method: { name: method.name, title: method.title, learningRate: choice.learningRate },
    outcome: run.outcome,
    stopDetail: run.stopDetail,
    truth: run.truth,
    predict,
    losses: (points) => Float64Array.from(objective.evaluate({ points, want: 'value' }), (answer) => answer.loss),
    ...(prepared.parts.length > 1 ? { series: seriesOf(begun, abscissa.name, point, run.fitted.noise) } : {}),
    // A curve over one axis means something only where the model reads no other column.
    ...(prepared.parts.length === 1 && inputs.length === 1
      ? {
          curve: curveOver(begun, model.prediction, abscissa.name),
          bands: bandsOver(begun, point, run.fitted.noise, {
            prediction: model.prediction,
            abscissa: abscissa.name,
            from: 0,
            to: prepared.rows,
          }),
        }
      : {}),
    ...(begun.options.level === undefined ? {} : { level: begun.options.level }),
    likelihood: model.loss.inference === 'likelihood',
    rowNumbers: rowNumbersOf(begun),
    get leverage() {
      return run.fitted.influence()?.leverage;
    },
    get standardized() {
      return run.fitted.influence()?.standardized;
    },
    get studentized() {
      return run.fitted.influence()?.studentized ?? undefined;
    },
    get tempered() {
      return run.fitted.influence()?.tempered ?? undefined;
    },
    get cook() {
      return run.fitted.influence()?.cook;
    },
    profiles: () => profilesOf(run.profiles(), run.assessment),
    minima: minimaOf(solved),
  };
}

/** The number of each row in the data: of several responses once for each that has it. */
const rowNumbersOf = ({ prepared }: Begun): ArrayLike<number> | undefined =>
  prepared.parts.length === 1
    ? prepared.table.rowNumbers
    : Array.from({ length: prepared.rows }, (_, i) => rowNumber(prepared, i));

function profilesOf(curves: readonly ProfileCurve[], { errors }: Assessment): Profile[] | null {
  if (curves.length === 0) return null;
  return curves.map(({ parameter, value, reach, values, roots }) => ({
    parameter,
    values,
    tau: roots,
    limit: reach,
    estimate: value,
    standardError: errors.get(parameter)?.standardError ?? Number.NaN,
  }));
}

/** Where more than one search was made; those that ended in no minimum are one of loss NaN. */
function minimaOf({ minima, searches }: Solved): FigureSource['minima'] {
  if (searches < 2) return undefined;
  const lost = minima.reduce((rest, { count }) => rest - count, searches);
  return lost > 0
    ? [...minima, { loss: Number.NaN, count: lost, point: new Float64Array(minima[0]?.point.length ?? 0) }]
    : minima;
}
