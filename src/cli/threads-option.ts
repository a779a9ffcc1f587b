import type { Command as Commander } from 'commander';
import type { FitOptions } from '../experiment/options.js';
import type { Options } from './command.js';
import { integerOption } from './option-values.js';
import type { Session } from './session.js';

const MOST = 64;
const integer = integerOption('--threads', 1, MOST, 'try --threads auto, or leave it out for one');

/** How many threads compute. No part of what is computed: the bits are the same, and the command that repeats a run leaves it out. */
export const threadsOption = (program: Commander, { say }: Session): Commander =>
  program.option(
    '--threads <n>',
    say({
      en: `on how many threads a fit of very many rows is computed, 1 … ${MOST}, or auto: all cores; the same result`,
      ko: `행이 아주 많은 적합을 계산할 스레드 수, 1 … ${MOST} 또는 auto(모든 코어). 결과는 같음`,
    }),
    (text) => (text === 'auto' ? text : integer(text)),
  );

/** What was typed, `auto` as the cores that this process may use. */
export async function threadsOf({ threads }: Options): Promise<Pick<FitOptions, 'threads'>> {
  if (threads === undefined) return {};
  if (threads !== 'auto') return { threads: threads as number };
  return { threads: Math.min((await import('node:os')).availableParallelism(), MOST) };
}
