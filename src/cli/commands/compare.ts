import { compareAsync } from '../../experiment/compare.js';
import { jsonText } from '../../node/json-text.js';
import { attend } from '../attention.js';
import type { Command } from '../command.js';
import { compareReport } from '../compare-report.js';
import { addFitOptions, fitOptionsOf } from '../fit-options.js';
import { dataArgument, tableOptions } from '../option-values.js';
import { readData } from '../read-data.js';
import { EXIT } from '../session.js';
import { fitExit } from '../verdict.js';

export const compare: Command = {
  name: 'compare',
  summary: { en: 'several formulas side by side on the same rows', ko: '여러 식을 같은 행에 맞추어 비교' },
  examples: [
    {
      line: "downhill compare data.csv 'y ~ a*x + b' 'y ~ a*x + b + c*x^2'",
      does: {
        en: 'is the bend needed? With an F-test, because one contains the other',
        ko: '굽은 항이 필요한가? 한 식이 다른 식을 포함하므로 F 검정도 함께',
      },
    },
    {
      line: "downhill compare decay.csv 'y ~ A*exp(-k*t)' 'y ~ A/(1 + k*t)' 'y ~ A*exp(-k*t) + c' --bounds 'k > 0' --skip-invalid",
      does: {
        en: 'by AICc and Akaike weights; rows that one formula cannot use are left out of all',
        ko: 'AICc와 아카이케 가중치로 비교. 한 식이라도 쓸 수 없는 행은 모두에서 제외',
      },
    },
    {
      line: "downhill compare data.csv 'y ~ a + b*x' 'y ~ a + b*x + c*z' --loss poisson --json",
      does: { en: 'counts, by the difference of deviances, as JSON', ko: '개수 자료를 이탈도 차이로 비교하여 JSON으로 출력' },
    },
  ],
  define: (command, session) => {
    const { say } = session;
    dataArgument(command, say).argument(
      '<formulas...>',
      say({ en: 'two or more with the same left side', ko: '왼쪽이 같은 둘 이상의 식' }),
    );
    addFitOptions(command, session);
    tableOptions(command, say).option(
      '--nested',
      say({
        en: 'every formula contains those with fewer parameters, though it cannot be proved: test them',
        ko: '증명되지 않아도 각 식이 매개변수가 더 적은 식을 포함한다고 보고 검정',
      }),
    );
  },
  run: async ([data = '', ...formulas], options, session) => {
    const given = await fitOptionsOf(options, session);
    const table = await readData(
      data,
      formulas.filter((formula) => formula !== undefined),
      options,
      session,
      given,
    );
    const { end, pause, ...watch } = attend(session, 'compare', given.epochs ?? null);
    try {
      const all = { ...given, ...watch, ...(options.nested === true ? { nested: true } : {}) };
      const found = await compareAsync(table, formulas as string[], all, { pause });
      if (session.json) session.print(jsonText(found));
      else for (const line of compareReport(found, session)) session.line(line);
      const exits = found.models.map(({ fit }) => fitExit(fit));
      return exits.find((exit) => exit === EXIT.cancelled) ?? exits.find((exit) => exit !== EXIT.done) ?? EXIT.done;
    } finally {
      end();
    }
  },
};
