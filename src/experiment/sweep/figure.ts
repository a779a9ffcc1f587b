import { type ConvergenceSource, convergenceMap } from '../../figure/convergence-map.js';
import type { Scene } from '../../figure/scene.js';
import { METHODS } from '../../optimize/methods/index.js';
import type { Sweep, SweptMethod } from './result.js';

/**
 * The convergence map of a sweep: by learning rate and start the epochs until arrival, with the stability limit, the best rate in theory and the fastest one drawn in.
 *
 * @example svg(sweepFigure(sweep('y ~ a*x + b', { x: [0, 1, 2, 3], y: [1, 3, 5, 7] })))
 */
export function sweepFigure({ lang, formula, epochs, criterion, starts, methods }: Sweep): Scene {
  const source: ConvergenceSource = {
    lang,
    formula,
    epochs,
    stop: criterion.stop,
    starts: starts.map(({ loss }) => loss ?? Number.NaN),
    methods: methods.map(ofMethod),
  };
  return convergenceMap(source);
}

function ofMethod({ name, rates, runs, stabilityLimit, bestInTheory, best }: SweptMethod): ConvergenceSource['methods'][number] {
  const row = METHODS.find((method) => method.name === name);
  const index = new Map(rates.map(({ rate }, i) => [rate, i]));
  return {
    title: row?.title ?? { en: name, ko: name },
    rates: rates.map(({ rate }) => rate),
    limit: stabilityLimit,
    limitSymbol: row?.plain === true ? '2/λmax' : null,
    theory: bestInTheory,
    best: best === null ? null : { rate: best.rate, epochs: best.medianEpochs },
    cells: runs.map(({ rate, start, outcome, epochs }) => ({ rate: index.get(rate) as number, start, outcome, epochs })),
  };
}
