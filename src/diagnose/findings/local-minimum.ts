import { show } from '../../optimize/show.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { canBeMinimum, isAtMinimum, isJudged, landscape, listed, named } from '../landscape.js';
import { saddle } from './saddle.js';

const LIMIT = 0.01;

export const localMinimum: Diagnosis = {
  code: 'local-minimum',
  severity: 'error',
  title: { en: 'a minimum, but not the lowest', ko: '가장 낮지 않은 최솟값' },
  test: {
    en: `a run of a method that does not end itself arrived at a minimum of a model that is not linear (all curvatures positive, Newton's step < 1e-3 of the parameters and of what is left, no saddle), and a search from many starts found a loss lower by more than ${LIMIT} of the drop from the start`,
    ko: `스스로 끝나지 않는 방법이 선형이 아닌 모형의 최솟값에 이르렀고(모든 곡률이 양수, 뉴턴 걸음이 매개변수와 남은 손실의 1e-3배 미만, 안장점이 아님), 여러 시작점에서 한 탐색이 시작점에서 줄일 수 있는 손실의 ${LIMIT}배 넘게 더 낮은 손실을 찾았을 때`,
  },
  example: {
    block: {
      id: 'local-minimum',
      seed: 1,
      data: { rows: 100, columns: { x: 'uniform(0, 10)', y: 'sin(2*x) + normal(0, 0.05)' } },
      model: 'y ~ sin(w*x)',
      start: { w: 2.9 },
      method: 'gd',
      'learning rate': 0.01,
      epochs: 1000,
    },
  },
  diagnose: (run) => {
    const land = run.lowerMinimum === null && isPossible(run) && isJudged(run) && canBeMinimum(run) ? landscape(run) : null;
    if (land === null || !(land.above > LIMIT * land.drop) || !isAtMinimum(land)) return null;
    // In the ranges of a lowest minimum that is far away a saddle may look like a valley.
    if (saddle.diagnose(run)?.severity === 'error') return null;
    const { lowest, above, drop, floor } = land;
    const there = named(run, lowest.point);
    const [here, low] = [show(run.answer.loss), show(floor)];
    return {
      code: 'local-minimum',
      severity: 'error',
      message: {
        en: `The run went all the way down, but into the wrong valley: here the loss is ${here}, at ${listed(there)} it is ${low}. From this start no learning rate and no number of epochs leads there downhill.`,
        ko: `끝까지 내려갔지만 가장 깊은 골짜기가 아닙니다. 손실이 여기서는 ${here}, ${listed(there)}에서는 ${low}입니다. 이 시작값에서는 학습률이나 에포크를 바꾸어도 내려가기만 해서는 그곳에 이르지 못합니다.`,
      },
      evidence: { loss: run.answer.loss, lowerLoss: floor, shareOfDrop: above / drop, limit: LIMIT, parameters: there },
      advice: {
        en: 'Start there (--start, or --apply-fix), or leave method and start out: downhill then searches from many starts.',
        ko: '그 점에서 시작하거나(--start 또는 --apply-fix) 방법과 시작값을 빼세요. 빼면 downhill이 여러 시작값에서 찾습니다.',
      },
      fix: { start: there },
    };
  },
};

/** What costs nothing first: of a loss that is never below zero, no more than all of it is left to gain. */
const isPossible = ({ trace, answer }: DiagnosedRun): boolean =>
  answer.loss < 0 || answer.loss > LIMIT * ((trace.loss[0] as number) - answer.loss);
