import type { Diagnosis } from '../diagnosis.js';

/** Rows that are named. */
const NAMED = 10;

export const downweightedRows: Diagnosis = {
  code: 'downweighted-rows',
  severity: 'note',
  title: { en: 'rows that a robust loss gave little weight', ko: '강건 손실이 비중을 낮춘 행' },
  test: {
    en: 'a robust loss, and rows whose weight ψ(r)/r is below ½; an error where no more rows than parameters keep any weight, a warning where more than half are below ½',
    ko: '강건 손실에서 가중치 ψ(r)/r이 ½ 미만인 행이 있을 때. 가중치가 남은 행이 매개변수보다 많지 않으면 오류, 절반이 넘는 행이 ½ 미만이면 주의',
  },
  example: {
    block: {
      id: 'two-slips',
      data: { rows: 20, columns: { x: 'index', y: '2*x + 1 + normal(0, 0.3) + (index == 4 ? 30 : 0) - (index == 11 ? 25 : 0)' } },
      model: 'y ~ a*x + b',
      loss: 'huber',
    },
  },
  diagnose: ({ robust, rows, model }) => {
    if (robust === null || robust.downweighted.length === 0) return null;
    const { downweighted, counting, delta, scale } = robust;
    const count = downweighted.length;
    // Of several responses a row may count more than once.
    const all = [...new Set(downweighted)].sort((a, b) => a - b);
    const named = all.slice(0, NAMED);
    const list = `${named.join(', ')}${all.length > NAMED ? ', …' : ''}`;
    const lost = counting <= model.free.length;
    const many = 2 * count > rows;
    return {
      code: 'downweighted-rows',
      severity: lost ? 'error' : many ? 'warning' : 'note',
      message: {
        en: `${count} of ${rows} rows ${count === 1 ? 'counts' : 'count'} for less than half: ${count === 1 ? 'its residual is' : 'their residuals are'} large against delta = ${short(delta)}. Row${count === 1 ? '' : 's'} ${list}.${lost ? ` Only ${counting} ${counting === 1 ? 'row keeps' : 'rows keep'} any weight: this is no fit.` : ''}`,
        ko: `${rows}행 중 ${count}행의 비중이 절반 미만입니다. 잔차가 delta = ${short(delta)}에 비해 큽니다. 행 번호: ${list}.${lost ? ` 비중이 남은 행이 ${counting}개뿐이라 적합이라고 할 수 없습니다.` : ''}`,
      },
      evidence: { rows: named, count, delta, scale: Number.isFinite(scale) ? scale : null },
      advice: lost
        ? {
            en: 'Start elsewhere, take a larger delta, or let --set delta=auto find it.',
            ko: '다른 시작값이나 더 큰 delta를 쓰거나 --set delta=auto로 맡기세요.',
          }
        : many
          ? {
              en: 'A robust loss is for few outliers: check the formula, and delta if it was given.',
              ko: '강건 손실은 이상값이 적을 때 씁니다. 식을 확인하고, delta를 주었다면 그 값도 확인하세요.',
            }
          : {
              en: 'Look at these rows: they are mistakes in the data, or something that the formula does not know of.',
              ko: '이 행들을 확인하세요. 데이터의 오류이거나 식이 담지 못한 무엇일 수 있습니다.',
            },
    };
  },
};

const short = (x: number): string => String(Number(x.toPrecision(4)));
