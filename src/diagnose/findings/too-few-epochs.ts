import { withParticle } from '../../base/particle.js';
import type { Text } from '../../base/text.js';
import { curvatureRange, isElsewhere, SHORT, shortDescent, suitableRate } from '../descent.js';
import type { Diagnosis } from '../diagnosis.js';
import { epochsAtThisPace, epochsNeeded, GOAL, roundedUp } from '../epochs-needed.js';
import { epochsToConverge } from '../epochs-to-converge.js';
import { gradientFactor } from '../gradient-check.js';
import { isHeld } from '../held.js';

/** Epochs that are still advised, and how many times those that were given. */
const MOST = 100_000;
const MOST_TIMES = 100;

export const tooFewEpochs: Diagnosis = {
  code: 'too-few-epochs',
  severity: 'warning',
  title: { en: 'too few epochs', ko: '부족한 에포크' },
  test: {
    en: `a descent with a rate over all rows is out of epochs, its loss below the start, but above the minimum by more than ${SHORT} of the drop; silent where the rate is above what the curvature at the minimum bears, at another minimum, at a saddle, on a plateau and at a start without a slope. Forecasts the epochs to ${GOAL} of the drop by the parabola at the minimum, else by the pace of the second half, and, where no stop was given, those until the rules of convergence end it`,
    ko: `모든 행을 쓰며 학습률로 내려가는 방법이 에포크를 다 썼고, 손실이 시작할 때보다는 낮지만 최솟값보다는 줄일 수 있는 손실의 ${SHORT}배 넘게 높을 때. 학습률이 최솟값의 곡률이 견디는 것보다 크거나, 다른 최솟값, 안장점, 평평한 곳, 기울기 없는 시작점에 있으면 알리지 않음. 남은 손실이 줄일 수 있는 손실의 ${GOAL}배가 될 때까지 걸릴 에포크를 최솟값에서의 포물면으로, 아니면 후반부의 속도로 어림하고, 종료 조건을 주지 않았으면 수렴 규칙이 실행을 끝낼 때까지의 에포크도 어림함`,
  },
  example: {
    block: {
      id: 'too-few-epochs',
      seed: 1,
      data: { rows: 100, columns: { x: 'uniform(0, 10)', y: '10*sin(x) + 1.5' } },
      model: 'y ~ W*sin(x) + b',
      start: { W: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.01,
      epochs: 200,
    },
  },
  diagnose: (run) => {
    const descent = shortDescent(run, SHORT);
    if (descent === null || descent.gap > descent.drop || isElsewhere(run, descent)) return null;
    const { epochs, gap, drop } = descent;
    const ahead = epochsNeeded(run, descent);
    if ((ahead !== null && !(ahead.factor < 1)) || isHeld(run)) return null;
    const more = ahead?.epochs ?? epochsAtThisPace(run, descent);
    const total = roundedUp(epochs + more);
    const { largest, smallest } = curvatureRange(descent);
    // A gradient that is c times as large takes a rate c times as small.
    const factor = gradientFactor(run) ?? 1;
    // A run without a stop ends by the default rules, and these are asked for more than a reader sees in the loss.
    const converges = run.stop === null ? roundedUp(epochs + epochsToConverge(run, descent, factor)) : Number.NaN;
    const given = Math.max(total, Number.isFinite(converges) ? converges : 0);
    const reasonable = given <= MOST && given <= MOST_TIMES * epochs;
    const best = run.plainDescent && largest > 0 ? suitableRate(largest * factor, smallest * factor) : null;
    const atBest = best === null ? null : (epochsNeeded(run, descent, best * factor)?.epochs ?? null);
    const quicker = best !== null && atBest !== null && atBest < total / 2 && atBest <= MOST ? `${best}` : null;
    const left = `${Number(((100 * gap) / drop).toPrecision(2))}%`;
    const known = Number.isFinite(total);
    const forecast: Text = known
      ? {
          en: `At this pace it takes about ${shown(total)}${given > total ? `, and ${shown(given)} until it has converged by its own rule` : ''}.`,
          ko: `이 속도라면 약 ${shown(total)}에포크${given > total ? `, 자체 기준으로 수렴하려면 ${shown(given)}에포크` : ''}가 필요합니다.`,
        }
      : { en: 'At this pace it does not get there.', ko: '이 속도로는 최솟값에 이르지 못합니다.' };
    const auto = {
      en: 'let downhill find the step sizes (--learning-rate auto)',
      ko: '걸음 크기를 downhill에 맡기세요(--learning-rate auto)',
    };
    const faster =
      quicker === null
        ? auto
        : {
            en: `take a learning rate of ${quicker} (about ${roundedUp(atBest as number)} epochs), or ${auto.en}`,
            ko: `학습률을 ${withParticle(String(quicker), '으로/로')} 하거나(약 ${roundedUp(atBest as number)}에포크) ${auto.ko}`,
          };
    return {
      code: 'too-few-epochs',
      severity: 'warning',
      message: {
        en: `After ${epochs} epoch${epochs === 1 ? '' : 's'} ${left} of the way down the loss is still left. ${forecast.en}`,
        ko: `${epochs}에포크를 다 쓰고도 줄여야 할 손실의 ${left}가 남았습니다. ${forecast.ko}`,
      },
      evidence: {
        epochs,
        gap: gap / drop,
        limit: SHORT,
        forecast: known ? total : null,
        goal: GOAL,
        ...(Number.isFinite(converges) ? { converges } : {}),
        minimumLoss: descent.floor,
        largestCurvature: largest,
        smallestCurvature: smallest,
        ...(best === null ? {} : { betterRate: best, epochsAtBetterRate: Number.isFinite(atBest) ? atBest : null }),
      },
      advice: reasonable
        ? { en: `Give it ${given} epochs, or ${faster.en}.`, ko: `에포크를 ${given}까지 늘리거나, ${faster.ko}.` }
        : { en: `${faster.en.charAt(0).toUpperCase()}${faster.en.slice(1)}.`, ko: `${faster.ko}.` },
      ...(reasonable ? { fix: { epochs: given } } : run.learningRate === null ? {} : { fix: { 'learning rate': 'auto' } }),
    };
  },
};

const shown = (epochs: number): string => (epochs < 1e7 ? String(epochs) : epochs.toExponential().replace('+', ''));
