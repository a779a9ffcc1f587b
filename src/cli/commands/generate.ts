import { tableCsv } from '../../data/write.js';
import { generateTable } from '../../experiment/generate.js';
import type { Command } from '../command.js';
import { usageError } from '../failure.js';
import { assignments } from '../fit-options.js';
import { integerOption, shown } from '../option-values.js';
import { EXIT } from '../session.js';

export const generate: Command = {
  name: 'generate',
  summary: { en: 'make data from formulas and random numbers', ko: '식과 난수로 데이터를 만듦' },
  examples: [
    {
      line: "downhill generate 'x = uniform(0, 10); y = 2*x + normal(0, 1)' --rows 100 --seed 7",
      does: { en: 'a noisy line, as CSV on standard output', ko: '잡음이 섞인 직선을 CSV로 표준 출력에' },
    },
    {
      line: "downhill generate 'X = uniform(0, 1)*10; Y = 10*sin(X) + 1.5' --rows 100 --seed 7 --random numpy --out data.csv",
      does: {
        en: 'the numbers that np.random.seed(7); np.random.rand(100)*10 gives',
        ko: 'np.random.seed(7); np.random.rand(100)*10과 같은 수',
      },
    },
  ],
  define: (command, { say }) => {
    command
      .argument(
        '<columns...>',
        say({
          en: "as 'x = uniform(0, 10); y = 2*x + normal(0, 1)', made in this order",
          ko: "'x = uniform(0, 10); y = 2*x + normal(0, 1)' 꼴, 이 순서로 만듦",
        }),
      )
      .option(
        '--rows <n>',
        say({ en: 'number of rows, 1 … 1e8; default 100', ko: '행의 수, 1 … 1e8. 기본값 100' }),
        integerOption('--rows', 1, 1e8, 'try --rows 100'),
      )
      .option(
        '--seed <n>',
        say({ en: '0 … 4294967295; default 0', ko: '0 … 4294967295. 기본값 0' }),
        integerOption('--seed', 0, 2 ** 32 - 1, 'try --seed 7'),
      )
      .option(
        '--random <generator>',
        say({ en: 'pcg64 (default), or numpy: as np.random.seed', ko: 'pcg64(기본값) 또는 numpy: np.random.seed와 같은 난수' }),
        (text) => {
          if (text === 'pcg64' || text === 'numpy') return text;
          throw usageError(
            'random-unknown',
            `--random must be pcg64 or numpy, got ${shown(text)}`,
            'leave it out for pcg64',
            '--random',
          );
        },
      )
      .option('--out <file>', say({ en: 'write to this file', ko: '이 파일에 저장' }));
  },
  run: async (words, options, session) => {
    const columns = await assignments('columns', words.flat() as string[]);
    const { table } = generateTable({
      rows: (options.rows as number | undefined) ?? 100,
      columns,
      seed: (options.seed as number | undefined) ?? 0,
      ...(options.random === undefined ? {} : { random: options.random as 'pcg64' | 'numpy' }),
    });
    const out = options.out as string | undefined;
    if (out !== undefined) {
      const { writeAtomic } = await import('../../node/files.js');
      await writeAtomic(out, tableCsv(table));
    }
    if (session.json) {
      const { jsonText } = await import('../../node/json-text.js');
      const values = Object.fromEntries([...table.columns].map(([name, column]) => [name, Array.from(column.values ?? [])]));
      session.print(
        jsonText({ schema: 'downhill.table/1', rows: table.rows, columns: values, ...(out === undefined ? {} : { file: out }) }),
      );
    } else if (out === undefined) session.print(tableCsv(table));
    else session.line(session.say({ en: `${table.rows} rows written to ${out}`, ko: `${out}에 ${table.rows}행을 저장했습니다` }));
    return EXIT.done;
  },
};
