import type { FigureRequest } from '../../experiment/figure-requests.js';
import { runFitAsync } from '../../experiment/fit.js';
import type { FitOptions } from '../../experiment/options.js';
import type { Run } from '../../experiment/run-result.js';
import { jsonText } from '../../node/json-text.js';
import { applyFixes } from '../apply-fixes.js';
import { attend } from '../attention.js';
import type { Command, Options } from '../command.js';
import { addFitOptions, fitOptionsOf } from '../fit-options.js';
import { fitReport } from '../fit-report.js';
import { tellLeftOut } from '../left-out.js';
import { dataArgument, formulaArgument, tableOptions } from '../option-values.js';
import { plainData, wholeData } from '../read-data.js';
import { recordOptions, themeOption } from '../record-options.js';
import { repeatLine } from '../repeat-line.js';
import { EXIT, type Session } from '../session.js';
import { studyOf, studyOption } from '../study-option.js';
import { fitExit, isCancelled } from '../verdict.js';

export const fit: Command = {
  name: 'fit',
  summary: { en: 'fit a formula to a file of data', ko: '데이터 파일에 식을 맞춤' },
  examples: [
    {
      line: "downhill fit data.csv 'y ~ a*x + b'",
      does: {
        en: 'a straight line; every name that is no column is a parameter',
        ko: '직선. 열 이름이 아닌 이름은 모두 매개변수',
      },
    },
    {
      line: "downhill fit data.csv 'y ~ W*sin(x) + b' --method gd --learning-rate 0.7 --stop 'mae < 0.001' --out fit",
      does: {
        en: 'plain gradient descent, with figures and trace in the folder fit',
        ko: '단순 경사 하강법. 그림과 과정은 fit 폴더에 저장',
      },
    },
    {
      line: "downhill fit co2-concentration.csv 'CO2 ~ a + b*t + c*t^2 + A*sin(2*pi*t) + B*cos(2*pi*t)' --let 't = years(Date) - 1958'",
      does: { en: 'a trend and a yearly cycle, over time in years', ko: '추세와 한 해 주기, 시간은 연 단위' },
    },
    {
      line: "downhill fit data.csv 'y1 ~ a*exp(-k*t); y2 ~ c*exp(-k*t)' --sigma '0.1, 5'",
      does: {
        en: 'two responses that share k, each with its standard deviation',
        ko: 'k를 공유하는 두 반응값, 표준편차는 하나씩',
      },
    },
    {
      line: "cat data.csv | downhill fit - 'y ~ A*exp(-k*x)' --bounds '0 < k < 10' --json",
      does: { en: 'from a pipe, as JSON', ko: '파이프로 읽어 JSON으로 출력' },
    },
  ],
  define: async (command, session) => {
    const { say } = session;
    formulaArgument(dataArgument(command, say), say);
    addFitOptions(command, session);
    studyOption(command, session);
    const charts = session.help
      ? (await import('../../figure/charts/index.js')).CHARTS.map((chart) => chart.name).join(', ')
      : '';
    tableOptions(command, say)
      .option(
        '--float32',
        say({
          en: 'keep the numbers with 7 digits, in half the memory',
          ko: '수를 7자리로 보관해 메모리를 절반만 사용',
        }),
      )
      .option('--apply-fix', say({ en: 'fit again with what the findings propose', ko: '진단이 제안한 대로 고쳐 다시 맞춤' }))
      .option(
        '--figures <names>',
        say({
          en: `with --out, separated by commas: ${charts}; or none. Default data,fit,loss`,
          ko: `--out과 함께, 쉼표로 구분: ${charts}, 없으면 none. 기본값 data,fit,loss`,
        }),
      )
      .option(
        '--out <folder>',
        say({
          en: 'write result, trace, fitted rows (up to 100,000), figures and the command that repeats it',
          ko: '결과, 과정, 적합한 행(100,000행까지), 그림, 되풀이할 명령을 이 폴더에 저장',
        }),
      )
      .option('--no-plot', say({ en: 'print no plot', ko: '그래프를 출력하지 않음' }));
    themeOption(command, session);
  },
  run: async ([data = '', formula = ''], options, session) => {
    const { io } = session;
    const study = studyOf(options.study);
    const given = {
      ...(await fitOptionsOf(options, session)),
      ...(options.float32 === true ? { float32: true } : {}),
      ...(study === undefined ? {} : { study }),
    };
    const figures =
      options.figures === undefined && options.out === undefined
        ? []
        : (await import('../figure-names.js')).figureRequests(options.figures as string | undefined);
    const out = options.out as string | undefined;
    if (out !== undefined) await (await import('../../node/record.js')).checkFolder(out);
    const plain = await plainData(data, [formula], options, session, given);
    const parts = plain === null ? ((await io.largeFile?.(data)) ?? null) : null;
    if (parts !== null) return (await import('../fit-large.js')).fitLarge(parts, data, formula, given, options, session);
    const table = plain ?? (await wholeData(data, options, session, given));
    const fitted = (more: FitOptions): Promise<Run> =>
      watched(session, { ...given, ...more }, (watch, pause) =>
        runFitAsync(formula, table, { ...given, ...more, ...watch }, { pause }),
      );
    const first = await fitted({});
    const run = options.applyFix === true ? await applyFixes(first, fitted, session) : first;
    const written = out === undefined ? [] : await record(run, figures, out, options, session);
    if (session.json) session.print(jsonText(run.result));
    else await report(run, options, written, session);
    tellLeftOut(run, given.bootstrap, session);
    return isCancelled(run) ? EXIT.cancelled : fitExit(run.result);
  },
};

async function watched(
  session: Session,
  options: FitOptions,
  work: (watch: Pick<FitOptions, 'cancelled' | 'onEpoch'>, pause: () => Promise<void>) => Promise<Run>,
): Promise<Run> {
  const { end, pause, ...watch } = attend(session, 'fit', options.epochs ?? null);
  try {
    return await work(watch, pause);
  } finally {
    end();
  }
}

async function record(
  run: Run,
  figures: readonly FigureRequest[],
  out: string,
  options: Options,
  session: Session,
): Promise<string[]> {
  const { recordFiles, writeRecord } = await import('../../node/record.js');
  const files = await recordFiles(run, {
    result: run.result,
    figures,
    command: repeatLine(session.words),
    ...recordOptions(options, session),
  });
  await writeRecord(out, files);
  return files.map((file) => file.name);
}

async function report(run: Run, options: Options, written: readonly string[], session: Session): Promise<void> {
  for (const line of fitReport(run.result, session)) session.line(line);
  if (options.plot !== false && !session.quiet) {
    const { terminalPlot } = await import('../../figure/terminal.js');
    const plot = terminalPlot(run.source(), { columns: Math.min(session.io.stdout.columns, 100), rows: 18 });
    if (plot !== '') session.line(`\n${plot}`);
  }
  if (written.length > 0)
    session.line(`\n${session.say({ en: `written to ${options.out}:`, ko: `${options.out}에 저장함:` })} ${written.join(', ')}`);
}
