import { digits } from '../base/number-format.js';
import type { Text } from '../base/text.js';
import { WORDS } from '../experiment/labels.js';
import type { Sweep, SweptMethod, SweptRate } from '../experiment/sweep/result.js';
import type { Session } from './session.js';
import { sweepMap } from './sweep-map.js';
import { alignedTable } from './table-text.js';
import { wrapped } from './wrapped.js';

/** What `sweep` prints: a table of rates and a map of characters for each method, and what they mean. */
export function sweepReport(found: Sweep, session: Session): string[] {
  const { say, paint } = session;
  const { data, formula, starts, epochs, methods } = found;
  const rows = say({
    en: `${data.source}, ${data.rows} row${data.rows === 1 ? '' : 's'}${data.skipped > 0 ? ` (${data.skipped} left out)` : ''}`,
    ko: `${data.source}, ${data.rows}행${data.skipped > 0 ? ` (${data.skipped}행 제외)` : ''}`,
  });
  const runs = say({
    en: `${starts.length} start${starts.length === 1 ? '' : 's'}, at most ${epochs} epochs`,
    ko: `시작점 ${starts.length}개, 최대 ${epochs}에포크`,
  });
  return [
    paint.strong(formula),
    paint.faint(`${rows} · ${runs}`),
    ...wrapped([say(criterion(found))], 0, session).map(paint.faint),
    ...methods.flatMap((method) => [
      '',
      ...(methods.length > 1 ? [`  ${paint.strong(method.name)}`] : []),
      ...rateTable(method, session),
      '',
      ...sweepMap(found, method, session),
    ]),
    '',
    ...wrapped(found.verdict, 2, session),
  ];
}

/** When a run has arrived. */
function criterion({ criterion: { stop, share } }: Sweep): Text {
  if (stop !== null) return { en: `arrived: ${stop}`, ko: `도착: ${stop}` };
  return {
    en: `arrived: the loss is above the lowest minimum by at most ${share} of what it was at the start`,
    ko: `도착: 가장 낮은 최솟값과의 손실 차이가 시작 때의 ${share}배 이하`,
  };
}

const COLUMNS: readonly { readonly title: Text; readonly of: (rate: SweptRate) => number; readonly always?: true }[] = [
  { title: { en: 'arrived', ko: '도착' }, of: ({ arrived }) => arrived, always: true },
  { title: { en: 'elsewhere', ko: '다른 최솟값' }, of: ({ elsewhere }) => elsewhere },
  { title: { en: 'out of epochs', ko: '에포크 소진' }, of: ({ outOfEpochs }) => outOfEpochs },
  { title: { en: 'diverged', ko: '발산' }, of: ({ diverged }) => diverged },
  { title: { en: 'not finished', ko: '끝나지 않음' }, of: ({ others }) => others },
];
const MEDIAN: Text = { en: 'epochs (median)', ko: '에포크(중앙값)' };
const LEFT: Text = { en: 'left (median)', ko: '남은 거리(중앙값)' };

/** The rates with what became of their runs; the limit, and the best in theory, stand between them as lines of their own. */
function rateTable({ rates, best, stabilityLimit, bestInTheory }: SweptMethod, { say, paint }: Session): string[] {
  const columns = COLUMNS.filter(({ of, always }) => always === true || rates.some((rate) => of(rate) > 0));
  const isLeft = rates.some(({ medianLeft }) => medianLeft !== null);
  const [head, ...lines] = alignedTable(
    [
      [say(WORDS.rate), ...columns.map(({ title }) => say(title)), say(MEDIAN), ...(isLeft ? [say(LEFT)] : [])],
      ...rates.map((rate) => [
        digits(rate.rate, 6),
        ...columns.map(({ of, always }) => share(of(rate), rate.runs, always === true)),
        digits(rate.medianEpochs, 6),
        ...(isLeft ? [percent(rate.medianLeft)] : []),
      ]),
    ],
    ['right', ...columns.map(() => 'right' as const), 'right', 'right'],
  );
  const between = [
    { at: stabilityLimit, text: { en: 'stability limit', ko: '안정 한계' }, mark: paint.severity.warning },
    { at: bestInTheory, text: { en: 'best in theory', ko: '이론상 최적' }, mark: paint.faint },
  ].filter((one) => one.at !== null && one.at >= (rates[0]?.rate ?? 0) && one.at <= (rates.at(-1)?.rate ?? 0));
  return [
    paint.faint(`  ${head}`),
    ...rates.flatMap((rate, i) => {
      const before = rates[i - 1]?.rate ?? 0;
      const here = between.filter(({ at }) => (at as number) > before && (at as number) <= rate.rate);
      const line = `  ${lines[i]}`;
      const isBest = best?.rate === rate.rate;
      return [
        ...here
          .sort((a, b) => (a.at as number) - (b.at as number))
          .map(({ at, text, mark }) => mark(`  ── ${say(text)} ${digits(at, 4)} ──`)),
        isBest ? paint.strong(`${line}  ← ${say({ en: 'fastest', ko: '가장 빠름' })}`) : line,
      ];
    }),
  ];
}

/** Of the way down; nothing where every run ended otherwise. */
const percent = (left: number | null): string => (left === null ? '' : `${digits(100 * left, 2)}%`);

const share = (count: number, of: number, always: boolean): string =>
  always ? `${count}/${of}` : count === 0 ? '·' : String(count);
