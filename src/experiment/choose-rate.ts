import { DownhillError } from '../base/errors.js';
import { joined, type Text } from '../base/text.js';
import { AUTOMATIC_NAMES, AUTOMATIC_RATES, type AutomaticName, isAutomatic } from '../optimize/automatic-rates.js';
import type { Method, StepSize } from '../optimize/method.js';
import { armijo } from '../optimize/step-size.js';
import type { FitOptions } from './options.js';

/** A step size that finds its rates itself. */
export interface FoundRate {
  readonly stepSize: StepSize;
  readonly why: Text;
  /** The learning rate is raced for, before the run. */
  readonly race?: true;
}

const RACE: Text = {
  en: 'nine learning rates raced for a tenth of the epochs each, and the best one decays to zero as a cosine',
  ko: '학습률 아홉 개를 에포크의 10분의 1씩 겨루게 한 뒤 가장 나은 것을 코사인 곡선으로 0까지 줄입니다',
};
const BACKTRACKING: Text = {
  en: 'no learning rate was given: each step is found by Armijo backtracking',
  ko: '학습률이 주어지지 않아 걸음마다 아르미조 후퇴 탐색으로 정합니다',
};

/**
 * The learning rate that was asked for, the method's own, or else `auto`.
 *
 * @throws DownhillError `rate-not-positive`.
 */
export function learningRate({ learningRate: given }: FitOptions, method: Method): number | AutomaticName {
  const rate = given ?? method.learningRate ?? 'auto';
  if (isAutomatic(rate)) return rate;
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new DownhillError(
    'rate-not-positive',
    `the learning rate must be a number > 0 or one of ${AUTOMATIC_NAMES}, got ${rate}`,
    'try 0.01, or leave it out',
    { place: '--learning-rate', usage: true },
  );
}

/**
 * How an automatic rate is found: by its row for gradient descent over all rows, by backtracking along other directions, by a race with minibatches. The
 * schedule `armijo` is backtracking whatever the rate, which then is the first one tried.
 *
 * @returns null for a number without that schedule. @throws DownhillError `rate-not-possible`.
 */
export function foundRate(
  rate: number | AutomaticName,
  { schedule, batch }: Pick<FitOptions, 'schedule' | 'batch'>,
  method: Method,
  chosen: Text | null,
): FoundRate | null {
  if (schedule === 'armijo')
    return { stepSize: armijo(typeof rate === 'number' ? rate : undefined), why: chosen ?? BACKTRACKING };
  if (!isAutomatic(rate)) return null;
  if (rate === 'auto' && batch !== undefined)
    return { race: true, stepSize: armijo(), why: chosen === null ? RACE : joined(chosen, '; ', RACE) };
  if (rate === 'auto' && method.plain !== true) return { stepSize: armijo(), why: chosen ?? BACKTRACKING };
  if (method.plain !== true || batch !== undefined)
    throw new DownhillError(
      'rate-not-possible',
      `the learning rate "${rate}" is for gradient descent over all rows, got ${batch === undefined ? method.name : 'minibatches'}`,
      batch === undefined ? 'take --method gd, or a number or auto' : 'leave batch out, or take a number or auto',
      { place: '--learning-rate', usage: true },
    );
  const row = AUTOMATIC_RATES.find(({ name }) => name === rate) as (typeof AUTOMATIC_RATES)[number];
  return { stepSize: row.stepSize(), why: chosen === null ? row.why : joined(chosen, '; ', row.why) };
}
