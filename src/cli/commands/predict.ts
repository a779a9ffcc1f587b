import { readTable } from '../../data/read.js';
import type { Column } from '../../data/table.js';
import { tableCsv } from '../../data/write.js';
import { freeName } from '../../experiment/fitted-table.js';
import { predictFrom } from '../../experiment/predict.js';
import type { Command } from '../command.js';
import { dataArgument, levelOption, tableOptions } from '../option-values.js';
import { readResult } from '../result-file.js';
import { EXIT } from '../session.js';

export const predict: Command = {
  name: 'predict',
  summary: { en: 'predictions of a finished fit for new rows, with bands', ko: '맞춘 결과로 새 행을 예측하고 구간을 붙임' },
  examples: [
    {
      line: 'downhill predict fit/result.json new.csv > predicted.csv',
      does: {
        en: 'the rows with prediction and the bands of mean and new observation',
        ko: '각 행에 예측값, 평균과 새 관측값의 구간을 붙임',
      },
    },
    { line: 'downhill predict fit/result.json new.csv --json', does: { en: 'the same as JSON', ko: '같은 것을 JSON으로' } },
  ],
  define: (command, { say }) => {
    const result = say({ en: 'a result.json that fit or run wrote', ko: 'fit이나 run이 쓴 result.json' });
    dataArgument(command.argument('<result>', result), say)
      .option(
        '--level <share>',
        say({ en: 'of the bands, between 0 and 1; default 0.95', ko: '구간의 신뢰수준, 0과 1 사이. 기본값 0.95' }),
        levelOption,
      )
      .option(
        '--skip-invalid',
        say({
          en: 'leave out rows with empty or broken cells instead of stopping',
          ko: '빈칸이나 잘못된 값이 있는 행을 만나도 멈추지 않고 건너뜀',
        }),
      )
      .option('--out <file>', say({ en: 'write to this file', ko: '이 파일에 저장' }));
    tableOptions(command, say);
  },
  run: async ([resultFile = '', data = ''], options, session) => {
    const result = readResult(await session.io.readInput(resultFile));
    const { bytes, source } = await session.io.readInput(data);
    const { encoding, delimiter } = options;
    const skipInvalid = options.skipInvalid === true;
    const table = readTable(bytes, {
      source,
      skipInvalid,
      ...(encoding === undefined ? {} : { encoding: String(encoding) }),
      ...(delimiter === undefined ? {} : { delimiter: String(delimiter) }),
    });
    const predicted = predictFrom(result, table, {
      skipInvalid,
      ...(options.level === undefined ? {} : { level: options.level as number }),
    });
    const { responses } = predicted;
    const added = responses.flatMap(({ response, prediction, confidence, observation }): [string, Float64Array | undefined][] => {
      const of = responses.length === 1 ? '' : `_${response}`;
      return [
        [`prediction${of}`, prediction],
        [`mean_low${of}`, confidence?.low],
        [`mean_high${of}`, confidence?.high],
        [`new_low${of}`, observation?.low],
        [`new_high${of}`, observation?.high],
      ];
    });
    const named = new Map<string, Float64Array>();
    for (const [name, values] of added) if (values !== undefined) named.set(freeName(name, named), values);
    const columns = new Map<string, Column>(predicted.table.columns);
    for (const [name, values] of named) columns.set(freeName(name, columns), { name: freeName(name, columns), values });
    const full = { ...predicted.table, columns };
    if (predicted.confidence === null && !session.quiet)
      session.io.stderr.write(
        `${session.say({ en: 'no bands: the result has no standard errors', ko: '결과에 표준오차가 없어 구간은 붙이지 않았습니다' })}\n`,
      );
    if (predicted.skipped > 0 && !session.quiet)
      session.io.stderr.write(
        `${session.say({ en: `${predicted.skipped} rows left out`, ko: `${predicted.skipped}행을 제외했습니다` })}\n`,
      );
    const out = options.out as string | undefined;
    if (out !== undefined) await (await import('../../node/files.js')).writeAtomic(out, tableCsv(full));
    if (session.json) {
      const { jsonText } = await import('../../node/json-text.js');
      const values = Object.fromEntries([...named].map(([name, column]) => [name, Array.from(column)]));
      session.print(jsonText({ schema: 'downhill.predict/1', formula: result.formula, rows: full.rows, ...values }));
    } else if (out === undefined) session.print(tableCsv(full));
    else session.line(session.say({ en: `${full.rows} rows written to ${out}`, ko: `${out}에 ${full.rows}행을 저장했습니다` }));
    return EXIT.done;
  },
};
