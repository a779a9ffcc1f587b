import type { FigureSource } from './chart.js';

/** The source of each response on its own, in the order in which they are written; the source itself where there is one. */
export function seriesSources(source: FigureSource): FigureSource[] {
  const { series, abscissa, observed, predicted, residuals } = source;
  if (series === undefined) return [source];
  return series.map(({ response, from, to, curve }) => ({
    lang: source.lang,
    formula: source.formula,
    response,
    abscissa: { name: abscissa.name, values: abscissa.values.subarray(from, to) },
    observed: observed.subarray(from, to),
    predicted: predicted.subarray(from, to),
    residuals: residuals.subarray(from, to),
    columns: source.columns,
    parameters: source.parameters,
    point: source.point,
    trace: source.trace,
    loss: source.loss,
    method: source.method,
    outcome: source.outcome,
    stopDetail: source.stopDetail,
    truth: source.truth,
    ...(curve === undefined ? {} : { curve }),
  }));
}
