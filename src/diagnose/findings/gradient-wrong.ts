import type { Diagnosis } from '../diagnosis.js';
import { DEVIATION_LIMIT, gradientCheck } from '../gradient-check.js';

export const gradientWrong: Diagnosis = {
  code: 'gradient-wrong',
  severity: 'error',
  title: { en: 'the hand-written gradient is not the gradient', ko: '손으로 쓴 기울기가 틀림' },
  test: `median over 3 points of |h − g| / max(|h|, |g|) > ${DEVIATION_LIMIT} in a component, h written, g true`,
  example: {
    block: {
      id: 'sine',
      seed: 7,
      random: 'numpy',
      data: { rows: 100, columns: { X: 'uniform(0, 1)*10', Y: '10*sin(X) + 1.5' } },
      model: 'Y ~ W*sin(X) + b',
      start: { W: 'uniform(-1, 1)', b: 'uniform(-1, 1)' },
      method: 'gd',
      'learning rate': 0.01,
      epochs: 200,
      gradient: { W: 'mean((prediction - Y)*X)', b: 'mean(prediction - Y)' },
    },
  },
  diagnose: (run) => {
    const check = gradientCheck(run);
    if (check === null || (check.factor !== null && check.factor > 0)) return null;
    const wrong = run.model.free.filter((_, j) => (check.deviation[j] as number) > DEVIATION_LIMIT);
    if (wrong.length === 0) return null;
    const at = (name: string): number => run.model.free.indexOf(name);
    const rows = wrong.map((name) => ({
      parameter: name,
      written: run.writtenText[name] ?? '',
      shouldBe: run.correctGradient[name] ?? '',
      writtenAtStart: check.written[at(name)] as number,
      trueAtStart: check.correct[at(name)] as number,
      deviation: check.deviation[at(name)] as number,
    }));
    const list = wrong.join(', ');
    const first = rows[0] as (typeof rows)[number];
    return {
      code: 'gradient-wrong',
      severity: 'error',
      message: {
        en: `The hand-written gradient for ${list} is not the derivative of the loss: at the start it says ${short(first.writtenAtStart)} for ${first.parameter} where the slope is ${short(first.trueAtStart)}. What this run does says nothing about the learning rate or the landscape.`,
        ko: `손으로 쓴 ${list}의 기울기가 손실의 도함수와 다릅니다. 시작점에서 ${first.parameter} 방향 기울기는 ${short(first.trueAtStart)}인데 ${short(first.writtenAtStart)}(으)로 계산했습니다. 따라서 이 실행으로는 학습률이나 손실 지형에 대해 아무것도 결론지을 수 없습니다.`,
      },
      evidence: { components: rows, limit: DEVIATION_LIMIT },
      advice: {
        en: `Write ${first.parameter}: ${first.shouldBe}, or leave "gradient" out: downhill differentiates the formula exactly.`,
        ko: `${first.parameter}: ${first.shouldBe}(으)로 고치거나 "gradient"를 빼세요. downhill이 식을 정확히 미분합니다.`,
      },
    };
  },
};

const short = (x: number): string => String(Number(x.toPrecision(4)));
