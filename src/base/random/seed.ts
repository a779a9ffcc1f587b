import { DownhillError } from '../errors.js';

export type Seed = number | bigint | readonly (number | bigint)[];

/** @throws DownhillError for a seed that NumPy refuses or that cannot be meant. */
export function checkSeed(kind: 'pcg64' | 'numpy', seed: Seed): void {
  const parts = typeof seed === 'object' ? seed : [seed];
  if (parts.length === 0) throw refusal(kind, 'an empty list');
  for (const part of parts) {
    const whole = typeof part === 'bigint' || Number.isSafeInteger(part);
    if (!whole || part < 0 || (kind === 'numpy' && part >= 2 ** 32)) throw refusal(kind, String(part));
  }
}

const refusal = (kind: 'pcg64' | 'numpy', got: string): DownhillError =>
  kind === 'numpy'
    ? new DownhillError(
        'seed-out-of-range',
        `the seed must be a whole number from 0 to 4294967295, got ${got}`,
        'try 7; NumPy refuses it too',
        {
          place: '--seed',
          usage: true,
        },
      )
    : new DownhillError(
        'seed-out-of-range',
        `the seed must be a whole number ≥ 0, got ${got}`,
        'try 7; above 9007199254740991 give a bigint',
        {
          place: '--seed',
          usage: true,
        },
      );

/** A whole number ≥ 0 as 32-bit words, the lowest first; 0 is one word. */
export function wordsOf(value: number | bigint): number[] {
  const words: number[] = [];
  for (let rest = BigInt(value); rest > 0n || words.length === 0; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words;
}
