import { withParticle } from '../../base/particle.js';
import { joined, type Text } from '../../base/text.js';
import { show } from '../../optimize/show.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import { isGradientWrong } from '../gradient-check.js';
import { type RunAway, runAway } from '../run-away.js';
import { rateTooHigh } from './rate-too-high.js';

type Lost = NonNullable<DiagnosedRun['notFinite']>;

export const overflow: Diagnosis = {
  code: 'overflow',
  severity: 'error',
  title: { en: 'the model is not a finite number', ko: '유한한 수가 아닌 모형 값' },
  test: {
    en: 'the data are finite, and the model is not in some row where the run ended, or a step made the loss or a parameter infinite; tells the first such step, the parameter that moved the most of its size, and the part of the formula that is lost first. Not where gradient-wrong, or of a loss alone rate-too-high, says why',
    ko: '데이터는 유한한데 끝난 지점의 어떤 행에서 모형이 유한하지 않거나, 어떤 걸음이 손실이나 매개변수를 무한하게 만들었을 때. 그런 첫 걸음, 제 크기에 비해 가장 크게 움직인 매개변수, 식에서 가장 먼저 잃은 부분을 알림. gradient-wrong이 까닭을 알리거나, 손실만의 문제라면 rate-too-high가 알릴 때는 제외',
  },
  example: {
    block: {
      id: 'log-of-less-than-zero',
      data: { rows: 20, columns: { x: 'index', y: '2*log(x + 1) + normal(0, 0.1)' } },
      model: 'y ~ a*log(x - c)',
      start: { a: 1, c: 3 },
      method: 'gd',
      epochs: 10,
    },
  },
  diagnose: (run) => {
    const { notFinite, outcome } = run;
    if (notFinite === null && outcome !== 'not-finite') return null;
    const step = outcome === 'not-finite' ? runAway(run) : null;
    // Nothing is known of rows that are not in memory, and a start that is no number has no step that led there.
    if (notFinite === null && step === null) return null;
    // Steps that were wrong from the first say what is wrong themselves.
    if (step !== null && isGradientWrong(run)) return null;
    if (notFinite === null && rateTooHigh.diagnose(run) !== null) return null;
    const said = [
      ...(notFinite === null ? [] : [inRows(notFinite, run.rows)]),
      ...(notFinite?.term == null ? [] : [inTerm(notFinite.term)]),
      ...(step === null ? [] : [inStep(step, notFinite === null)]),
    ];
    return {
      code: 'overflow',
      severity: 'error',
      message: joined(...said.flatMap((text, k) => (k === 0 ? [text] : [' ', text]))),
      evidence: {
        ...(notFinite === null ? {} : rowEvidence(notFinite)),
        outcome,
        ...(step === null
          ? {}
          : {
              epoch: step.epoch,
              parameter: step.parameter,
              startValue: step.start,
              valueBefore: step.before,
              valueAfter: Number.isFinite(step.after) ? step.after : String(step.after),
            }),
      },
      advice: step === null ? AT_START : ON_THE_WAY,
    };
  },
};

const rowEvidence = ({ count, row, inputs, value, term }: Lost) => ({
  rows: count,
  first: row,
  inputs,
  value: String(value),
  ...(term === null ? {} : { term: term.text, termValue: String(term.value) }),
});

function inRows({ count, row, inputs, value }: Lost, rows: number): Text {
  const where = Object.entries(inputs)
    .map(([name, x]) => `${name} = ${x}`)
    .join(', ');
  return {
    en: `The model is ${value} in ${count} of ${rows} rows, first in row ${row}${where === '' ? '' : ` (${where})`}.`,
    ko: `${rows}행 가운데 ${count}행에서 모형 값이 ${value}입니다. 첫 번째는 ${row}행${where === '' ? '' : `(${where})`}입니다.`,
  };
}

const inTerm = ({ text, value }: NonNullable<Lost['term']>): Text => ({
  en: `There ${text} is ${value}.`,
  ko: `그 행에서 ${text}의 값이 ${value}입니다.`,
});

function inStep({ epoch, parameter, before, after }: RunAway & { readonly epoch: number }, isLoss: boolean): Text {
  const [from, to] = [show(before, 4), show(after, 4)];
  return {
    en: `${isLoss ? 'The loss or a parameter is no finite number any more' : 'It happened'} in the step to epoch ${epoch}, which moved ${parameter} the most, from ${from} to ${to}.`,
    ko: `에포크 ${withParticle(String(epoch), '으로/로')} 가는 걸음에서 ${isLoss ? '손실이나 매개변수가 유한한 수를 벗어났습니다' : '생긴 일입니다'}. 가장 크게 움직인 매개변수는 ${parameter}이며 ${from}에서 ${withParticle(to, '으로/로')} 바뀌었습니다.`,
  };
}

const AT_START: Text = {
  en: 'Leave such rows out with --where, write the formula so that it is defined there, or give a start (--start) or bounds where it is finite.',
  ko: '--where로 그런 행을 빼거나, 그곳에서도 정의되도록 식을 쓰거나, 값이 유한한 시작값(--start)이나 범위(--bounds)를 주세요.',
};

const ON_THE_WAY: Text = {
  en: 'Take a smaller learning rate, or leave it out so that downhill finds the step sizes; or give bounds (--bounds) within which the formula is finite.',
  ko: '학습률을 줄이거나 빼서 걸음 크기를 downhill에 맡기세요. 식이 유한한 범위를 --bounds로 정해도 됩니다.',
};
