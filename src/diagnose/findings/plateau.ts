import { show } from '../../optimize/show.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import type { Finding } from '../finding.js';
import { isAtMinimum, landscape, largestInRanges, listed, named } from '../landscape.js';
import { onceARun } from '../once-a-run.js';
import { thrownOut } from '../thrown-out.js';

const CURVATURE = 0.1;
const SLOPE = 0.1;
const MADE = 0.2;

/** Fewer say nothing of the way, unless the run ended by itself. */
const LEAST_EPOCHS = 10;

export const plateau: Diagnosis = {
  code: 'plateau',
  severity: 'error',
  title: { en: 'stuck where the loss is flat', ko: '평평한 곳에 갇힘' },
  test: {
    en: `of a model that is not linear, in the ranges of its parameters: |λ|max where the run ended < ${CURVATURE} of that at the lowest minimum known, the slope over the whole way there explains < ${SLOPE} of what is left to gain, and < ${100 * MADE}% of the drop was made in more than ${LEAST_EPOCHS} epochs, or until the run ended by itself; silent where too high a rate threw the run there`,
    ko: `선형이 아닌 모형에서 매개변수의 범위를 단위로, 끝난 지점의 |λ|max가 알려진 가장 낮은 최솟값에서의 ${CURVATURE}배 미만이고, 그곳까지 가는 길 전체의 기울기가 더 줄일 수 있는 손실의 ${SLOPE}배 미만만 설명하며, ${LEAST_EPOCHS}에포크가 넘도록 또는 스스로 끝날 때까지 줄일 수 있는 손실의 ${100 * MADE}% 미만만 줄였을 때. 너무 큰 학습률이 실행을 그곳으로 날려 보냈으면 알리지 않음`,
  },
  example: {
    block: {
      id: 'plateau',
      seed: 1,
      data: { rows: 100, columns: { x: 'uniform(0, 10)', y: '2*exp(-(x - 5)^2) + normal(0, 0.02)' } },
      model: 'y ~ h*exp(-(x - m)^2)',
      start: { h: 1, m: -4 },
      method: 'gd',
      'learning rate': 0.1,
      epochs: 200,
    },
  },
  diagnose: onceARun((run): Finding | null => {
    // Another start is no help where the rate throws the run out of it.
    if (!isShort(run) || thrownOut(run) !== null) return null;
    const land = landscape(run);
    if (land === null || !(land.drop - land.above < MADE * land.drop) || isAtMinimum(land)) return null;
    const { here, lowest, above, drop, floor, range } = land;
    const [flat, curved] = [largestInRanges(here, range), largestInRanges(lowest, range)];
    const reach = here.gradient.reduce(
      (sum, g, j) => sum + Math.abs(g * ((lowest.point[j] as number) - (here.point[j] as number))),
      0,
    );
    if (!(flat < CURVATURE * curved && reach < SLOPE * above)) return null;
    const there = named(run, lowest.point);
    const made = Math.max(0, 100 * (1 - above / drop)).toPrecision(2);
    return {
      code: 'plateau',
      severity: 'error',
      message: {
        en: `The loss is flat where this run is: ${Number(made)}% of the way down is made, and the slope is so small that it leads nowhere. At ${listed(there)} the loss is ${show(floor)}, here ${show(run.answer.loss)}.`,
        ko: `이 실행이 머무는 곳에서는 손실이 거의 평평합니다. 줄일 수 있는 손실의 ${Number(made)}%만 줄었고, 기울기가 너무 작아 더 나아가지 못합니다. ${listed(there)}에서는 손실이 ${show(floor)}인데 여기서는 ${show(run.answer.loss)}입니다.`,
      },
      evidence: {
        curvature: flat,
        curvatureAtMinimum: curved,
        shareOfDrop: 1 - above / drop,
        slopeShare: reach / above,
        loss: run.answer.loss,
        lowerLoss: floor,
        parameters: there,
      },
      advice: {
        en: 'Start nearer to the data (--start, or --apply-fix): a larger learning rate or more epochs hardly help here.',
        ko: '데이터에 더 가까운 값에서 시작하세요(--start 또는 --apply-fix). 여기서는 학습률이나 에포크를 늘려도 거의 소용이 없습니다.',
      },
      fix: { start: there },
    };
  }),
};

/** What costs nothing first: of a loss that is never below zero, a fifth that was made of the loss itself is more of the drop. */
const isShort = ({ trace, answer, outcome }: DiagnosedRun): boolean => {
  if (trace.seen <= LEAST_EPOCHS && outcome !== 'stalled' && outcome !== 'converged') return false;
  const first = trace.loss[0] as number;
  return answer.loss < 0 || first - answer.loss < MADE * first;
};
