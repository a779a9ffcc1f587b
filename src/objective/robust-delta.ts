import { divide, multiply, number, subtract } from '../expression/build.js';
import type { Expression } from '../expression/node.js';
import type { LossSetting } from './loss.js';

/** The setting that all robust losses have. */
export const DELTA: { readonly delta: LossSetting } = {
  delta: {
    default: 'auto',
    title: {
      en: 'residual, in units of the response, at which the loss leaves the squares; auto: tuning × scale of the residuals',
      ko: '손실이 제곱에서 벗어나기 시작하는 잔차(반응 변수의 단위). auto는 조율 상수 × 잔차의 척도',
    },
  },
};

/** The `delta` of a loss's settings; 1 where it is not known yet. */
export const deltaOf = ({ delta = 1 }: Readonly<Record<string, number>>): number => delta;

/** (r/δ)². */
export function squaredRatio(prediction: Expression, response: Expression, delta: number): Expression {
  const ratio = divide(subtract(prediction, response), number(delta));
  return multiply(ratio, ratio);
}
