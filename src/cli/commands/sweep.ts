import type { Sweep } from '../../experiment/sweep/result.js';
import { sweepAsync } from '../../experiment/sweep/sweep.js';
import type { Theme } from '../../figure/dark.js';
import { jsonText } from '../../node/json-text.js';
import { attend } from '../attention.js';
import type { Command, Options } from '../command.js';
import { addFitOptions, fitOptionsOf } from '../fit-options.js';
import { collect, dataArgument, formulaArgument, names, tableOptions } from '../option-values.js';
import { readData } from '../read-data.js';
import { themeOption } from '../record-options.js';
import { repeatLine } from '../repeat-line.js';
import { EXIT, type Session } from '../session.js';
import { sweepReport } from '../sweep-report.js';
import { sweepStarts } from '../sweep-starts.js';

/** Those of a fit that say the same of each run of a sweep. */
const SHARED = [
  '--set',
  '--epochs',
  '--stop',
  '--loss',
  '--bounds',
  '--fixed',
  '--tie',
  '--gradient',
  '--weights',
  '--sigma',
  '--absolute-sigma',
  '--let',
  '--where',
  '--skip-invalid',
  '--seed',
  '--random',
  '--threads',
];

export const sweep: Command = {
  name: 'sweep',
  summary: {
    en: 'many learning rates from many starts: which arrive, in how many epochs',
    ko: '여러 학습률과 시작점: 어느 것이 몇 에포크 만에 도착하는지',
  },
  examples: [
    {
      line: "downhill sweep data.csv 'y ~ W*sin(x) + b'",
      does: {
        en: 'gradient descent from 20 drawn starts, at rates around the stability limit',
        ko: '안정 한계 주변의 학습률로 시작점 20개에서 경사 하강',
      },
    },
    {
      line: "downhill sweep data.csv 'y ~ W*sin(x) + b' --rates 0.001..3 --starts 'W=uniform(-5,5), b=0' --starts 50 --out sweep",
      does: {
        en: 'from fifty starts drawn so; the map as SVG and PNG, tables and JSON in the folder sweep',
        ko: '이렇게 뽑은 시작점 50개. 지도(SVG, PNG), 표, JSON을 sweep 폴더에 저장',
      },
    },
    {
      line: "downhill sweep data.csv 'y ~ a*exp(-k*x)' --method gd,momentum,adam --rates 0.01,0.1,1 --epochs 5000 --stop 'mae < 0.05'",
      does: {
        en: 'three methods side by side; arrived means that the stop is met',
        ko: '세 방법을 나란히. 정지 조건을 만족하면 도착한 것으로 봄',
      },
    },
  ],
  define: (command, session) => {
    const { say } = session;
    formulaArgument(dataArgument(command, say), say)
      .option(
        '--rates <rates>',
        say({
          en: '0.001..3 (evenly on a log scale; 0.001..3:40 are forty), or 0.01,0.1,0.7. Default: around the stability limit',
          ko: '0.001..3(로그 간격, 0.001..3:40이면 40개) 또는 0.01,0.1,0.7. 기본값: 안정 한계 주변',
        }),
      )
      .option(
        '--starts <n|values>',
        say({
          en: "how many (default 20), or what they are drawn from: 'W=uniform(-5, 5), b=0'; several such are a start each",
          ko: "시작점의 수(기본값 20) 또는 뽑는 방법 'W=uniform(-5, 5), b=0'. 여럿이면 하나씩",
        }),
        collect,
      )
      .option(
        '--method <names>',
        say({
          en: 'methods that take a learning rate, separated by commas; default gd',
          ko: '학습률을 쓰는 방법, 쉼표로 구분. 기본값 gd',
        }),
      );
    const fit = command.createCommand('fit');
    addFitOptions(fit, session);
    for (const option of fit.options) if (SHARED.includes(option.long ?? '')) command.addOption(option);
    tableOptions(command, say).option(
      '--out <folder>',
      say({
        en: 'write sweep.json, rates.csv, runs.csv, the map (SVG and PNG) and the command that repeats it',
        ko: 'sweep.json, rates.csv, runs.csv, 지도(SVG, PNG), 되풀이할 명령을 이 폴더에 저장',
      }),
    );
    themeOption(command, session);
  },
  run: async ([data = '', formula = ''], options, session) => {
    const { method, starts, rates, out } = options;
    const asked = {
      ...(await fitOptionsOf({ ...options, method: undefined, starts: undefined }, session)),
      ...(method === undefined ? {} : { methods: names(String(method)) }),
      ...(rates === undefined ? {} : { rates: String(rates) }),
      ...(await sweepStarts((starts as readonly string[] | undefined) ?? [])),
    };
    if (out !== undefined) await (await import('../../node/record.js')).checkFolder(String(out));
    const table = await readData(data, [formula], options, session, asked);
    const { end, pause, ...watch } = attend(session, 'sweep', asked.epochs ?? null);
    try {
      const found = await sweepAsync(formula, table, { ...asked, ...watch }, { pause });
      const written = out === undefined ? [] : await record(found, String(out), options, session);
      if (session.json) session.print(jsonText(found));
      else for (const line of sweepReport(found, session)) session.line(line);
      if (written.length > 0)
        session.line(`\n${session.say({ en: `written to ${out}:`, ko: `${out}에 저장함:` })} ${written.join(', ')}`);
      return watch.cancelled() ? EXIT.cancelled : EXIT.done;
    } finally {
      end();
    }
  },
};

async function record(found: Sweep, out: string, { theme }: Options, session: Session): Promise<string[]> {
  const [{ writeRecord }, { sweepFiles }] = await Promise.all([
    import('../../node/record.js'),
    import('../../node/sweep-record.js'),
  ]);
  const files = await sweepFiles(found, { command: repeatLine(session.words), theme: (theme as Theme | undefined) ?? 'light' });
  await writeRecord(out, files);
  return files.map(({ name }) => name);
}
