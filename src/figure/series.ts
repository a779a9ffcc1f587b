import type { FigureSource } from './chart.js';

/**
 * The source of each response on its own, in the order in which they are written; the source itself where there is one. What belongs to the whole fit and not to
 * rows (profiles, minima) is the same in all.
 */
export function seriesSources(source: FigureSource): FigureSource[] {
  const { series, abscissa, observed, predicted, residuals, rowNumbers } = source;
  if (series === undefined) return [source];
  return series.map(({ response, from, to, curve, bands }) => {
    const own = (values: Float64Array | undefined): Float64Array | undefined => values?.subarray(from, to);
    return {
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
      rowNumbers: rowNumbers === undefined ? undefined : Array.from(rowNumbers).slice(from, to),
      // Made when they are asked for, as those of the source are.
      get leverage() {
        return own(source.leverage);
      },
      get standardized() {
        return own(source.standardized);
      },
      get studentized() {
        return own(source.studentized);
      },
      get tempered() {
        return own(source.tempered);
      },
      get cook() {
        return own(source.cook);
      },
      get minima() {
        return source.minima;
      },
      ...(source.level === undefined ? {} : { level: source.level }),
      ...(source.likelihood === undefined ? {} : { likelihood: source.likelihood }),
      ...(source.profiles === undefined ? {} : { profiles: source.profiles }),
      ...(curve === undefined ? {} : { curve }),
      ...(bands === undefined ? {} : { bands }),
    };
  });
}
