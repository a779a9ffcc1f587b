import { columnMemory } from '../backend/column-memory.js';
import { namesIn } from '../expression/node.js';
import type { FigureSource } from '../figure/chart.js';
import type { Outcome } from '../optimize/outcome.js';
import type { Trace } from '../trace/trace.js';
import type { Assessment } from './assess.js';
import type { Attempt, Begun } from './fit.js';
import { type Fitted, noiseOf } from './fitted.js';
import { meanBands } from './mean-bands.js';

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
    readonly assessment: Assessment;
    readonly fitted: Fitted;
  },
): FigureSource {
  const { prepared, model, objective, choice } = begun;
  const point = attempt.result.point;
  const predict = (parameters: Float64Array): Float64Array => objective.predict(parameters, 'mean');
  const predicted = predict(point);
  // Weights and what only the response reads are no axis.
  const read = new Set(namesIn(model.prediction));
  const inputs = [...prepared.columns].filter(
    ([name]) => read.has(name) && !(model.response.kind === 'name' && model.response.name === name),
  );
  const varying = inputs.find(([, values]) => values.some((value) => value !== values[0])) ?? inputs[0];
  const abscissa =
    varying === undefined
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
    method: { name: choice.method.name, title: choice.method.title, learningRate: choice.learningRate },
    outcome: run.outcome,
    stopDetail: run.stopDetail,
    truth: run.truth,
    predict,
    losses: (points) => Float64Array.from(objective.evaluate({ points, want: 'value' }), (answer) => answer.loss),
    // A curve over one axis means something only where the model reads no other column.
    ...(inputs.length === 1
      ? { curve: curveOver(begun, abscissa.name), bands: bandsOver(begun, run.assessment, point, abscissa.name) }
      : {}),
    likelihood: model.loss.inference === 'likelihood',
    rowNumbers: prepared.table.rowNumbers,
    get leverage() {
      return run.fitted.influence()?.leverage;
    },
    get standardized() {
      return run.fitted.influence()?.standardized;
    },
    get studentized() {
      return run.fitted.influence()?.studentized ?? undefined;
    },
    get cook() {
      return run.fitted.influence()?.cook;
    },
  };
}

function bandsOver(
  begun: Begun,
  assessment: Assessment,
  point: Float64Array,
  abscissa: string,
): NonNullable<FigureSource['bands']> {
  const { model, prepared } = begun;
  return (xs, level) => {
    const noise = noiseOf(begun, assessment);
    if (noise === null) return null;
    const { factor, deviation, degreesOfFreedom } = noise;
    return meanBands({
      model,
      backend: prepared.backend,
      memory: columnMemory(new Map([[abscissa, xs]]), xs.length, 0),
      columns: [abscissa],
      point,
      factor,
      // Between weighted rows nobody knows the weight of a new one.
      noise: prepared.weights === null ? deviation : null,
      degreesOfFreedom,
      level,
    });
  };
}

function curveOver({ prepared, model }: Begun, abscissa: string): NonNullable<FigureSource['curve']> {
  let last: { xs: Float64Array; of: (parameters: Float64Array) => Float64Array } | null = null;
  return (parameters, xs) => {
    if (last?.xs !== xs) {
      const memory = columnMemory(new Map([[abscissa, xs]]), xs.length, 0);
      const program = { parameters: model.parameters, columns: [abscissa], outputs: [model.loss.mean(model.prediction)] };
      const kernel = prepared.backend.compile(program, memory);
      last = {
        xs,
        of: (at) => {
          const out = new Float64Array(xs.length);
          kernel.map(at, 0, xs.length, out);
          return out;
        },
      };
    }
    return last.of(parameters);
  };
}
