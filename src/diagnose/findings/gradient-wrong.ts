import { withParticle } from '../../base/particle.js';
import type { Text } from '../../base/text.js';
import type { DiagnosedRun, Diagnosis } from '../diagnosis.js';
import type { Evidence, Finding } from '../finding.js';
import { DEVIATION_LIMIT, type GradientCheck, gradientCheck, wrongComponents } from '../gradient-check.js';
import { gradientNotFinite, type NotFinite, notFiniteText } from '../gradient-not-finite.js';
import type { HandWritten } from '../hand-written.js';
import type { Repairs } from '../repair/repair.js';
import { repairText } from '../repair/repair-text.js';
import { repairEvidence, repairsOfRun } from '../repair/repairs-of-run.js';
import { type WrongDescent, wrongDescent } from '../wrong-descent.js';
import { wrongDescentText } from '../wrong-descent-text.js';

export const gradientWrong: Diagnosis = {
  code: 'gradient-wrong',
  severity: 'error',
  title: { en: 'the hand-written gradient is not the gradient', ko: '손으로 쓴 기울기가 틀림' },
  test: {
    en: `median over 3 points of |h − g| / max(|h|, |g|) > ${DEVIATION_LIMIT} in a component, h written, g true; or h is not finite at the start, where g is`,
    ko: `세 점에서 구한 |h − g| / max(|h|, |g|)의 중앙값이 어느 성분에서 ${DEVIATION_LIMIT}보다 클 때. 또는 시작점에서 g는 유한한데 h는 유한하지 않을 때. h는 손으로 쓴 기울기, g는 참 기울기`,
  },
  example: {
    block: {
      id: 'sine',
      seed: 7,
      random: 'numpy',
      data: { rows: 100, columns: { X: 'uniform(0, 1)*10', Y: '10*sin(X) + 1.5' } },
      model: 'Y ~ W*sin(X) + b',
      start: { W: 'uniform(-1, 1)', b: 'uniform(-1, 1)' },
      method: 'gd',
      'learning rate': 0.01,
      epochs: 200,
      gradient: { W: 'mean((prediction - Y)*X)', b: 'mean(prediction - Y)' },
    },
  },
  diagnose: (run) => {
    const check = gradientCheck(run);
    const { handWritten: hand } = run;
    const lost = check === null ? gradientNotFinite(run) : [];
    if (lost.length > 0) return notFinite(run, lost);
    const deviating = wrongComponents(run);
    if (check === null || hand === null || deviating.length === 0) return null;
    const repairs = repairsOfRun(run);
    // Components that only have the factor of all the others are not what is wrong.
    const own = deviating.filter((j) => repairs?.wrong[j] !== false);
    const wrong = own.length === 0 ? deviating : own;
    const found = wrongDescent(run);
    const facts = found === null ? [] : wrongDescentText(found, run.model.free, run.learningRate, run.convex);
    const components = wrong.map((j) => componentOf(j, run, check, hand, repairs));
    const { parameter, writtenAtStart, trueAtStart, shouldBe } = components[0] as (typeof components)[number];
    const list = components.map((one) => one.parameter).join(', ');
    const why = whatIsWrong(wrong, run, hand, repairs);
    const [h, g] = [short(writtenAtStart), short(trueAtStart)];
    return {
      code: 'gradient-wrong',
      severity: 'error',
      message: {
        en: [
          `The hand-written gradient for ${list} is not the derivative of the loss${why === null ? '' : `: ${why.en}`}.`,
          `At the start it says ${h} for ${parameter} where the slope is ${g}.`,
          ...(facts.length === 0
            ? ['What this run does says nothing about the learning rate or the landscape.']
            : facts.map(({ en }) => en)),
        ].join(' '),
        ko: [
          `손으로 쓴 ${list}의 기울기가 손실의 도함수와 다릅니다.${why === null ? '' : ` ${why.ko}.`}`,
          `시작점에서 ${parameter} 방향 기울기는 ${g}인데 ${withParticle(h, '으로/로')} 계산했습니다.`,
          ...(facts.length === 0
            ? ['따라서 이 실행으로는 학습률이나 손실 지형에 대해 아무것도 결론지을 수 없습니다.']
            : facts.map(({ ko }) => ko)),
        ].join(' '),
      },
      evidence: {
        components,
        limit: DEVIATION_LIMIT,
        ...(found === null ? {} : descentEvidence(found, run)),
        convex: run.convex,
        updateLines: hand.updateLines,
      },
      advice: advice(parameter, shouldBe, hand.components === null),
    };
  },
};

