import type { Text } from '../base/text.js';
import { OUTCOME } from './labels.js';
import type { FitResult } from './result.js';

/** Only then are parameters worth quoting; findings of severity error still speak against them. */
export const isTrusted = (outcome: FitResult['outcome']): boolean => outcome === 'converged' || outcome === 'stopped-by-rule';

/**
 * How a run ended, in a line: `converged after 41 epochs: ‖∇‖∞ = 3.6e-11 ≤ 1e-10 (gd, learning rate 0.7)`.
 * @param marked what becomes of the name of the outcome: a colour.
 */
export function outcomeText(
  { outcome, stop, method }: Pick<FitResult, 'outcome' | 'stop' | 'method'>,
  marked: (name: string) => string = (name) => name,
): Text {
  const { en, ko } = OUTCOME[outcome];
  const rate = method.learningRate;
  return {
    en: `${marked(en)} after ${stop.epochs} epoch${stop.epochs === 1 ? '' : 's'}: ${stop.detail} (${method.name}${rate === null ? '' : `, learning rate ${rate}`})`,
    ko: `${stop.epochs}에포크 후 ${marked(ko)}: ${stop.detail} (${method.name}${rate === null ? '' : `, 학습률 ${rate}`})`,
  };
}
