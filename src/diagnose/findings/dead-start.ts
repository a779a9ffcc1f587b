import { project } from '../../optimize/bounds.js';
import { leastCurvature } from '../../optimize/least-curvature.js';
import { show } from '../../optimize/show.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import type { Finding } from '../finding.js';
import { jittered } from '../jittered.js';
import { isJudged, landscape, listed, named } from '../landscape.js';
import { onceARun } from '../once-a-run.js';

/** Slopes at the start over those around it. */
const LIMIT = 1e-8;
/** Of the loss at the start: what a run that is held there has not gained, and what can be gained. */
const MADE = 0.01;
/** λmin/|λ|max of the equilibrated Hessian, above which the loss rises on all sides. */
const CURVED = 1e-6;
/** Of the steepest slope around the start: where a run can begin. */
const ALIVE = 1e-3;

export const deadStart: Diagnosis = {
  code: 'dead-start',
  severity: 'error',
  title: { en: 'a start without a slope', ko: '기울기가 없는 시작값' },
  test: {
    en: `of a model that is not linear: the slopes at the start, over the way to points around it, are ≤ ${LIMIT} of the largest there, λmin ≤ ${CURVED}·|λ|max of the equilibrated Hessian, the run gained < ${100 * MADE}% of the loss at the start, and a point around it or the lowest minimum known is lower by more. A note where the method stepped out by itself`,
    ko: `선형이 아닌 모형에서, 시작점의 기울기가 주변 점까지의 구간에서 본 가장 큰 기울기의 ${LIMIT}배 이하이고, 크기를 고른 헤세 행렬의 λmin ≤ ${CURVED}·|λ|max이며, 시작할 때의 손실에서 ${100 * MADE}% 미만만 줄었는데, 주변의 어떤 점이나 알려진 가장 낮은 최솟값의 손실이 더 크게 낮을 때. 방법이 스스로 벗어났으면 참고`,
  },
  example: {
    block: {
      id: 'dead-start',
      seed: 1,
      data: { rows: 100, columns: { x: 'uniform(-2, 2)', y: '2*tanh(1.5*x) + normal(0, 0.05)' } },
      model: 'y ~ a*tanh(b*x)',
      start: { a: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.1,
      epochs: 200,
    },
  },
  diagnose: onceARun((run): Finding | null => {
    if (isSteppedOut(run)) return steppedOut(run);
    const { start, answer, trace } = run;
    const first = trace.loss[0] as number;
    // What costs nothing first: where something was gained, the start has let the run go.
    if (run.minimiser || answer.loss < first - MADE * Math.abs(first) || !isJudged(run)) return null;
    const around = slopesAround(run);
    if (around === null || !(around.slope <= LIMIT * around.steepest) || isBowl(run)) return null;
    const lower = Math.min(around.lowest, landscape(run)?.floor ?? Number.POSITIVE_INFINITY);
    if (!(lower < first - MADE * Math.abs(first))) return null;
    const better = named(run, project(around.best.map(rounded), run));
    return {
      code: 'dead-start',
      severity: 'error',
      message: {
        en: `At the start (${listed(named(run, start))}) the loss has no slope, so no step leads anywhere; right beside it there is one. The loss stays ${show(answer.loss)}, and ${show(lower)} is possible.`,
        ko: `시작값(${listed(named(run, start))})에서는 손실의 기울기가 0이라서 어느 쪽으로도 나아가지 못합니다. 바로 옆에는 기울기가 있습니다. 손실은 ${show(answer.loss)}에 머물지만 ${show(lower)}까지 줄일 수 있습니다.`,
      },
      evidence: { slope: around.slope, slopeAround: around.steepest, limit: LIMIT, loss: answer.loss, lowerLoss: lower },
      advice: {
        en: `Start beside it, for example at ${listed(better)} (--start, or --apply-fix); small random numbers do as well, zeros do not.`,
        ko: `조금 떨어진 값, 이를테면 ${listed(better)}에서 시작하세요(--start 또는 --apply-fix). 0 대신 작은 난수를 써도 됩니다.`,
      },
      fix: { start: better },
    };
  }),
};

/** A start that is a minimum itself has no slope either. */
function isBowl({ terrain, start }: DiagnosedRun): boolean {
  const shape = terrain.shape(start);
  const least = shape === null ? null : leastCurvature(shape.hessian, [...start.keys()]);
  return least !== null && least.share > CURVED;
}

const rounded = (x: number): number => Number(x.toPrecision(3));

/** Σ|∂f/∂xⱼ|·|Δxⱼ| at the start and, the largest, around it; with the lowest of the points around that have a slope. null where nothing is finite. */
function slopesAround({ start, lower, upper, terrain }: DiagnosedRun) {
  const points = [start, ...jittered(start, { lower, upper })];
  const answers = terrain.evaluate({ points, want: 'gradient' });
  const slopes = points.map((point, k) => {
    const gradient = answers[k]?.gradient;
    if (gradient === undefined || !Number.isFinite(answers[k]?.loss)) return Number.NaN;
    const way = k === 0 ? (points[1] as Float64Array) : point;
    return gradient.reduce((sum, g, j) => sum + Math.abs(g * ((way[j] as number) - (start[j] as number))), 0);
  });
  const finite = slopes.map((slope, k) => (k > 0 && Number.isFinite(slope) ? slope : 0));
  const steepest = Math.max(...finite);
  if (!Number.isFinite(slopes[0]) || !(steepest > 0)) return null;
  const alive = points.filter((_, k) => (finite[k] as number) > ALIVE * steepest);
  const lossAt = (point: Float64Array): number => answers[points.indexOf(point)]?.loss as number;
  const best = alive.reduce((low, point) => (lossAt(point) < lossAt(low) ? point : low));
  return { slope: slopes[0] as number, steepest, best, lowest: lossAt(best) };
}

/** Whether the first saddle that the run stepped out of was its start. */
export const isSteppedOut = ({ saddles: [first], start }: DiagnosedRun): boolean =>
  first?.every((x, j) => x === start[j]) ?? false;

const steppedOut = (run: DiagnosedRun): Finding => ({
  code: 'dead-start',
  severity: 'note',
  message: {
    en: `At the start (${listed(named(run, run.start))}) the loss has no slope. ${run.method} would not have moved; it took a first step along the direction in which the loss curves down, and went on from there.`,
    ko: `시작값(${listed(named(run, run.start))})에서는 손실의 기울기가 0이라 ${run.method}만으로는 움직이지 못합니다. 그래서 손실이 아래로 굽는 방향으로 첫 걸음을 내디딘 뒤 내려갔습니다.`,
  },
  evidence: { start: named(run, run.start), saddles: run.saddles.length },
  advice: {
    en: 'Nothing has to be done; numbers other than these as a start save the detour.',
    ko: '따로 할 일은 없습니다. 다른 시작값을 주면 이 과정이 필요 없습니다.',
  },
});
