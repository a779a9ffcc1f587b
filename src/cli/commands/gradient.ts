import { gradient as derive, type GradientOfFormula, withResponse } from '../../experiment/gradient.js';
import { name, namesIn } from '../../expression/node.js';
import { javascript, parseFormula, latex as texOf } from '../../language/index.js';
import { LOSSES } from '../../objective/losses/index.js';
import type { Command, Options } from '../command.js';
import { usageError } from '../failure.js';
import { names, tableOptions } from '../option-values.js';
import { EXIT, type Session } from '../session.js';
import { alignedTable } from '../table-text.js';

const LOSS_NAMES = LOSSES.map((loss) => loss.name).join(', ');

export const gradient: Command = {
  name: 'gradient',
  summary: {
    en: 'the exact derivatives of a formula, to read and to paste',
    ko: '식의 정확한 도함수를 읽고 붙여넣을 수 있게 보여 줌',
  },
  examples: [
    {
      line: "downhill gradient 'y ~ W*sin(x) + b'",
      does: { en: 'x is taken for a column, as its name suggests', ko: 'x는 이름대로 열로 봄' },
    },
    {
      line: "downhill gradient 'CO2 ~ a + b*year' --columns year",
      does: { en: 'saying which names are columns', ko: '어느 이름이 열인지 밝힘' },
    },
    {
      line: "downhill gradient 'y1 ~ a*exp(-k*t); y2 ~ c*exp(-k*t)'",
      does: { en: 'of several formulas, one after the other', ko: '식 여러 개를 차례로' },
    },
    {
      line: "downhill gradient 'y ~ W*sin(x) + b' --data data.csv --json",
      does: { en: 'the columns of a file', ko: '파일의 열 이름을 사용' },
    },
  ],
  define: (command, { say }) => {
    command
      .argument(
        '<formula>',
        say({ en: "as 'y ~ W*sin(x) + b', between quotation marks", ko: "'y ~ W*sin(x) + b' 꼴, 따옴표로 감쌀 것" }),
      )
      .option(
        '--columns <names>',
        say({
          en: 'the names that are columns, separated by commas; all others are parameters',
          ko: '열인 이름들, 쉼표로 구분. 나머지는 모두 매개변수',
        }),
      )
      .option(
        '--parameters <names>',
        say({ en: 'the names that are parameters; all others are columns', ko: '매개변수인 이름들. 나머지는 모두 열' }),
      )
      .option('--data <file>', say({ en: 'take the columns of this file', ko: '이 파일의 열 이름을 사용' }))
      .option('--loss <name>', say({ en: `${LOSS_NAMES}; default half-mse`, ko: `${LOSS_NAMES}. 기본값 half-mse` }));
    tableOptions(command, say);
  },
  run: async ([formula = ''], options, session) => {
    const roles = await columnsOf(formula, options, session);
    const loss = options.loss === undefined ? {} : { loss: String(options.loss) };
    const { equations } = parseFormula(withResponse(formula));
    const each = equations.length === 1 ? [formula] : equations.map(({ text }) => text);
    const texts = each.map((equation) => derive(equation, roles.columns, loss));
    if (session.json) {
      const { jsonText } = await import('../../node/json-text.js');
      const derived = texts.length === 1 ? texts[0] : { formula, equations: texts };
      session.print(jsonText({ schema: 'downhill.gradient/1', ...derived, guessed: roles.guessed }));
    } else
      for (const [k, one] of texts.entries()) {
        if (texts.length > 1) session.print(`${k === 0 ? '' : '\n\n'}${session.paint.strong(one.formula)}\n\n`);
        for (const line of report(one, roles.guessed, session)) session.print(`${line}\n`);
      }
    const shared = sharedBy(texts);
    if (shared.length > 0 && !session.json)
      session.print(
        `\n${session.say({
          en: `${shared.join(', ')}: in several formulas. The loss of a common fit is the mean over all their rows, so that their sums add up.`,
          ko: `${shared.join(', ')}: 여러 식에 함께 있음. 함께 맞출 때의 손실은 모든 식의 모든 행에 대한 평균이므로 합끼리 더합니다.`,
        })}\n`,
      );
    return EXIT.done;
  },
};

/** The parameters that stand in more than one of the formulas. */
const sharedBy = (texts: readonly GradientOfFormula[]): string[] => {
  const all = texts.flatMap(({ parameters }) => parameters);
  return [...new Set(all.filter((name, i) => all.indexOf(name) !== i))];
};

