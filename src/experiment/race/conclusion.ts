import { VERSION } from '../../base/version.js';
import type { RaceSource } from '../../figure/race-source.js';
import { fingerprint } from '../fingerprint.js';
import { latexOf } from '../read-formula.js';
import { floorOf } from '../run-options.js';
import { type Lowest, lowestOf } from './lowest.js';
import type { RaceProblem } from './problem.js';
import { arrivedAt, firstBelow, ranked, SHARE, targetLoss } from './ranking.js';
import type { MethodRace, RacedMethod } from './result.js';
import { raceVerdict } from './verdict.js';
import type { Gone } from './way.js';

/** A finished race: the result as plain data, and what figures, tables and traces are made from. */
export interface Race {
  readonly result: MethodRace;
  readonly source: RaceSource;
}

/** Who was where, in which order, and what that means. @param all those that went, one at least, in the order in which they were named. @param searched null where nothing was found. */
export function raceConclusion(problem: RaceProblem, all: readonly Gone[], searched: Lowest | null): Race {
  const { formula, options, prepared, start, startByName, entrants } = problem;
  const { begun, losses } = all[0] as Gone;
  const startLoss = losses.loss[0] as number;
  const floor = floorOf(begun);
  const lowest = lowestOf(all, searched) as Lowest;
  const target = targetLoss(startLoss, lowest.loss, floor);
  const lang = options.lang ?? 'en';
  const named = (point: Float64Array): Record<string, number> =>
    Object.fromEntries(begun.model.parameters.map((name, j) => [name, point[j] as number]));
  const unranked = all.map((one): Omit<RacedMethod, 'rank'> => {
    const { entrant, result, loss, settings } = one;
    const { choice } = one.begun;
    return {
      label: entrant.label,
      method: entrant.method.name,
      learningRate: choice.learningRate,
      why: choice.why[lang],
      ...(Object.keys(settings).length === 0 ? {} : { settings }),
      outcome: result.outcome,
      stop: {
        reason: result.stop.reason,
        detail: result.stop.detail[lang],
        epochs: result.epochs,
        // One that goes on from a saddle has spent what showed it.
        evaluations: Math.max(result.evaluations, one.losses.values[0]?.at(-1) ?? 0),
        passes: result.passes,
      },
      parameters: named(result.point),
      loss,
      above: loss - lowest.loss,
      target: firstBelow(one, target),
      arrived: arrivedAt(one, lowest, { target, start, floor }),
    };
  });
  const ranking = ranked(unranked, target - lowest.loss);
  const methods = unranked.map((method, i): RacedMethod => ({ ...method, rank: ranking.indexOf(i) + 1 }));
  const arrival = ranking.find((i) => methods[i]?.arrived === 'lowest');
  const by = arrival === undefined ? lowest.by : (methods[arrival]?.label ?? null);
  const written = options.gradient !== undefined && all.every(({ entrant }) => entrant.method.wants !== 'qr');
  const made = {
    lowest: { parameters: named(lowest.point), loss: lowest.loss, by },
    target: { share: SHARE, loss: target },
    methods,
    ranking,
    notRun: entrants.slice(all.length).map(({ label }) => label),
  };
  const result: MethodRace = {
    schema: 'downhill.race/1',
    formula,
    latex: latexOf(formula),
    data: {
      source: prepared.table.source,
      rows: prepared.table.rows,
      skipped: prepared.skipped.rows,
      fingerprint: fingerprint(prepared.given),
    },
    loss: begun.model.loss.name,
    start: { parameters: startByName, loss: startLoss },
    ...made,
    verdict: raceVerdict(made, written).map((sentence) => sentence[lang]),
    seed: options.seed ?? 0,
    lang,
    versions: { downhill: VERSION },
  };
  return { result, source: sourceOf(problem, all, result, lowest) };
}

function sourceOf({ formula, start }: RaceProblem, all: readonly Gone[], result: MethodRace, lowest: Lowest): RaceSource {
  const { begun } = all[0] as Gone;
  const { model, objective, prepared } = begun;
  return {
    lang: result.lang,
    formula,
    rows: prepared.rows,
    parameters: model.parameters,
    loss: { name: model.loss.name, title: model.loss.title },
    ways: result.ranking.map((index) => {
      const { way } = all[index] as Gone;
      const { label, outcome, arrived } = result.methods[index] as RacedMethod;
      const [evaluations, ...values] = way.values as [Float64Array, ...Float64Array[]];
      const { epoch, loss, mae, gradientNorm, rate } = way;
      return { label, index, epoch, evaluations, loss, mae, gradientNorm, rate, values, outcome, arrived };
    }),
    start: { point: start, loss: result.start.loss },
    lowest: { point: lowest.point, loss: lowest.loss },
    target: result.target.loss,
    losses: (points) => Float64Array.from(objective.evaluate({ points, want: 'value' }), (answer) => answer.loss),
  };
}
