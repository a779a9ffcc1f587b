import type { Command } from './command.js';
import { COMMANDS } from './commands/index.js';
import type { Session } from './session.js';
import { alignedTable } from './table-text.js';

/** `downhill --help`: all commands with what they do. */
export async function overview({ json, say, paint }: Session): Promise<string> {
  const commands: Command[] = [];
  for (const load of Object.values(COMMANDS)) commands.push(await load());
  if (json) {
    const rows = commands.map(({ name, summary }) => ({ name, summary: say(summary) }));
    return `${JSON.stringify({ schema: 'downhill.commands/1', commands: rows }, null, 2)}\n`;
  }
  const table = alignedTable(commands.map(({ name, summary }) => [`  downhill ${name}`, say(summary)]));
  return [
    say({
      en: 'downhill fits a formula to data by going downhill, shows how it got there, and says what went wrong when it did not.',
      ko: 'downhill은 경사를 따라 내려가며 식을 데이터에 맞추고, 그 과정을 보여 주며, 잘되지 않았을 때는 무엇이 잘못되었는지 알려 줍니다.',
    }),
    '',
    paint.strong(say({ en: 'Commands:', ko: '명령:' })),
    ...table,
    '',
    say({
      en: 'Every command takes --json, --quiet, --lang en|ko, and --help, which shows examples.',
      ko: '모든 명령에 --json, --quiet, --lang en|ko를 쓸 수 있고, --help로 예를 볼 수 있습니다.',
    }),
    '',
    paint.strong(say({ en: 'To begin with:', ko: '시작해 보기:' })),
    "  downhill generate 'x = uniform(0, 10); y = 2*x + 1 + normal(0, 1)' --rows 100 --out data.csv",
    "  downhill fit data.csv 'y ~ a*x + b'",
    '',
  ].join('\n');
}