/** Names of one sort begin so when nobody says which they are: x, x1, X_train, t, time. */
const COLUMN_LIKE = /^(?:x|X|t|T)(?:$|[\d_])|^(?:time|year|date|index)/i;

async function columnsOf(formula: string, options: Options, session: Session): Promise<{ columns: string[]; guessed: boolean }> {
  const given = ['columns', 'parameters', 'data'].filter((key) => options[key] !== undefined);
  if (given.length > 1)
    throw usageError(
      'options-conflict',
      `--${given[0]} and --${given[1]} were both given`,
      'one of them says it all',
      `--${given[1]}`,
    );
  const { uses, equations } = parseFormula(withResponse(formula));
  const all = [...new Set(uses.map((use) => use.name))];
  const response = equations.map((equation) => equation.response);
  const left = response.flatMap((expression) => namesIn(expression));
  if (options.columns !== undefined)
    return { columns: [...new Set([...left, ...names(String(options.columns))])], guessed: false };
  if (options.parameters !== undefined) {
    const parameters = names(String(options.parameters));
    return { columns: [...new Set([...left, ...all.filter((name) => !parameters.includes(name))])], guessed: false };
  }
  if (options.data !== undefined) {
    const { readTable } = await import('../../data/read.js');
    const { bytes, source } = await session.io.readInput(String(options.data));
    const { encoding, delimiter } = options;
    const table = readTable(bytes, {
      source,
      ...(encoding === undefined ? {} : { encoding: String(encoding) }),
      ...(delimiter === undefined ? {} : { delimiter: String(delimiter) }),
    });
    return { columns: [...table.columns.keys()], guessed: false };
  }
  return { columns: [...new Set([...left, ...all.filter((name) => COLUMN_LIKE.test(name))])], guessed: true };
}

function report(texts: GradientOfFormula, guessed: boolean, { say, paint }: Session): string[] {
  const { response, parameters, derivatives, prediction, formula } = texts;
  const read = texts.columns.filter((name) =>
    new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}(?![\\p{L}\\p{N}_])`, 'u').test(formula),
  );
  const rows = [
    [say({ en: 'response', ko: '반응값' }), response],
    [
      say({ en: 'columns', ko: '열' }),
      `${read.join(', ')}${guessed ? `   ${say({ en: '(guessed from their names; say --columns x,t to choose)', ko: '(이름으로 짐작함. --columns x,t로 정할 수 있음)' })}` : ''}`,
    ],
    [say({ en: 'parameters', ko: '매개변수' }), parameters.join(', ')],
  ];
  const section = (title: string, lines: readonly string[]): string[] => [
    '',
    paint.strong(title),
    ...lines.map((line) => `  ${line}`),
  ];
  return [
    ...alignedTable(rows),
    ...section(
      say({ en: 'derivatives of the prediction', ko: '예측값의 도함수' }),
      alignedTable(derivatives.map(({ parameter, derivative }) => [`∂/∂${parameter}`, '=', derivative.text])),
    ),
    ...section(
      say({ en: 'gradient of the loss, as "gradient:" takes it', ko: '손실의 기울기 ("gradient:"에 쓰는 꼴)' }),
      alignedTable(derivatives.map(({ parameter, gradient: { text } }) => [`${parameter}:`, text])),
    ),
    ...section(
      'LaTeX',
      derivatives.map(
        ({ parameter, gradient: { latex } }) => `\\frac{\\partial L}{\\partial ${texOf(name(parameter))}} = ${latex}`,
      ),
    ),
    ...section('NumPy', [
      prediction.numpy,
      ...derivatives.map(({ numpy }) => numpy.slope),
      ...derivatives.map(({ numpy }) => numpy.update),
    ]),
    ...section('JavaScript', [
      `// rows: ${say({ en: 'an array of objects with the columns, n of them', ko: '열 이름을 키로 갖는 객체 n개의 배열' })}`,
      `let ${derivatives.map(({ javascript }) => `${javascript.sum.split(' ')[0]} = 0`).join(', ')};`,
      `for (const { ${[...new Set(read)].map(destructured).join(', ')} } of rows) {`,
      `  ${prediction.javascript}`,
      ...derivatives.map(({ javascript }) => `  ${javascript.sum}`),
      '}',
      ...derivatives.map(({ javascript }) => javascript.update),
    ]),
  ];
}

/** `x`, or `"net weight": net_weight` where the column's name is no name in JavaScript. */
function destructured(column: string): string {
  const code = javascript(name(column));
  return code === column ? column : `${JSON.stringify(column)}: ${code}`;
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
