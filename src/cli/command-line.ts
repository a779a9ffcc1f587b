import type { Command as Commander, CommanderError } from 'commander';
import type { Text } from '../base/text.js';
import type { Command } from './command.js';
import { COMMANDS } from './commands/index.js';
import { tellFailure, usageError } from './failure.js';
import type { Io } from './io.js';
import { EXIT, type Exit, openSession, type Session } from './session.js';
import { textWidth } from './table-text.js';

/**
 * Runs a command line.
 * @param words without `node` and the script. @returns the exit code; nothing is thrown.
 */
export async function commandLine(words: readonly string[], io: Io): Promise<Exit> {
  const { name, rest } = commandFirst(words);
  const session = await openSession(name === null ? rest : [name, ...rest], io);
  try {
    if (name !== null) return await runCommand(name, rest, session);
    if (rest.some((word) => word === '--version' || word === '-V')) {
      const { VERSION } = await import('../base/version.js');
      io.stdout.write(
        session.json ? `${JSON.stringify({ schema: 'downhill.version/1', version: VERSION }, null, 2)}\n` : `${VERSION}\n`,
      );
      return EXIT.done;
    }
    const unknown = rest.find((word) => word.startsWith('-') && !LEADING.has(word.replace(/=.*$/, '')));
    if (unknown !== undefined)
      throw usageError('unknown-option', `there is no option ${unknown} before a command`, 'see downhill --help', unknown);
    const { overview } = await import('./overview.js');
    io.stdout.write(await overview(session));
    return EXIT.done;
  } catch (failure) {
    return tellFailure(failure, session);
  }
}

const LEADING = new Set(['--json', '--quiet', '--lang', '--help', '-h', '--version', '-V']);

/** Common options may stand before the command. */
function commandFirst(words: readonly string[]): { name: string | null; rest: string[] } {
  let i = 0;
  while (i < words.length && (words[i] as string).startsWith('-') && words[i] !== '-') i += words[i] === '--lang' ? 2 : 1;
  const name = words[i];
  if (name === undefined) return { name: null, rest: [...words] };
  if (name === 'help') {
    const [about, ...more] = words.slice(i + 1);
    return about === undefined
      ? { name: null, rest: [...words.slice(0, i), '--help'] }
      : { name: about, rest: [...words.slice(0, i), ...more, '--help'] };
  }
  return { name, rest: [...words.slice(0, i), ...words.slice(i + 1)] };
}

async function runCommand(name: string, words: readonly string[], session: Session): Promise<Exit> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const { nearest } = await import('../base/nearest.js');
    const close = nearest(name, Object.keys(COMMANDS));
    throw usageError(
      'unknown-command',
      `there is no command "${name}"`,
      close === null ? `commands: ${Object.keys(COMMANDS).join(', ')}` : `did you mean downhill ${close}?`,
      name,
    );
  }
  const command = await load();
  const { Command: Program, CommanderError: Failure } = await import('commander');
  const program = new Program(`downhill ${command.name}`);
  let exit: Exit = EXIT.done;
  await prepare(program, command, session);
  program.action(async () => {
    exit = await command.run(program.processedArgs.flat() as (string | undefined)[], program.opts(), session);
  });
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    if (failure.exitCode === 0) return EXIT.done;
    throw await asUsageError(failure, program, command);
  }
  return exit;
}

async function prepare(program: Commander, command: Command, session: Session): Promise<void> {
  const { say, io } = session;
  program
    .description(say(command.summary))
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      outputError: () => {},
      getOutHelpWidth: () => Math.min(io.stdout.columns, 110),
    })
    .configureHelp({ styleTitle: (title) => TITLES[title]?.[session.lang] ?? title, displayWidth: textWidth });
  await command.define(program, session);
  program
    .option('--json', say({ en: 'print one JSON document and nothing else', ko: 'JSON 문서 하나만 출력' }))
    .option('--quiet', say({ en: 'print nothing that is not asked for', ko: '요청한 것 외에는 출력하지 않음' }))
    .option('--lang <en|ko>', say({ en: 'language of texts and figures', ko: '글과 그림의 언어' }), (value) => {
      if (value === 'en' || value === 'ko') return value;
      throw usageError('lang-unknown', `--lang must be en or ko, got "${value}"`, 'leave it out for English', '--lang');
    })
    .helpOption('-h, --help', say({ en: 'show this help', ko: '이 도움말 보기' }))
    .addHelpText('after', `\n${examples(command, session)}`);
}

const TITLES: Readonly<Record<string, Text>> = {
  'Usage:': { en: 'Usage:', ko: '사용법:' },
  'Arguments:': { en: 'Arguments:', ko: '인자:' },
  'Options:': { en: 'Options:', ko: '옵션:' },
};

const examples = ({ examples: lines }: Command, { say, paint }: Session): string =>
  [
    say({ en: 'Examples:', ko: '예:' }),
    ...lines.flatMap(({ line, does }) => [`  ${paint.faint(`# ${say(does)}`)}`, `  ${line}`]),
  ].join('\n');

/** Commander's own errors in our form. */
async function asUsageError(failure: CommanderError, program: Commander, command: Command): Promise<unknown> {
  const message = failure.message.replace(/^error: /, '').replace(/\n[\s\S]*$/, '');
  const usage = `usage: ${program.name()} ${program.usage()}`;
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  if (failure.code === 'commander.unknownOption') {
    const { nearest } = await import('../base/nearest.js');
    const long = named.replace(/=.*$/, '');
    if (long !== named && program.options.some((option) => option.long === long))
      return usageError('option-without-value', `${long} takes no value, got ${named}`, `write ${long} alone`, long);
    const close = nearest(
      long,
      program.options.flatMap((option) => option.long ?? []),
    );
    const formula = /^-[^-]/.test(named) ? '; a formula that begins with a minus goes after --' : '';
    const advice = close === null ? `see downhill ${command.name} --help${formula}` : `did you mean ${close}?`;
    return usageError('unknown-option', `${command.name} has no option ${long}`, advice, long);
  }
  if (failure.code === 'commander.missingArgument')
    return usageError('argument-missing', `${command.name} needs <${named}>`, usage, `downhill ${command.name}`);
  if (failure.code === 'commander.optionMissingArgument')
    return usageError(
      'option-value-missing',
      `${named.replace(/^-\w, /, '')} needs a value`,
      `see downhill ${command.name} --help`,
      named.split(' ')[0] ?? named,
    );
  if (failure.code === 'commander.excessArguments')
    return usageError(
      'too-many-arguments',
      message.replace(/\.$/, ''),
      `${usage}; a formula goes between quotation marks`,
      `downhill ${command.name}`,
    );
  return usageError('usage', message, usage, `downhill ${command.name}`);
}
