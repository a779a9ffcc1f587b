import { joined, type Text } from '../../base/text.js';
import { numberText } from '../../figure/number-text.js';
import type { MethodRace, RacedMethod } from './result.js';

type Told = Pick<MethodRace, 'methods' | 'ranking' | 'lowest' | 'target' | 'notRun'>;

/** What a race says, a sentence each. @param written all of them follow a hand-written gradient. */
export function raceVerdict(race: Told, written: boolean): Text[] {
  const { methods, notRun, lowest } = race;
  const elsewhere = methods.filter(({ arrived }) => arrived === 'elsewhere');
  const lost = methods.filter(({ outcome }) => outcome === 'diverged' || outcome === 'not-finite');
  const rated = lost.some(({ learningRate }) => learningRate !== null);
  return [
    ...order(race),
    ...(elsewhere.length === 0 ? [] : [(written ? AT_ITS_ZERO : ELSEWHERE)(names(elsewhere), elsewhere.length)]),
    ...(lost.length === 0 ? [] : [LOST(names(lost), rated && !written)]),
    ...(lowest.by === null ? [written ? BY_TRUE : SEARCHED] : []),
    ...(notRun.length === 0 ? [] : [NOT_RUN(notRun.join(', '))]),
  ];
}

const names = (methods: readonly RacedMethod[]): string => methods.map(({ label }) => label).join(', ');

function order({ methods, ranking }: Told): Text[] {
  const there = ranking.map((i) => methods[i] as RacedMethod).filter(({ target }) => target !== null);
  const [first, second] = there;
  if (first === undefined) return methods.length === 0 ? [] : [NOBODY];
  const spent = spentBy(first);
  const won = {
    en: `${first.label} was there first: ${evaluations(spent).en} made all but a millionth of the drop`,
    ko: `가장 먼저 도착한 방법은 ${first.label}: ${evaluations(spent).ko}으로 내리막을 백만분의 1만 남기고 내려감`,
  };
  if (second === undefined)
    return [
      methods.length === 1
        ? ended(won)
        : ended(joined(won, { en: '; no other method came so far', ko: '. 다른 방법은 거기까지 가지 못함' })),
    ];
  const next = spentBy(second);
  const times = numberText(next / spent, 2);
  const then =
    next === spent
      ? { en: `; ${second.label} took as many`, ko: `. ${second.label}도 같은 횟수` }
      : {
          en: `; ${second.label} took ${numberText(next, 6)}, ${times} times as many`,
          ko: `. 다음은 ${second.label}: ${evaluations(next).ko}(${times}배)`,
        };
  const last = there.at(-1) as RacedMethod;
  const slowest = {
    en: `; the last to arrive, ${last.label}, took ${numberText(spentBy(last), 6)}`,
    ko: `. 마지막으로 도착한 방법은 ${last.label}: ${evaluations(spentBy(last)).ko}`,
  };
  return [ended(joined(won, then, ...(last === second ? [] : [slowest])))];
}

const spentBy = ({ target }: RacedMethod): number => target?.evaluations as number;
const evaluations = (count: number): Text => ({
  en: `${numberText(count, 6)} evaluation${count === 1 ? '' : 's'}`,
  ko: `손실 계산 ${numberText(count, 6)}번`,
});
const ended = (text: Text): Text => joined(text, { en: '.', ko: '.' });

const NOBODY: Text = {
  en: 'No method made all but a millionth of the drop to the lowest loss that is known: they are ranked by their last loss.',
  ko: '알려진 가장 낮은 손실까지의 내리막을 백만분의 1만 남기고 다 내려간 방법이 없어 마지막 손실로 순위를 매겼습니다.',
};
const ELSEWHERE = (who: string, many: number): Text => ({
  en: `${who} converged elsewhere: ${many === 1 ? 'its end lies' : 'their ends lie'} above the lowest minimum.`,
  ko: `다른 곳에 수렴한 방법: ${who}. 그곳의 손실은 가장 낮은 최솟값보다 큽니다.`,
});
const AT_ITS_ZERO = (who: string): Text => ({
  en: `${who} converged where the hand-written gradient is zero, which is not the minimum. A fit with this gradient says what is wrong.`,
  ko: `다른 곳에 수렴한 방법: ${who}. 직접 쓴 기울기가 0이 되는 곳이지만 최솟값이 아닙니다. 무엇이 틀렸는지는 fit이 알려 줍니다.`,
});
const LOST = (who: string, rated: boolean): Text => ({
  en: `${who} lost the way${rated ? ': a smaller learning rate may keep it' : ''}.`,
  ko: `길을 잃은 방법: ${who}.${rated ? ' 학습률을 줄이면 나아질 수 있습니다.' : ''}`,
});
const SEARCHED: Text = {
  en: 'The lowest minimum is one that only a search from other starts found.',
  ko: '가장 낮은 최솟값은 다른 시작점에서의 탐색으로만 찾았습니다.',
};
const BY_TRUE: Text = {
  en: 'All follow the hand-written gradient, but the lowest minimum was found with the true one.',
  ko: '모든 방법이 직접 쓴 기울기를 따르지만, 가장 낮은 최솟값은 참 기울기로 찾았습니다.',
};
const NOT_RUN = (who: string): Text => ({
  en: `Cancelled before ${who} had begun: the lowest loss is that of the methods that ran.`,
  ko: `시작하기 전에 취소된 방법: ${who}. 가장 낮은 손실은 실행된 방법들 가운데 가장 낮은 값입니다.`,
});
