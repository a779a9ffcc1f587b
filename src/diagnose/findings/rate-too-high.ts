import { withParticle } from '../../base/particle.js';
import { show } from '../../optimize/show.js';
import { twoDigits } from '../descent.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { gradientFactor } from '../gradient-check.js';
import { GROWTH, hasGrown, largestCurvature, lowestRow, rateLimit } from '../rate-limit.js';
import { thrownOut } from '../thrown-out.js';

export const rateTooHigh: Diagnosis = {
  code: 'rate-too-high',
  severity: 'error',
  title: { en: 'the learning rate is too high', ko: '너무 큰 학습률' },
  test: {
    en: `the last loss is not finite, or the run stalled where a parameter has no slope any more, or the loss is above the first and above ${GROWTH} × the lowest on the way (of a likelihood their heights over the minimum), and rate·c·λmax > 2; λmax of the Hessian at the start, where the loss was lowest or at the minimum, c the factor of a hand-written gradient; with momentum the limit is 2(1 + μ), with Nesterov's (2 + 2μ)/(1 + 2μ)`,
    ko: `마지막 손실이 유한하지 않거나, 어떤 매개변수의 기울기가 사라진 곳에서 실행이 멈추었거나, 손실이 처음 손실보다 크고 도중의 가장 낮은 손실의 ${GROWTH}배보다 크며(우도라면 최솟값에서 잰 높이로 비교), 학습률·c·λmax > 2일 때. λmax는 시작점, 손실이 가장 낮았던 곳 또는 최솟값에서의 헤세 행렬의 것, c는 손으로 쓴 기울기의 배수. 모멘텀이 있으면 한계는 2(1 + μ), 네스테로프 방식이면 (2 + 2μ)/(1 + 2μ)`,
  },
  example: {
    block: {
      id: 'rate-too-high',
      seed: 1,
      data: { rows: 50, columns: { x: 'uniform(0, 10)', y: '2*x + 1 + normal(0, 1)' } },
      model: 'y ~ a*x + b',
      start: { a: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.1,
      epochs: 200,
    },
  },
  diagnose: (run) => {
    const { learningRate: rate } = run;
    const bears = rateLimit(run);
    // From a start that is no number no step was made.
    if (rate === null || bears === null || !Number.isFinite(run.trace.loss[0]) || !(hasGrown(run) || thrownOut(run) !== null))
      return null;
    const factor = gradientFactor(run);
    // A wrong gradient: the rate is not what is wrong.
    if (factor === null) return null;
    let curvature = 0;
    const limit = (): number => bears / (curvature * factor);
    for (const place of [() => run.start, () => lowestPoint(run), () => run.terrain.reference()?.point ?? null]) {
      const point = rate > limit() ? null : place();
      if (point !== null) curvature = Math.max(curvature, largestCurvature(run, point, bears / (rate * factor)) ?? 0);
    }
    if (!(rate > limit())) return null;
    const better = twoDigits(limit() / 2);
    const [r, l] = [short(rate), short(limit())];
    const form = bears === 2 ? '2/λmax' : `${short(bears)}/λmax`;
    const thrown = thrownOut(run);
    const went = thrown === null ? null : `${run.model.free[thrown.at]}: ${show(thrown.from)} → ${show(thrown.to)}`;
    return {
      code: 'rate-too-high',
      severity: 'error',
      message: {
        en: `The learning rate ${r} is above ${l} = ${form}, the highest that this curvature bears: ${went === null ? 'every step overshoots by more than it gains' : `the run was thrown out to where the loss is flat (${went}) and found no slope back`}.`,
        ko: `학습률(${r})이 이 곡률에서 견딜 수 있는 최댓값(${form} = ${l})보다 큽니다. ${went === null ? '걸음마다 최솟값을 지나쳐 더 멀어집니다' : `손실이 평평한 곳까지 튕겨 나가(${went}) 돌아올 기울기가 없습니다`}.`,
      },
      evidence: { learningRate: rate, limit: limit(), largestCurvature: curvature, gradientFactor: factor },
      advice: {
        en: `Take a learning rate of ${better}, or leave it out: downhill then finds each step itself.`,
        ko: `학습률을 ${withParticle(String(better), '으로/로')} 하거나 빼세요. 빼면 downhill이 걸음마다 스스로 정합니다.`,
      },
      fix: { 'learning rate': better },
    };
  },
};

/** Where the loss was lowest on the way, if that was not the start. */
function lowestPoint({ trace, start }: DiagnosedRun): Float64Array | null {
  const lowest = lowestRow(trace.loss);
  return lowest <= 0 ? null : start.map((_, j) => trace.values[j]?.[lowest] ?? Number.NaN);
}

const short = (x: number): string => String(Number(x.toPrecision(4)));
