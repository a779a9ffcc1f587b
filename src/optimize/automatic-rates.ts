import type { Text } from '../base/text.js';
import { adgd } from './adgd.js';
import { autoConstant } from './auto-constant.js';
import { barzilaiBorwein } from './barzilai-borwein.js';
import type { StepSize } from './method.js';

export type AutomaticName = 'auto' | 'auto-constant' | 'adgd';

/** A learning rate that gradient descent finds itself; the row's name is how it is typed in place of a number. */
export interface AutomaticRate {
  readonly name: AutomaticName;
  /** What is done, for the result. */
  readonly why: Text;
  stepSize(): StepSize;
}

export const AUTOMATIC_RATES: readonly AutomaticRate[] = [
  {
    name: 'auto',
    why: {
      en: 'each step takes its learning rate from the curvature that the steps before met (Barzilai and Borwein)',
      ko: '걸음마다 앞선 걸음들이 겪은 곡률로 학습률을 정합니다(바질라이–보와인)',
    },
    stepSize: barzilaiBorwein,
  },
  {
    name: 'auto-constant',
    why: {
      en: 'one learning rate for the whole run, from the curvature at the start, halved where the loss would rise',
      ko: '시작점의 곡률로 정한 학습률 하나를 끝까지 쓰고, 손실이 커지려 하면 반으로 줄입니다',
    },
    stepSize: autoConstant,
  },
  {
    name: 'adgd',
    why: {
      en: 'the learning rate follows the curvature between the last two points, smoothly (Malitsky and Mishchenko)',
      ko: '마지막 두 점 사이의 곡률을 따라 학습률이 매끄럽게 바뀝니다(말리츠키–미셴코)',
    },
    stepSize: adgd,
  },
];

/** As they are typed: `auto, auto-constant, adgd`. */
export const AUTOMATIC_NAMES: string = AUTOMATIC_RATES.map(({ name }) => name).join(', ');
export const isAutomatic = (rate: unknown): rate is AutomaticName => AUTOMATIC_RATES.some(({ name }) => name === rate);
