import { digits } from '../base/number-format.js';
import type { Text } from '../base/text.js';
import type { ComparedModel, Comparison, TestedPair } from '../experiment/comparison.js';
import { WORDS } from '../experiment/labels.js';
import type { Session } from './session.js';
import { alignedTable } from './table-text.js';
import { wrapped } from './wrapped.js';

/** What `compare` prints: the formulas by number, their figures, the tests, and what it means. */
export function compareReport(found: Comparison, session: Session): string[] {
  const { say, paint } = session;
  const { data, models, best } = found;
  const rows = say({
    en: `${data.source}, ${data.rows} row${data.rows === 1 ? '' : 's'}${data.skipped > 0 ? ` (${data.skipped} left out of all)` : ''}`,
    ko: `${data.source}, ${data.rows}행${data.skipped > 0 ? ` (모든 식에서 ${data.skipped}행 제외)` : ''}`,
  });
  const mark = (model: ComparedModel, text: string): string =>
    models.indexOf(model) === best?.index ? paint.strong(text) : text;
  const columns = COLUMNS.filter(({ of }) => models.some((model) => of(model) !== null));
  const [head, ...lines] = alignedTable(
    [
      ['', ...columns.map(({ title }) => say(title))],
      ...models.map((model, i) => [String(i + 1), ...columns.map(({ of, places = 6 }) => digits(of(model), places))]),
    ],
    ['right', ...columns.map(() => 'right' as const)],
  );
  const tests = found.tests.flatMap((pair) => wrapped([say(testText(pair))], 2, session));
  return [
    paint.faint(rows),
    '',
    ...models.map((model, i) => `  ${i + 1}  ${mark(model, model.formula)}`),
    '',
    paint.faint(`  ${head}`),
    ...lines.map((line, i) => `  ${mark(models[i] as ComparedModel, line)}`),
    ...(tests.length === 0 ? [] : ['', ...tests]),
    '',
    ...wrapped(found.verdict, 2, session),
  ];
}

const COLUMNS: readonly {
  readonly title: Text;
  readonly of: (model: ComparedModel) => number | null;
  readonly places?: number;
}[] = [
  { title: WORDS.parameters, of: ({ parameters }) => parameters },
  { title: { en: 'df', ko: '자유도' }, of: ({ degreesOfFreedom }) => degreesOfFreedom },
  { title: { en: 'RSS', ko: 'RSS' }, of: ({ rss }) => rss, places: 5 },
  { title: { en: 'R²', ko: 'R²' }, of: ({ rSquared }) => rSquared, places: 5 },
  { title: { en: 'adj. R²', ko: '수정 R²' }, of: ({ adjustedRSquared }) => adjustedRSquared, places: 5 },
  { title: { en: 'AIC', ko: 'AIC' }, of: ({ aic }) => aic, places: 5 },
  { title: { en: 'BIC', ko: 'BIC' }, of: ({ bic }) => bic, places: 5 },
  { title: { en: 'AICc', ko: 'AICc' }, of: ({ aicc }) => aicc, places: 5 },
  { title: { en: 'ΔAICc', ko: 'ΔAICc' }, of: ({ deltaAicc }) => deltaAicc, places: 3 },
  { title: { en: 'weight', ko: '가중치' }, of: ({ weight }) => weight, places: 2 },
];

/** From here on a larger formula counts as better by more than chance. */
const CHANCE = 0.05;

function testText({ small, large, test, by, how }: TestedPair): Text {
  const settings = Object.entries(by ?? {}).filter(([name, value]) => name !== value);
  const set = settings.map(([name, value]) => `${name} = ${value}`).join(', ');
  const in_ = {
    en: `${large + 1} contains ${small + 1}${set !== '' ? ` (${set})` : how === 'columns' ? ' (linear, on these rows)' : how === 'asked' ? ' (as said)' : ''}`,
    ko: `${large + 1}번은 ${small + 1}번을 포함${set !== '' ? `(${set})` : how === 'columns' ? '(이 행들에서 선형)' : how === 'asked' ? '(지정함)' : ''}`,
  };
  if (test === null) return { en: `${in_.en}: no test`, ko: `${in_.ko}: 검정 없음` };
  const freedom = test.denominator === null ? test.numerator : `${test.numerator}, ${test.denominator}`;
  const figures = `${test.test}(${freedom}) = ${digits(test.statistic, 4)}, p = ${digits(test.p, 2)}`;
  return test.p < CHANCE
    ? { en: `${in_.en}: ${figures}: better by more than chance`, ko: `${in_.ko}: ${figures}. 우연 이상으로 더 잘 맞음` }
    : { en: `${in_.en}: ${figures}: no better than chance allows`, ko: `${in_.ko}: ${figures}. 우연으로도 가능한 차이` };
}
