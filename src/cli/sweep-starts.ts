import type { StartValues } from '../experiment/sweep/starts.js';
import type { SweepOptions } from '../experiment/sweep/sweep.js';
import { usageError } from './failure.js';
import { assignments } from './fit-options.js';
import { shown, typedNumber } from './option-values.js';

/** What one text is drawn from so many times where no number was given. */
const DRAWN = 20;
const MOST = 10_000;

/** `--starts 20`, `--starts 'W=uniform(-5, 5)'`, or both: each text is drawn so many times. Several texts without a number are a start each. */
export async function sweepStarts(texts: readonly string[]): Promise<Pick<SweepOptions, 'starts'>> {
  const drawn = texts.filter((text) => text.includes('='));
  const numbers = texts.filter((text) => !drawn.includes(text));
  const count = numbers.length === 0 ? null : typedNumber(numbers[0] as string);
  if (numbers.length > 1) throw wrong('--starts was given two numbers', 'keep one of them');
  if (count !== null && !(Number.isInteger(count) && count >= 1 && count <= MOST))
    throw wrong(
      `--starts must be a number from 1 to ${MOST} or values by parameter, got ${shown(numbers[0] as string)}`,
      "try --starts 20, or --starts 'W=uniform(-1, 1)'",
    );
  if (drawn.length === 0) return count === null ? {} : { starts: count };
  const starts: StartValues[] = [];
  for (const text of drawn) {
    const values = await assignments('--starts', [text]);
    for (let k = 0; k < (count ?? (drawn.length === 1 ? DRAWN : 1)); k++) starts.push(values);
  }
  if (starts.length > MOST) throw wrong(`${starts.length} starts were asked for, more than ${MOST}`, 'take fewer');
  return { starts };
}

const wrong = (message: string, advice: string) => usageError('starts-out-of-range', message, advice, '--starts');
