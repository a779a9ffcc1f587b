import { symmetricEigen } from '../../base/linear-algebra/index.js';
import type { Diagnosis } from '../diagnosis.js';
import { gradientCheck } from '../gradient-check.js';

export const rateTooHigh: Diagnosis = {
  code: 'rate-too-high',
  severity: 'error',
  title: { en: 'the learning rate is too high', ko: '너무 큰 학습률' },
  test: 'the loss ended above its start or was not finite, and rate·c·λmax > 2; λmax of the Gauss–Newton matrix at the start, c the factor of a hand-written gradient',
  example: {
    block: {
      id: 'too-fast',
      data: { rows: 20, columns: { x: 'uniform(0, 10)', y: '2*x + 1' } },
      model: 'y ~ a*x + b',
      start: { a: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.1,
      epochs: 50,
    },
  },
  diagnose: (run) => {
    const { learningRate: rate, plainDescent, evaluate, start, answer } = run;
    if (rate === null || !plainDescent) return null;
    const first = evaluate({ points: [start], want: 'gram' })[0];
    if (first?.gram === undefined || !first.gram.every(Number.isFinite) || answer.loss <= first.loss) return null;
    const factor = run.written === null ? 1 : (gradientCheck(run)?.factor ?? null);
    // A wrong gradient: the rate is not what is wrong.
    if (factor === null || !(factor > 0)) return null;
    const curvature = symmetricEigen(first.gram, start.length).values[0] as number;
    const limit = 2 / (curvature * factor);
    if (!(rate > limit)) return null;
    const better = Number((limit / 2).toPrecision(2));
    const [r, l] = [short(rate), short(limit)];
    return {
      code: 'rate-too-high',
      severity: 'error',
      message: {
        en: `The learning rate ${r} is above ${l} = 2/λmax, the highest that this curvature bears: every step overshoots by more than it gains.`,
        ko: `학습률 ${r}이(가) 이 곡률에서 견딜 수 있는 최댓값 ${l} = 2/λmax보다 큽니다. 걸음마다 최솟값을 지나쳐 더 멀어집니다.`,
      },
      evidence: { learningRate: rate, limit, largestCurvature: curvature, gradientFactor: factor },
      advice: {
        en: `Take a learning rate of ${better}, or leave it out: downhill then finds each step itself.`,
        ko: `학습률을 ${better}로 하거나 빼세요. 빼면 downhill이 걸음마다 스스로 정합니다.`,
      },
      fix: { 'learning rate': better },
    };
  },
};

const short = (x: number): string => String(Number(x.toPrecision(4)));