function notFinite(
  { model: { free }, writtenText, correctGradient, convex, handWritten: hand }: DiagnosedRun,
  lost: NotFinite[],
): Finding {
  const components = lost.map(({ component, written, correct }) => {
    const parameter = free[component] as string;
    return {
      parameter,
      written: writtenText[parameter] ?? '',
      shouldBe: correctGradient[parameter] ?? '',
      repair: null,
      writtenAtStart: String(written),
      trueAtStart: correct,
      deviation: null,
    };
  });
  const { parameter, shouldBe } = components[0] as (typeof components)[number];
  const list = components.map((one) => one.parameter).join(', ');
  return {
    code: 'gradient-wrong',
    severity: 'error',
    message: notFiniteText(list, parameter, lost[0] as NotFinite),
    evidence: { components, limit: DEVIATION_LIMIT, convex, ...(hand === null ? {} : { updateLines: hand.updateLines }) },
    advice: advice(parameter, shouldBe, hand?.components === null),
  };
}

const advice = (parameter: string, shouldBe: string, isFunction: boolean): Text =>
  isFunction
    ? {
        en: `To mend it, let the function give ${shouldBe} for ${parameter}; or leave "gradient" out: downhill differentiates the formula exactly.`,
        ko: `함수가 ${parameter}에 ${withParticle(shouldBe, '을/를')} 돌려주도록 고치거나 "gradient"를 빼세요. downhill이 식을 정확히 미분합니다.`,
      }
    : {
        en: `Write ${parameter}: ${shouldBe}, or leave "gradient" out: downhill differentiates the formula exactly.`,
        ko: `${parameter}: ${withParticle(shouldBe, '으로/로')} 고치거나 "gradient"를 빼세요. downhill이 식을 정확히 미분합니다.`,
      };

function componentOf(j: number, run: DiagnosedRun, check: GradientCheck, hand: HandWritten, repairs: Repairs | null) {
  const parameter = run.model.free[j] as string;
  const repair = repairs?.repairs[j] ?? null;
  return {
    parameter,
    written: run.writtenText[parameter] ?? '',
    shouldBe: run.correctGradient[parameter] ?? '',
    repair: repair === null ? null : repairEvidence(repair, hand, run.model.free),
    writtenAtStart: check.written[j] as number,
    trueAtStart: check.correct[j] as number,
    deviation: check.deviation[j] as number,
  };
}

/** What is wrong in one clause; by parameter where there are several and they differ. null where no repair was found. */
function whatIsWrong(
  wrong: readonly number[],
  { model: { free } }: DiagnosedRun,
  hand: HandWritten,
  repairs: Repairs | null,
): Text | null {
  const texts = new Map<string, { readonly text: Text; readonly of: string[] }>();
  for (const j of wrong) {
    const repair = repairs?.repairs[j] ?? null;
    if (repair === null || (repair.kind === 'swapped' && wrong.includes(repair.other) && repair.other < j)) continue;
    const text = repairText(repair, free[j] as string, free, hand.print);
    const known = texts.get(text.en);
    if (known === undefined) texts.set(text.en, { text, of: [free[j] as string] });
    else known.of.push(free[j] as string);
  }
  const all = [...texts.values()];
  const [first] = all;
  if (first === undefined) return null;
  if (all.length === 1 && (wrong.length === 1 || first.of.length === wrong.length)) return first.text;
  const inLanguage = (lang: keyof Text, between: string): string =>
    all.map(({ text, of }) => `${of.join(', ')}: ${text[lang]}`).join(between);
  return { en: inLanguage('en', '; '), ko: inLanguage('ko', '. ') };
}

function descentEvidence(
  { iteration, exact, floor, minimum, sameEnd }: WrongDescent,
  { model: { free } }: DiagnosedRun,
): Record<string, Evidence> {
  const named = (point: Float64Array): Evidence => Object.fromEntries(free.map((name, j) => [name, point[j] as number]));
  const eigenvalue = (j: number): Evidence => {
    const { real, imaginary } = (iteration as NonNullable<typeof iteration>).eigenvalues;
    return imaginary[j] === 0 ? (real[j] as number) : { real: real[j] as number, imaginary: imaginary[j] as number };
  };
  return {
    minimum: named(minimum.point),
    ...(iteration === null
      ? {}
      : {
          iterationEigenvalues: [...iteration.eigenvalues.real.keys()].map(eigenvalue),
          stableRates: iteration.limit === null ? null : [0, iteration.limit],
          forbiddenBy: iteration.forbids === null ? null : eigenvalue(iteration.forbids),
          zeroOfWritten: iteration.zero === null ? null : named(iteration.zero),
          endsAtMinimum: sameEnd,
        }),
    ...(exact === null
      ? {}
      : { rateLimitTrueGradient: exact.limit, bestRateTrueGradient: exact.best, epochsTrueGradient: exact.epochs }),
    floor,
  };
}

const short = (x: number): string => String(Number(x.toPrecision(4)));
