import type { RandomStream } from '../base/random/stream.js';
import type { ParameterRole } from '../expression/parameter-roles.js';
import { type Curve, cycles, highestFrequency } from './data-features.js';
import { logUniform } from './log-uniform.js';

type Cycle = NonNullable<ParameterRole['cycle']>;

/** The part of the draws in which the frequency of a wave is a difference or a mean of those that are seen: of waves that are multiplied, nothing else is. */
const COMBINED = 0.2;

/**
 * Guesses for frequencies and periods: at peaks of the periodogram of the response, the strongest first, mostly; two waves do not begin as one.
 * @returns for each draw a function of a role and of a number from 0 to 1 that decides where the guess comes from.
 */
export function frequencyGuess(
  roles: readonly ParameterRole[],
  curves: (column: string) => Curve,
): (stream: RandomStream) => (cycle: Cycle, kind: number) => number {
  const known = new Map<string, { readonly peaks: readonly number[]; readonly highest: number; readonly span: number }>();
  const seen = (column: string) => {
    const { x, y } = curves(column);
    const span = (x[x.length - 1] as number) - (x[0] as number);
    const found = known.get(column) ?? { peaks: cycles({ x, y }), highest: highestFrequency(x), span: span || 1 };
    known.set(column, found);
    return found;
  };
  const waves = (column: string): number => roles.filter(({ cycle }) => cycle?.column === column).length;

  return (stream) => {
    const taken = new Map<string, number[]>();
    return ({ column, rate, inverse }, kind) => {
      const { peaks, highest, span } = seen(column);
      const used = taken.get(column) ?? [];
      taken.set(column, used);
      const w =
        peaks.length === 0 || kind >= 0.8
          ? kind < 0.9
            ? stream.uniform(0, highest)
            : logUniform(stream, -1, 1) / span
          : waves(column) > 1 && stream.random() < COMBINED
            ? combined(peaks, stream)
            : (peaks[pick(peaks.length, used, stream)] as number);
      return inverse ? rate / w : w / rate;
    };
  };
}

/** One that is not taken yet, mostly the first. */
function pick(count: number, used: number[], stream: RandomStream): number {
  const free = Array.from({ length: count }, (_, i) => i).filter((i) => !used.includes(i));
  if (free.length === 0) return Math.floor(stream.random() * count);
  const index = free[Math.floor(stream.random() ** 2 * free.length)] as number;
  used.push(index);
  return index;
}

/** Of two peaks the difference, half of it, or half of their sum: cos(u)·cos(v) swings at u − v and u + v. */
function combined(peaks: readonly number[], stream: RandomStream): number {
  const used: number[] = [];
  const [a, b] = [pick(peaks.length, used, stream), pick(peaks.length, used, stream)].map((k) => peaks[k] as number) as [
    number,
    number,
  ];
  const kind = stream.random();
  return a === b ? a : kind < 0.5 ? Math.abs(a - b) : kind < 0.75 ? 0.5 * Math.abs(a - b) : 0.5 * (a + b);
}
