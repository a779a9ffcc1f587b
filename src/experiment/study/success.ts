import { once } from '../../base/once.js';
import type { Text } from '../../base/text.js';
import type { Method } from '../../optimize/method.js';
import { lbfgs } from '../../optimize/methods/lbfgs.js';
import { levenbergMarquardt } from '../../optimize/methods/levenberg-marquardt.js';
import { minimize } from '../../optimize/minimize.js';
import { allValues } from '../../problem/model.js';
import type { Begun } from '../fit.js';
import { atOnce } from '../in-steps.js';
import type { Redraw } from '../redraw.js';
import type { Ended, Together } from './members.js';
import { parseSuccess } from './options.js';

/** An end with what was made of it. */
export interface Judged extends Ended {
  readonly success: boolean;
  /** Of the way from the start to the lowest loss: √((f − f̂)/(f₀ − f̂)), 0 … 1 while it goes down; NaN where that is not known. */
  readonly left: number;
}

/** Who says what a success is. */
export interface Judge {
  readonly criterion: Text;
  readonly judged: (runs: Together) => Judged[];
}

/** Of the way, for a success. Half a tenth, as 0.5 of 10. */
const NEAR = 0.05;
/** Stop rules on these are what a run is for; those on steps and changes only say that it is slow. */
const GOALS = ['mae-below', 'loss-below'];

/**
 * The success that was asked for. Else, whether the run met a stop rule that says how good the fit is to be, or made {@link NEAR nearly all} of the way from its start to the lowest loss that is known for its
 * data: at the values that made them, or where these are not known, at the minimum that the lowest of the ends leads to, or the answer that a search on the data of the run itself finds.
 *
 * @param redraw null for no such search.
 */
export function judgeFor(begun: Begun, redraw: Redraw | null): Judge {
  const text = begun.options.study?.success;
  return text === undefined ? byWay(begun, redraw) : byText(begun, text);
}

function byText({ prepared }: Begun, text: string): Judge {
  const { model } = prepared.resolved;
  const holds = parseSuccess(text, model.parameters);
  const success = (end: Ended): boolean => {
    const values = allValues(model, end.point);
    const figures: Readonly<Record<string, number>> = { mae: end.mae, loss: end.loss, epochs: end.epochs };
    return holds((name) => {
      const at = model.parameters.indexOf(name);
      return at < 0 ? (figures[name] ?? Number.NaN) : (values[at] as number);
    });
  };
  return {
    criterion: { en: text, ko: text },
    judged: ({ ends }) => ends.map((end) => ({ ...end, success: success(end), left: Number.NaN })),
  };
}

function byWay(begun: Begun, redraw: Redraw | null): Judge {
  const truth = truthPoint(begun);
  const seed = begun.options.seed ?? 0;
  const lowest = once(() => (redraw === null ? null : atOnce(redraw.search(redraw.data(seed), seed)).attempt.result.point));
  const way = {
    en: 'at least 95% of the way from the start to the lowest loss was made',
    ko: '시작점에서 가장 낮은 손실까지 가는 길의 95% 이상을 감',
  };
  const goal = { en: `a stop rule on mae or loss was met, or ${way.en}`, ko: `mae나 loss의 멈춤 조건을 만족하거나 ${way.ko}` };
  return {
    criterion: begun.options.stop === undefined ? way : goal,
    judged: ({ ends, evaluate }) => {
      const starts = evaluate({ points: ends.map(({ start }) => start), want: 'value' });
      // By a loop: there may be more of them than a call takes arguments.
      const least = ends.reduce(
        (low, { loss }) => Math.min(low, finiteOr(loss)),
        referenceLoss(begun, { truth, lowest }, { ends, evaluate }),
      );
      return ends.map((end, i) => {
        const drop = (starts[i]?.loss ?? Number.NaN) - least;
        const left = drop > 0 ? Math.sqrt((end.loss - least) / drop) : end.loss <= least ? 0 : Number.NaN;
        return { ...end, left, success: GOALS.includes(end.reason) || left <= NEAR };
      });
    },
  };
}

function truthPoint({ options, prepared }: Begun): Float64Array | null {
  const { truth = {} } = options;
  const { free } = prepared.resolved.model;
  return free.every((name) => truth[name] !== undefined) ? Float64Array.from(free, (name) => truth[name] as number) : null;
}

/** On the data of a run: at the truth, else where a descent from `lowest` or from the best of the ends leads to. */
function referenceLoss(
  { model, bounds }: Begun,
  { truth, lowest }: { readonly truth: Float64Array | null; readonly lowest: () => Float64Array | null },
  { ends, evaluate }: Together,
): number {
  if (truth !== null) return finiteOr(evaluate({ points: [truth], want: 'value' })[0]?.loss);
  const method = (model.loss.inference === 'none' ? lbfgs : levenbergMarquardt) as Method;
  const [best] = [...ends].sort((a, b) => finiteOr(a.loss) - finiteOr(b.loss));
  const from = [lowest(), Number.isFinite(best?.loss) ? best?.point : best?.start];
  const losses = from.map((start) => {
    if (start?.every(Number.isFinite) !== true) return Number.POSITIVE_INFINITY;
    return finiteOr(minimize(evaluate, { method, start, bounds, epochs: EPOCHS }).answer.loss);
  });
  return Math.min(...losses);
}

const EPOCHS = 100;

const finiteOr = (loss: number | undefined): number => (Number.isFinite(loss) ? (loss as number) : Number.POSITIVE_INFINITY);
