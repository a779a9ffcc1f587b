import type { FigureSource } from '../figure/chart.js';
import type { Outcome } from '../optimize/outcome.js';
import type { Trace } from '../trace/trace.js';
import { commonAbscissa, curveOver, seriesOf } from './figure-series.js';
import type { Begun } from './fit.js';
import type { Attempt } from './local-search.js';

/** What the charts of a run are drawn from; nothing here is computed before a chart asks for it. */
export function figureSource(
  begun: Begun,
  attempt: Attempt,
  trace: Trace,
  run: {
    readonly outcome: Outcome;
    readonly stopDetail: string;
    readonly response: string;
    readonly truth: Readonly<Record<string, number>>;
  },
): FigureSource {
  const { prepared, model, objective, choice } = begun;
  const { method } = attempt;
  const point = attempt.result.point;
  const predict = (parameters: Float64Array): Float64Array => objective.predict(parameters, 'mean');
  const predicted = predict(point);
  const inputs = [...prepared.columns].filter(([name]) => !(model.response.kind === 'name' && model.response.name === name));
  const varying = inputs.find(([, values]) => values.some((value) => value !== values[0])) ?? inputs[0];
  const abscissa =
    prepared.parts.length > 1
      ? commonAbscissa(prepared)
      : varying === undefined
        ? { name: '', values: Float64Array.from({ length: prepared.rows }, (_, i) => i + 1) }
        : { name: varying[0], values: varying[1] };
  const numeric = new Map<string, Float64Array>();
  for (const [name, column] of prepared.table.columns) if (column.values !== undefined) numeric.set(name, column.values);

  return {
    lang: begun.options.lang ?? 'en',
    formula: begun.formula,
    response: run.response,
    abscissa,
    observed: prepared.response,
    predicted,
    residuals: predicted.map((value, i) => value - (prepared.response[i] as number)),
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
    ...(prepared.parts.length > 1 ? { series: seriesOf(begun, abscissa.name) } : {}),
    // A curve over one axis means something only where the model reads no other column.
    ...(prepared.parts.length === 1 && inputs.length === 1 ? { curve: curveOver(begun, model.prediction, abscissa.name) } : {}),
  };
}
