import type { Command as Commander } from 'commander';
import { AUTOMATIC_NAMES, type AutomaticName, isAutomatic } from '../optimize/automatic-rates.js';
import { usageError } from './failure.js';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number as it is typed; NaN for anything else. */
export const typedNumber = (text: string): number => (NUMBER.test(text.trim()) ? Number(text) : Number.NaN);

/** An option's value as an integer in a range. @param most shown as `1e9` where that is how one says it. */
export function integerOption(
  option: string,
  least: number,
  most: number,
  advice: string,
  code = `${option.replace(/^--/, '')}-out-of-range`,
) {
  return (text: string): number => {
    const value = typedNumber(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    // As one says it: 1e9.
    const power = most.toExponential().replace('+', '');
    const upper = most >= 1e6 && power.startsWith('1e') ? power : String(most);
    throw usageError(code, `${option} must be an integer from ${least} to ${upper}, got ${shown(text)}`, advice, option);
  };
}

/** `auto` and its relatives, or a number > 0. */
export function learningRate(text: string): number | AutomaticName {
  if (isAutomatic(text)) return text;
  const value = typedNumber(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw usageError(
    'rate-not-positive',
    `the learning rate must be a number > 0 or one of ${AUTOMATIC_NAMES}, got ${shown(text)}`,
    'try 0.01, or leave it out',
    '--learning-rate',
  );
}

/** A share between 0 and 1. */
export function levelOption(text: string): number {
  const level = typedNumber(text);
  if (level > 0 && level < 1) return level;
  throw usageError('level-out-of-range', `--level must be between 0 and 1, got ${shown(text)}`, 'try --level 0.95', '--level');
}

/** `a, b ,c` as a list without empty items. */
export const names = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** For options that may be given several times. */
export const collect = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];

export const shown = (text: string): string =>
  text === '' ? 'nothing' : `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

/** Says that two options cannot stand together. */
export function exclude(options: Readonly<Record<string, unknown>>, first: string, second: string, why: string): void {
  const key = (option: string): string => option.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  if (options[key(first)] !== undefined && options[key(second)] !== undefined)
    throw usageError('options-conflict', `${first} and ${second} were both given`, why, second);
}

type Say = (text: { en: string; ko: string }) => string;

/** The first argument of commands that read a table. */
export const dataArgument = (program: Commander, say: Say): Commander =>
  program.argument('<data>', say({ en: 'a CSV or TSV file, or - for standard input', ko: 'CSV 또는 TSV 파일, 표준 입력은 -' }));

/** The second one of those that take one formula. */
export const formulaArgument = (program: Commander, say: Say): Commander =>
  program.argument(
    '<formula>',
    say({ en: "as 'y ~ a*x + b', between quotation marks", ko: "'y ~ a*x + b' 꼴, 따옴표로 감쌀 것" }),
  );

/** For commands that read a table. */
export function tableOptions(program: Commander, say: Say): Commander {
  return program
    .option(
      '--encoding <name>',
      say({
        en: 'encoding of the file: cp949, euc-kr, utf-16, …; found out when absent',
        ko: '파일 인코딩: cp949, euc-kr, utf-16 등. 생략하면 알아서 찾음',
      }),
    )
    .option(
      '--delimiter <character>',
      say({
        en: 'what separates the fields: one character, tab, blank; found out when absent',
        ko: '필드를 나누는 문자: 한 글자, tab, blank. 생략하면 알아서 찾음',
      }),
    );
}
