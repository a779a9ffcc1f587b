import { digits } from '../base/number-format.js';
import type { Text } from '../base/text.js';
import { OUTCOME, WORDS } from '../experiment/labels.js';
import type { Race } from '../experiment/race/conclusion.js';
import type { RacedMethod } from '../experiment/race/result.js';
import { raceBars } from '../figure/race-bars.js';
import { UNICODE } from '../figure/terminal-signs.js';
import type { Session } from './session.js';
import { alignedTable, textWidth } from './table-text.js';
import { wrapped } from './wrapped.js';

/** Cells of a course, and the room that it takes with the blanks before it. */
const COURSE = 20;

/** What `race` prints: the methods in the order of their ranking, each with the course of its loss, and what it means. */
export function raceReport({ result, source }: Race, session: Session, plot: boolean): string[] {
  const { say, paint, io } = session;
  const { data, start, lowest, methods, ranking } = result;
  const rows = say({
    en: `${data.source}, ${data.rows} row${data.rows === 1 ? '' : 's'}${data.skipped > 0 ? ` (${data.skipped} left out)` : ''}`,
    ko: `${data.source}, ${data.rows}행${data.skipped > 0 ? ` (${data.skipped}행 제외)` : ''}`,
  });
  const begins = placeText(start.parameters);
  const ranked = ranking.map((i) => methods[i] as RacedMethod);
  const [head = '', ...lines] = alignedTable(
    [
      ['', ...COLUMNS.map(({ title }) => say(title))],
      ...ranked.map((method) => [String(method.rank), ...COLUMNS.map(({ of }) => of(method, session))]),
    ],
    ['right', ...COLUMNS.map(({ align }) => align)],
  );
  const width = Math.max(...[head, ...lines].map(textWidth));
  const drawn = plot && width + COURSE + 4 <= io.stdout.columns;
  const bars = drawn ? raceBars(source, COURSE, UNICODE.levels) : [];
  const filled = (line: string): string => (drawn ? line + ' '.repeat(width - textWidth(line) + 2) : line);
  return [
    `${paint.strong(result.formula)}   ${paint.faint(rows)}`,
    ...wrapped(
      [
        say({
          en: `from ${begins}, where the loss is ${digits(start.loss, 5)}, to ${digits(lowest.loss, 5)} at ${placeText(lowest.parameters)}`,
          ko: `시작 ${begins}(손실 ${digits(start.loss, 5)}), 최솟값 ${placeText(lowest.parameters)}(손실 ${digits(lowest.loss, 5)})`,
        }),
      ],
      2,
      session,
    ).map(paint.faint),
    '',
    paint.faint(`  ${filled(head)}${drawn ? say({ en: 'loss over evaluations', ko: '계산 횟수에 따른 손실' }) : ''}`),
    ...ranked.map((method, i) => {
      const line = filled(lines[i] as string);
      const shown = method.rank === 1 && method.target !== null ? paint.strong(line) : line;
      return `  ${shown}${drawn ? paint.faint(bars[i] as string) : ''}`.trimEnd();
    }),
    '',
    ...wrapped(result.verdict, 2, session),
  ];
}

/** `A = 1, k = 0.5`; the first six. */
function placeText(parameters: Readonly<Record<string, number>>): string {
  const named = Object.entries(parameters).map(([name, value]) => `${name} = ${digits(value, 4)}`);
  return named.slice(0, 6).join(', ') + (named.length > 6 ? ', …' : '');
}

const count = (evaluations: number | undefined): string => (evaluations === undefined ? '–' : digits(evaluations, 9));

const COLUMNS: readonly {
  readonly title: Text;
  readonly align: 'left' | 'right';
  readonly of: (method: RacedMethod, session: Session) => string;
}[] = [
  { title: WORDS.method, align: 'left', of: ({ label }) => label },
  { title: { en: 'to 1e-6', ko: '1e-6까지' }, align: 'right', of: ({ target }) => count(target?.evaluations) },
  { title: { en: 'evaluations', ko: '손실 계산' }, align: 'right', of: ({ stop }) => count(stop.evaluations) },
  { title: WORDS.epochs, align: 'right', of: ({ stop }) => String(stop.epochs) },
  {
    title: { en: 'above lowest', ko: '최솟값과의 차' },
    align: 'right',
    of: ({ above }) => (Number.isFinite(above) ? digits(above, 2) : '–'),
  },
  { title: WORDS.outcome, align: 'left', of: outcomeText },
];

function outcomeText({ outcome, arrived }: RacedMethod, { say }: Session): string {
  if (arrived === 'elsewhere') return say({ en: 'converged elsewhere', ko: '다른 곳에 수렴' });
  return say(outcome === 'not-finite' ? NOT_FINITE : OUTCOME[outcome]);
}

/** The whole sentence does not fit into a table. */
const NOT_FINITE: Text = { en: 'not finite', ko: '유한하지 않음' };
