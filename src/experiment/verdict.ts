import type { Text } from '../base/text.js';
import { outcomeWords } from '../figure/words.js';
import type { ComparedModel, Comparison } from './comparison.js';

/** Below it two formulas are about as good (Burnham and Anderson 2002, §2.6). */
const CLOSE = 2;

/** What a comparison says, a sentence each. */
export function verdict(made: Pick<Comparison, 'models' | 'tests' | 'best' | 'next'>): Text[] {
  return [
    ranking(made),
    ...(made.tests.length === 0 ? [NO_TEST] : []),
    ...made.models.flatMap(untrusted),
    ...made.tests.flatMap(tooBad),
    ...made.tests.flatMap(inexact),
  ];
}

function ranking({ best, next }: Pick<Comparison, 'best' | 'next'>): Text {
  if (best === null)
    return {
      en: 'No formula has an AICc here: the loss is no likelihood, or there are too few rows.',
      ko: 'AICc를 구할 수 있는 식이 없습니다. 손실이 우도가 아니거나 행이 너무 적습니다.',
    };
  const place = best.index + 1;
  const first = { en: `Best by AICc: ${place}, ${best.formula}`, ko: `AICc로 가장 좋은 식: ${place}번, ${best.formula}` };
  if (next === null) return { en: `${first.en}; no other formula has one.`, ko: `${first.ko}. 다른 식에는 AICc가 없습니다.` };
  const other = next.index + 1;
  const delta = short(next.deltaAicc);
  const ratio = ratioText(next.evidenceRatio ?? Number.POSITIVE_INFINITY);
  return next.deltaAicc < CLOSE
    ? {
        en: `${first.en}. But ${other} is only ${delta} above it: the data hardly tell these two apart.`,
        ko: `${first.ko}. 그러나 ${other}번과 차이가 ${delta}뿐이어서 데이터로는 둘을 거의 구별할 수 없습니다.`,
      }
    : {
        en: `${first.en}. The next, ${other}, is ${delta} above it: the evidence for the best is ${ratio} times as strong.`,
        ko: `${first.ko}. 다음은 ${other}번으로 ${delta}만큼 크며, 가장 좋은 식의 증거가 ${ratio}배 강합니다.`,
      };
}

const NO_TEST: Text = {
  en: 'No F-test: that one of these formulas contains another is not proved; if you know that it is so, say --nested.',
  ko: 'F 검정은 하지 않았습니다. 한 식이 다른 식을 포함한다는 것이 증명되지 않았습니다. 그렇다고 알고 있으면 --nested를 쓰세요.',
};

function untrusted({ outcome, fit }: ComparedModel, index: number): Text[] {
  const errors = fit.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  if ((outcome === 'converged' || outcome === 'stopped-by-rule') && errors.length === 0) return [];
  const why = (lang: keyof Text): string =>
    errors.length === 0 ? (lang === 'ko' ? outcomeWords(outcome, lang) : outcome) : errors.join(', ');
  return [
    {
      en: `The fit of ${index + 1} is not to be trusted (${why('en')}): fit it alone to see why.`,
      ko: `${index + 1}번의 결과는 믿을 수 없습니다(${why('ko')}). 따로 맞추어 까닭을 확인하세요.`,
    },
  ];
}

function tooBad({ small, large, worse, atBounds }: Comparison['tests'][number]): Text[] {
  if (!worse) return [];
  if (atBounds !== undefined)
    return [
      {
        en: `${large + 1} contains ${small + 1} and yet fits worse: bounds hold ${atBounds.join(', ')}, and may keep ${small + 1} out. Check them; else give it another start.`,
        ko: `${large + 1}번은 ${small + 1}번을 포함하는데도 더 나쁘게 맞습니다. 범위 끝에 멈춘 매개변수가 있어(${atBounds.join(', ')}) ${small + 1}번이 범위 밖일 수 있습니다. 범위를 확인하고, 범위가 맞으면 다른 시작값을 주세요.`,
      },
    ];
  return [
    {
      en: `${large + 1} contains ${small + 1} and yet fits worse: it is not at its minimum. Give it another start.`,
      ko: `${large + 1}번은 ${small + 1}번을 포함하는데도 더 나쁘게 맞습니다. 최솟값에 이르지 못했으므로 다른 시작값을 주세요.`,
    },
  ];
}

/** At a bound the statistic is a mixture of χ² distributions, of which a test by its full degrees of freedom is the largest (Chernoff 1954; Self and Liang 1987, J. Amer. Statist. Assoc. 82). */
function inexact({ small, large, test, atBounds }: Comparison['tests'][number]): Text[] {
  if (test === null || atBounds === undefined) return [];
  const names = atBounds.join(', ');
  return [
    {
      en: `The p of ${large + 1} against ${small + 1} is not exact: ${names} ${atBounds.length === 1 ? 'stands at its bound' : 'stand at their bounds'}, and the degrees of freedom count ${atBounds.length === 1 ? 'it' : 'them'} as free, as AIC and BIC do. Where the smaller formula is itself at that bound, p is up to twice too large (Self and Liang 1987).`,
      ko: `${large + 1}번과 ${small + 1}번을 비교한 p는 정확하지 않습니다. 범위 끝에 멈춘 매개변수가 있는데(${names}) 자유도와 AIC, BIC는 이를 자유로운 것으로 셉니다. 작은 식이 바로 그 범위 끝에 해당하면 p는 실제보다 최대 두 배 큽니다(Self와 Liang 1987).`,
    },
  ];
}

const short = (x: number): string => String(Number(x.toPrecision(3)));
const ratioText = (x: number): string =>
  x === Number.POSITIVE_INFINITY ? '∞' : x >= 1e4 ? x.toExponential(0).replace('+', '') : short(x);
