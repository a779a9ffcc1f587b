import { dot, norm2 } from '../../base/linear-algebra/index.js';
import { withParticle } from '../../base/particle.js';
import { curvatureRange, shortDescent, suitableRate, twoDigits } from '../descent.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { hasGrown, rateLimit } from '../rate-limit.js';

/** Turns that are looked at, the share of them that must be sharp, and the cosine below which one is. */
const TURNS = 20;
const SHARE = 0.6;
const SHARP = -0.5;
/** rate·λmax, of a limit of 2. */
const SWINGING = 1.3;
/** Of the drop: below it the run is where it was to go, whatever its last steps did. */
const ARRIVED = 1e-6;

export const oscillation: Diagnosis = {
  code: 'oscillation',
  severity: 'warning',
  title: { en: 'the steps swing to and fro', ko: '왔다 갔다 하는 걸음' },
  test: {
    en: `out of epochs with a constant rate and a gap to the minimum above ${ARRIVED} of the drop, more than ${100 * SHARE}% of the cosines between the last ${TURNS + 1} steps below ${SHARP}, and rate·λmax > ${SWINGING} (of a limit of 2), λmax of the Hessian at the minimum or at the end`,
    ko: `학습률이 일정하고, 최솟값까지 줄일 수 있는 손실의 ${ARRIVED}배 넘게 남긴 채 에포크를 다 썼으며, 마지막 ${TURNS + 1}걸음 사이의 코사인 가운데 ${100 * SHARE}%가 넘게 ${SHARP}보다 작고, 학습률·λmax > ${SWINGING}(한계는 2)일 때. λmax는 최솟값이나 끝난 지점에서의 헤세 행렬의 것`,
  },
  example: {
    block: {
      id: 'oscillation',
      seed: 1,
      data: { rows: 50, columns: { x: 'uniform(0, 10)', y: '2*x + 1 + normal(0, 1)' } },
      model: 'y ~ a*x + b',
      start: { a: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.054,
      epochs: 30,
    },
  },
  diagnose: (run) => {
    const { learningRate: rate } = run;
    const bears = rateLimit(run);
    if (rate === null || bears === null || !(sharpTurns(run) > SHARE)) return null;
    const descent = shortDescent(run, ARRIVED);
    if (descent === null || descent.rate === null) return null;
    const range = curvatureRange(descent);
    const largest = Math.max(range.largest, run.terrain.shape(run.point)?.curvatures[0] ?? 0);
    const used = (descent.rate * largest) / bears;
    // Above its limit rate-too-high says it once the loss has grown.
    if (!(2 * used > SWINGING) || (used > 1 && hasGrown(run))) return null;
    const limit = rate / used;
    const better = twoDigits((suitableRate(largest, range.smallest) * bears * rate) / (2 * descent.rate));
    const share = Math.round(100 * sharpTurns(run));
    return {
      code: 'oscillation',
      severity: 'warning',
      message: {
        en: `The run swings across a valley: ${share}% of its last steps turn back against the one before. The learning rate ${short(rate)} is ${short(100 * used)}% of the highest that the curvature bears (${short(limit)}).`,
        ko: `골짜기를 가로질러 왔다 갔다 합니다. 마지막 걸음의 ${share}%가 바로 앞 걸음을 되돌립니다. 학습률(${short(rate)})이 이 곡률에서 견딜 수 있는 최댓값(${short(limit)})의 ${short(100 * used)}%나 됩니다.`,
      },
      evidence: {
        sharpTurns: sharpTurns(run),
        learningRate: rate,
        limit,
        largestCurvature: largest,
        smallestCurvature: range.smallest,
        gap: descent.gap / descent.drop,
      },
      advice: {
        en: `Take a learning rate of ${better}, or leave it out: downhill then finds each step itself.`,
        ko: `학습률을 ${withParticle(String(better), '으로/로')} 낮추거나 빼세요. 빼면 downhill이 걸음마다 스스로 정합니다.`,
      },
      fix: { 'learning rate': better },
    };
  },
};

/** Share of the last turns whose cosine is below {@link SHARP}; 0 where there were fewer. */
function sharpTurns({ recent }: DiagnosedRun): number {
  const last = recent.slice(-(TURNS + 2));
  if (last.length < TURNS + 2) return 0;
  const steps = last.slice(1).map((to, k) => to.map((x, j) => x - (last[k]?.[j] as number)));
  const sharp = steps.slice(1).filter((step, k) => {
    const before = steps[k] as Float64Array;
    return dot(step, before) < SHARP * norm2(step) * norm2(before);
  });
  return sharp.length / TURNS;
}

const short = (x: number): string => String(Number(x.toPrecision(3)));
