import { withParticle } from '../../base/particle.js';
import type { Diagnosis } from '../diagnosis.js';
import { gradientCheck } from '../gradient-check.js';

export const gradientScaled: Diagnosis = {
  code: 'gradient-scaled',
  severity: 'note',
  title: { en: 'the hand-written gradient is a multiple of the gradient', ko: '상수배로 쓴 기울기' },
  test: {
    en: 'all h/g equal within 1e-5 with c > 0, c ≠ 1, h written, g true',
    ko: '모든 h/g가 1e-5 안에서 같은 값 c이고 c > 0, c ≠ 1일 때. h는 손으로 쓴 기울기, g는 참 기울기',
  },
  example: {
    block: {
      id: 'factor-two',
      data: { rows: 20, columns: { x: 'uniform(0, 2)', y: '2*x + 1 + normal(0, 0.1)' } },
      model: 'y ~ a*x + b',
      start: { a: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.1,
      gradient: { a: '2*mean((prediction - y)*x)', b: '2*mean(prediction - y)' },
    },
  },
  diagnose: (run) => {
    const factor = gradientCheck(run)?.factor ?? null;
    if (factor === null || !(factor > 0) || Math.abs(factor - 1) <= 1e-5) return null;
    const rate = run.learningRate;
    const c = Number(factor.toPrecision(6));
    const effective = rate === null ? null : rate * factor;
    return {
      code: 'gradient-scaled',
      severity: 'note',
      message: {
        en: `The hand-written gradient is ${c} times the true one: harmless, but the learning rate acts as ${effective === null ? `${c} times itself` : Number(effective.toPrecision(6))}.`,
        ko: `손으로 쓴 기울기가 참 기울기의 ${c}배입니다. 틀린 것은 아니지만 학습률이 실제로는 ${effective === null ? `${c}배로` : withParticle(String(Number(effective.toPrecision(6))), '으로/로')} 작용합니다.`,
      },
      evidence: { factor, learningRate: rate, effectiveLearningRate: effective },
      advice: {
        en: 'Keep it in mind when comparing learning rates: a sum in place of a mean, or a factor 2, makes such a multiple.',
        ko: '학습률을 비교할 때 유의하세요. 평균 대신 합을 쓰거나 2를 곱하면 이런 차이가 생깁니다.',
      },
    };
  },
};
