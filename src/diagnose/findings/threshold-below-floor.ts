import type { Text } from '../../base/text.js';
import { type Compared, comparisonsOf } from '../../optimize/stop.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { isGradientWrong } from '../gradient-check.js';
import { onAllRows, type Shape } from '../terrain.js';
import { wrongDescent } from '../wrong-descent.js';

/** Share of the floor that a threshold should stand above it. */
const MARGIN = 0.01;

export const thresholdBelowFloor: Diagnosis = {
  code: 'threshold-below-floor',
  severity: 'warning',
  title: { en: 'a stop that the data do not allow', ko: '데이터로는 이룰 수 없는 정지 조건' },
  test: {
    en: 'a stop of mae or loss below a threshold, by nothing else, did not end the run, and at the lowest minimum that is known that figure is above the threshold',
    ko: '정지 조건이 mae나 손실이 기준값보다 작다는 것 하나뿐인데 그 조건으로 끝나지 않았고, 알려진 가장 낮은 최솟값에서도 그 값이 기준값보다 클 때',
  },
  example: {
    block: {
      id: 'threshold-below-floor',
      seed: 1,
      data: { rows: 100, columns: { x: 'uniform(0, 10)', y: '10*sin(x) + 1.5 + normal(0, 1)' } },
      model: 'y ~ W*sin(x) + b',
      start: { W: 0, b: 0 },
      method: 'gd',
      'learning rate': 0.7,
      epochs: 200,
      stop: 'mae < 0.001',
    },
  },
  diagnose: (run) => {
    const { stop, outcome } = run;
    if (stop === null || outcome === 'stopped-by-rule' || outcome === 'cancelled' || outcome === 'converged') return null;
    const compared = comparisonsOf(stop);
    if (!compared.every(({ quantity, side }) => (quantity === 'mae' || quantity === 'loss') && side === 'below')) return null;
    const reachable = (there: Floor): boolean => compared.some((one) => figure(there, one) <= one.bound);
    // The last point tells it as well where it is low enough, and costs nothing.
    if (reachable({ ...run.answer, point: run.point })) return null;
    const near = floorAt(run, run.terrain.reference());
    if (near === null || reachable(near)) return null;
    const floor = run.convex ? near : floorAt(run, run.terrain.lowest());
    if (floor === null || reachable(floor)) return null;
    const [first] = compared as readonly [Compared];
    const { quantity, bound } = first;
    const least = figure(floor, first);
    const above = Number((least + MARGIN * Math.abs(least)).toPrecision(3));
    const name = { en: quantity === 'mae' ? 'mean absolute error' : 'loss', ko: quantity === 'mae' ? '평균절대오차' : '손실' };
    return {
      code: 'threshold-below-floor',
      severity: 'warning',
      message: isTold(run, quantity, least)
        ? without(quantity, bound)
        : {
            en: `The run cannot stop by ${quantity} < ${bound}: even at the minimum the ${name.en} is ${short(least)}, which is the noise of these data or what the formula leaves out.`,
            ko: `정지 조건 ${quantity} < ${bound}에는 이를 수 없습니다. 최솟값에서도 ${name.ko}${quantity === 'mae' ? '가' : '이'} ${short(least)}입니다. 데이터의 잡음이거나 식이 담지 못한 부분입니다.`,
          },
      evidence: {
        quantity,
        threshold: bound,
        floor: least,
        minimum: Object.fromEntries(run.model.free.map((parameter, j) => [parameter, floor.point[j] as number])),
      },
      advice: {
        en: `Take a threshold above it (--stop '${quantity} < ${above}'), or leave --stop out: downhill then ends the run at the minimum.`,
        ko: `그보다 큰 값을 쓰거나(--stop '${quantity} < ${above}') --stop을 빼세요. 빼면 최솟값에 이르렀을 때 끝납니다.`,
      },
      ...(above > bound ? { fix: { stop: `${quantity} < ${above}` } } : {}),
    };
  },
};

/** A minimum with its figures on all rows. */
type Floor = ReturnType<typeof onAllRows>;

const floorAt = (run: DiagnosedRun, minimum: Shape | null): Floor | null => (minimum === null ? null : onAllRows(run, minimum));

const figure = (floor: Floor, { quantity }: Compared): number => (quantity === 'mae' ? floor.mae : floor.loss);

/** Whether a wrong gradient's finding, which stands beside it, has named the floor. */
function isTold(run: DiagnosedRun, quantity: string, floor: number): boolean {
  const told = isGradientWrong(run) ? (wrongDescent(run)?.floor ?? null) : null;
  return told !== null && told.metric === quantity && told.value === floor;
}

const without = (quantity: string, bound: number): Text => ({
  en: `With the right gradient the run could not stop by ${quantity} < ${bound} either.`,
  ko: `기울기를 바로잡아도 정지 조건 ${quantity} < ${bound}에는 이를 수 없습니다.`,
});

const short = (x: number): string => String(Number(x.toPrecision(3)));
