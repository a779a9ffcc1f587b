import { equilibrate } from '../../base/linear-algebra/index.js';
import { drive } from '../../optimize/minimize.js';
import { show } from '../../optimize/show.js';
import { type WayOut, wayOut } from '../../optimize/way-out.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import type { Finding } from '../finding.js';
import { inRanges, isJudged, listed, named } from '../landscape.js';
import { onceARun } from '../once-a-run.js';
import { deadStart, isSteppedOut } from './dead-start.js';
import { plateau } from './plateau.js';

const LIMIT = -1e-3;
/** ‖∇‖∞ over its largest on the way. */
const SMALL = 1e-3;
/** What Newton's step may promise of what the step out gains; and the least curvature that it goes by, of the largest. */
const PROMISED = 0.01;
const FLAT = 1e-3;
/** Rows from which on a Hessian is made only where the gradient has become small. */
const MANY_ROWS = 100_000;

export const saddle: Diagnosis = {
  code: 'saddle',
  severity: 'error',
  title: { en: 'stopped at a saddle', ko: '안장점에 멈춤' },
  test: {
    en: `of a model that is not linear: the run has stalled, or ‖∇‖∞ ≤ ${SMALL} × its largest, or (below ${MANY_ROWS} rows) Newton's step promises ≤ ${PROMISED} of what a step out gains, where λmin < ${LIMIT}·|λ|max of the Hessian in units in which its rows are alike, and a step along that direction lowers the loss; not at a start without a slope (dead-start) and not on a plateau. A note where the method stepped out by itself`,
    ko: `선형이 아닌 모형에서, 더 내려가지 못했거나, ‖∇‖∞가 가장 컸던 값의 ${SMALL}배 이하이거나, (${MANY_ROWS}행 미만이면) 뉴턴 걸음으로 기대되는 이득이 벗어나는 걸음이 얻는 것의 ${PROMISED}배 이하이고, 그곳에서 행의 크기를 고르는 단위로 잰 헤세 행렬의 λmin < ${LIMIT}·|λ|max이며, 그 방향으로 가면 손실이 낮아질 때. 기울기 없는 시작점(dead-start)과 평평한 곳은 제외. 방법이 스스로 벗어났으면 참고`,
  },
  example: {
    block: {
      id: 'saddle',
      seed: 1,
      data: { rows: 100, columns: { x: 'uniform(0, 2)', y: '2*x + 1 + normal(0, 0.05)' } },
      model: 'y ~ a^2*x + b',
      start: { a: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.1,
      epochs: 1000,
    },
  },
  diagnose: onceARun((run): Finding | null => {
    if (run.saddles.length > 0) return isSteppedOut(run) && run.saddles.length === 1 ? null : steppedOut(run);
    const still = isStill(run);
    if ((!still && run.rows >= MANY_ROWS) || (run.outcome === 'converged' && run.written === null) || !isJudged(run)) return null;
    const found = deadStart.diagnose(run) === null ? out(run) : null;
    if (found === null || !(still || isSmall(run, found.out.loss)) || plateau.diagnose(run) !== null) return null;
    const { way } = found;
    const beside = named(run, found.out.point);
    const direction = named(run, towards(run.point, found.out.point));
    return {
      code: 'saddle',
      severity: 'error',
      message: {
        en: `This is a saddle, not a minimum: the slope is zero, but the loss falls along ${listed(direction)}. At ${listed(beside)} it is ${show(found.out.loss)}, here ${show(run.answer.loss)}.`,
        ko: `최솟값이 아니라 안장점입니다. 기울기는 0이지만 ${listed(direction)} 방향으로 손실이 낮아집니다. ${listed(beside)}에서는 손실이 ${show(found.out.loss)}인데 여기서는 ${show(run.answer.loss)}입니다.`,
      },
      evidence: {
        curvatureShare: way.share,
        limit: LIMIT,
        direction,
        loss: run.answer.loss,
        lowerLoss: found.out.loss,
        parameters: beside,
      },
      advice: {
        en: 'Start a step out of it (--start, or --apply-fix), with parameters that are neither zero nor equal to each other: from a symmetric start a descent stays symmetric.',
        ko: '안장점에서 한 걸음 벗어난 값에서 시작하세요(--start 또는 --apply-fix). 매개변수가 0이거나 서로 같은 대칭인 시작값에서는 내려가도 대칭을 벗어나지 못합니다.',
      },
      fix: { start: beside },
    };
  }),
};

/** What costs nothing first. */
function isStill({ outcome, trace }: DiagnosedRun): boolean {
  if (outcome === 'converged' || outcome === 'stalled') return true;
  const largest = trace.gradientNorm.reduce((most, norm) => Math.max(most, norm), 0);
  return (trace.gradientNorm.at(-1) as number) <= SMALL * largest;
}

/** Whether Newton's step, curvatures taken without their signs, promises next to nothing beside the step out. */
function isSmall({ terrain, point, answer }: DiagnosedRun, beside: number): boolean {
  const shape = terrain.shape(point);
  if (shape === null) return false;
  const { curvatures, slopes } = inRanges(shape, equilibrate(shape.hessian, point.length));
  const largest = Math.max(Math.abs(curvatures[0] as number), Math.abs(curvatures.at(-1) as number));
  const promised = slopes.reduce(
    (sum, slope, j) => sum + (slope * slope) / (2 * Math.max(Math.abs(curvatures[j] as number), FLAT * largest)),
    0,
  );
  return promised <= PROMISED * (answer.loss - beside);
}

function out(run: DiagnosedRun): WayOut | null {
  const { terrain, evaluate, point, answer, lower, upper } = run;
  const found = drive(wayOut(point, terrain.rows, LIMIT, { lower, upper }), terrain.evaluate);
  if (found === null || terrain.whole) return found;
  const loss = evaluate({ points: [found.out.point], want: 'value' })[0]?.loss ?? Number.NaN;
  return loss < answer.loss ? { ...found, out: { ...found.out, loss } } : null;
}

/** The difference, its largest component ±1. */
function towards(from: Float64Array, to: Float64Array): Float64Array {
  const way = to.map((x, j) => x - (from[j] as number));
  const longest = way.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return way.map((x) => x / longest);
}

function steppedOut(run: DiagnosedRun): Finding {
  const last = named(run, run.saddles.at(-1) as Float64Array);
  return {
    code: 'saddle',
    severity: 'note',
    message: {
      en: `On its way the search came to a saddle (${listed(last)}), stepped out of it where the loss curves down, and went on to the minimum.`,
      ko: `탐색 도중 안장점(${listed(last)})에 이르러, 손실이 아래로 굽는 방향으로 벗어난 뒤 최솟값까지 내려갔습니다.`,
    },
    evidence: { saddles: run.saddles.length, parameters: last },
    advice: {
      en: 'Nothing has to be done; a start that is not symmetric, with parameters that differ from each other and from zero, avoids it.',
      ko: '따로 할 일은 없습니다. 매개변수가 0이 아니고 서로 다른 시작값을 주면 안장점을 피할 수 있습니다.',
    },
  };
}
