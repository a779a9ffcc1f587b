import { withParticle } from '../base/particle.js';
import type { Text } from '../base/text.js';
import type { Loss } from '../objective/loss.js';
import { convexLoss } from './companion-loss.js';
import type { FitOptions } from './options.js';

/** What is known of a problem before a method is chosen. */
export interface Facts {
  readonly loss: Loss;
  /** The model is linear in all free parameters, or in some of them. */
  readonly linear: boolean;
  readonly separable: boolean;
  /** Free parameters. */
  readonly parameters: number;
}

export interface Automatic {
  readonly name: string;
  readonly why: Text;
  /** Methods that are tried beside it. */
  readonly beside?: readonly string[];
}

/** A factor of P×P numbers, and work of P² a row: beyond, the gradient alone is cheaper by far. */
const MOST_FACTORED = 500;

/** The method for a problem that nobody chose one for: by what was asked, by structure, by size. */
export function automaticMethod(options: FitOptions, { loss, linear, separable, parameters }: Facts): Automatic {
  if (options.batch !== undefined)
    return {
      name: 'adam',
      why: { en: 'minibatches: Adam copes with noisy gradients', ko: '미니배치: Adam은 잡음 섞인 기울기에도 잘 견딥니다' },
    };
  if (options.gradient !== undefined)
    return {
      name: 'gd',
      why: {
        en: 'a hand-written gradient is followed as it is written, by gradient descent',
        ko: '직접 쓴 기울기는 쓴 그대로 경사 하강법으로 따라갑니다',
      },
    };
  if (options.learningRate !== undefined || options.schedule !== undefined)
    return {
      name: 'gd',
      why: { en: 'a learning rate was given: plain gradient descent', ko: '학습률이 주어져 단순 경사 하강법을 씁니다' },
    };
  if (parameters > MOST_FACTORED)
    return {
      name: 'lbfgs',
      why: {
        en: `${parameters} parameters: L-BFGS needs the gradient only, where other methods would factor a ${parameters}×${parameters} matrix in every step`,
        ko: `매개변수가 ${parameters}개입니다. L-BFGS는 기울기만 필요하지만 다른 방법은 걸음마다 ${parameters}×${parameters} 행렬을 분해해야 합니다`,
      },
    };
  if (loss.inference === 'squares') return leastSquares(linear, separable && options.settings === undefined);
  if (loss.inference === 'likelihood')
    return {
      name: 'lm',
      why: {
        en: `the loss is ${loss.name}, a likelihood: Levenberg–Marquardt is then Fisher scoring, which converges quadratically`,
        ko: `손실이 우도(${loss.name})이므로 레벤버그–마쿼트는 이차 수렴하는 피셔 점수법이 됩니다`,
      },
    };
  if (loss.robust !== undefined) {
    const start = loss.robust.convex ? null : convexLoss(loss).name;
    return {
      name: 'lm',
      why: {
        en: `the loss is ${loss.name}, a robust one: Levenberg–Marquardt is then iteratively reweighted least squares (IRLS)${start === null ? '' : `; as ${loss.name} is not convex, it is also started from the solution of ${start}`}`,
        ko: `강건 손실(${loss.name})이므로 레벤버그–마쿼트는 반복 가중 최소제곱(IRLS)이 됩니다${start === null ? '' : `. ${withParticle(loss.name, '은/는')} 볼록하지 않아 ${start}의 해에서도 시작합니다`}`,
      },
    };
  }
  return {
    name: 'lbfgs',
    why: {
      en: `the loss is ${loss.name}: L-BFGS needs its gradient only`,
      ko: `손실이 ${loss.name}입니다. L-BFGS는 기울기만 있으면 됩니다`,
    },
  };
}

function leastSquares(linear: boolean, separable: boolean): Automatic {
  if (linear)
    return {
      name: 'lm',
      why: {
        en: 'least squares, linear in the parameters: Levenberg–Marquardt on the QR factor is there in one step',
        ko: '매개변수에 대해 선형인 최소제곱: QR 분해 위의 레벤버그–마쿼트는 한 걸음에 답에 이릅니다',
      },
    };
  if (separable)
    return {
      name: 'varpro',
      beside: ['lm'],
      why: {
        en: 'least squares, linear in some parameters: those are solved for, the others searched (variable projection); where the answer looks wrong, Levenberg–Marquardt on all of them and more starts are tried, and the lowest loss wins',
        ko: '일부 매개변수에 대해 선형인 최소제곱: 선형인 것은 풀고 나머지만 찾습니다(변수 사영법). 답이 의심스러우면 모두에 대한 레벤버그–마쿼트와 다른 시작값도 시험하여 손실이 가장 낮은 것을 씁니다',
      },
    };
  return {
    name: 'lm',
    why: {
      en: 'least squares: Levenberg–Marquardt converges quadratically near the minimum',
      ko: '최소제곱: 레벤버그–마쿼트는 최솟값 가까이에서 이차 수렴합니다',
    },
  };
}
