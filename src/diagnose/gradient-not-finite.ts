import type { Text } from '../base/text.js';
import type { DiagnosedRun } from './diagnosis.js';

/** A component of a hand-written gradient that is no finite number at the start, where the true one is. */
export interface NotFinite {
  /** Index of the free parameter. */
  readonly component: number;
  readonly written: number;
  readonly correct: number;
}

/** Where nothing can be compared, because the hand-written gradient is not finite from the first. Empty without such a gradient, and where the true one is not finite either. */
export function gradientNotFinite({
  written,
  evaluate,
  start,
}: Pick<DiagnosedRun, 'written' | 'evaluate' | 'start'>): NotFinite[] {
  if (written === null) return [];
  const [h, g] = [written, evaluate].map((of) => of({ points: [start], want: 'gradient' })[0]?.gradient);
  if (h === undefined || g === undefined || !g.every(Number.isFinite)) return [];
  return [...h.keys()]
    .filter((j) => !Number.isFinite(h[j] as number))
    .map((component) => ({ component, written: h[component] as number, correct: g[component] as number }));
}

/** @param list of parameters. */
export const notFiniteText = (list: string, parameter: string, { written, correct }: NotFinite): Text => {
  const slope = String(Number(correct.toPrecision(4)));
  return {
    en: `The hand-written gradient for ${list} is no finite number: at the start it says ${written} for ${parameter} where the slope is ${slope}. No step can be made with it.`,
    ko: `손으로 쓴 ${list}의 기울기가 유한한 수가 아닙니다. 시작점에서 ${parameter} 방향 기울기는 ${slope}인데 계산한 값은 ${written}입니다. 이 기울기로는 한 걸음도 갈 수 없습니다.`,
  };
};
