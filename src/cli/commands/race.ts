import { isTrusted } from '../../experiment/outcome-text.js';
import { runRaceAsync } from '../../experiment/race/race.js';
import { jsonText } from '../../node/json-text.js';
import { attend } from '../attention.js';
import type { Command } from '../command.js';
import { addFitOptions, fitOptionsOf } from '../fit-options.js';
import { dataArgument, formulaArgument, names, tableOptions } from '../option-values.js';
import { raceReport } from '../race-report.js';
import { readData } from '../read-data.js';
import { themeOption } from '../record-options.js';
import { repeatLine } from '../repeat-line.js';
import { EXIT } from '../session.js';

/** Of a fit, and of no race: which method, how starts are searched, how sure its answer is. */
const OF_FITS_ALONE: ReadonlySet<string | undefined> = new Set([
  '--method',
  '--starts',
  '--absolute-sigma',
  '--level',
  '--profile',
  '--bootstrap',
  '--resample',
]);

export const race: Command = {
  name: 'race',
  summary: {
    en: 'methods side by side on one problem, from the same start',
    ko: '한 문제를 같은 시작점에서 여러 방법으로 풀어 비교',
  },
  examples: [
    {
      line: "downhill race data.csv 'y ~ A*exp(-k*x) + c'",
      does: {
        en: 'every method that fits the problem: which is at the minimum after the fewest evaluations of the loss?',
        ko: '문제에 맞는 모든 방법. 손실을 가장 적게 계산하고 최솟값에 이르는 방법은?',
      },
    },
    {
      line: "downhill race data.csv 'y ~ a*x + b' --methods gd,gd@0.1,adam@0.01,momentum@0.01:momentum=0.95,lm --start 'a=0, b=0'",
      does: {
        en: 'these: a learning rate follows @, settings follow colons',
        ko: '이 방법들만. @ 뒤는 학습률, 쌍점 뒤는 설정',
      },
    },
    {
      line: "downhill race data.csv 'y ~ A*exp(-k*x) + c' --epochs 500 --out race",
      does: {
        en: 'with the table, all ways and two figures in the folder race',
        ko: '표, 모든 과정, 그림 두 장을 race 폴더에 저장',
      },
    },
  ],
  define: (command, session) => {
    const { say } = session;
    formulaArgument(dataArgument(command, say), say).option(
      '--methods <list>',
      say({
        en: 'who takes part, separated by commas: gd, adam@0.01 (with its learning rate), lbfgs:memory=5 (with a setting); or all. Default: those that fit the problem',
        ko: '참가할 방법, 쉼표로 구분: gd, adam@0.01(학습률 지정), lbfgs:memory=5(설정 지정), 모두면 all. 기본값은 문제에 맞는 방법들',
      }),
    );
    const ofFits = command.createCommand();
    addFitOptions(ofFits, session);
    for (const option of ofFits.options) if (!OF_FITS_ALONE.has(option.long ?? undefined)) command.addOption(option);
    tableOptions(command, say)
      .option(
        '--out <folder>',
        say({
          en: 'write result, table, ways, figures and the command that repeats it',
          ko: '결과, 표, 과정, 그림, 되풀이할 명령을 이 폴더에 저장',
        }),
      )
      .option('--no-plot', say({ en: 'print no courses', ko: '과정을 출력하지 않음' }));
    themeOption(command, session);
  },
  run: async ([data = '', formula = ''], options, session) => {
    const { method: _, ...given } = await fitOptionsOf(options, session);
    const out = options.out as string | undefined;
    if (out !== undefined) await (await import('../../node/record.js')).checkFolder(out);
    const table = await readData(data, [formula], options, session, given);
    const methods = options.methods === undefined ? {} : { methods: names(options.methods as string) };
    let runs = 'race';
    const { end, pause, ...watch } = attend(session, () => runs, null);
    const found = await runRaceAsync(
      formula,
      table,
      { ...given, ...methods, ...watch },
      {
        pause,
        onMethod: (label) => {
          runs = label ?? session.say({ en: 'the lowest minimum', ko: '가장 낮은 최솟값' });
        },
      },
    ).finally(end);
    const { result } = found;
    const files =
      out === undefined
        ? []
        : await (await import('../../node/race-record.js')).raceFiles(
            found,
            repeatLine(session.words),
            options.theme as 'light' | 'dark' | undefined,
          );
    if (out !== undefined) await (await import('../../node/record.js')).writeRecord(out, files);
    if (session.json) session.print(jsonText(result));
    else for (const line of raceReport(found, session, options.plot !== false)) session.line(line);
    if (files.length > 0)
      session.line(
        `\n${session.say({ en: `written to ${out}:`, ko: `${out}에 저장함:` })} ${files.map(({ name }) => name).join(', ')}`,
      );
    if (watch.cancelled()) return EXIT.cancelled;
    return result.methods.some(({ outcome, target }) => isTrusted(outcome) || target !== null) ? EXIT.done : EXIT.untrustworthy;
  },
};
