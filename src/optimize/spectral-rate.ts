import { dot } from '../base/linear-algebra/norm.js';
import { type Pair, ritzValues } from './ritz.js';

/** What the rates of the next steps are made of. Plain data. */
export interface Spectral {
  /** > 0, of the next step. */
  readonly rate: number;
  /** Rates of the steps after it, unless one of them must be shortened. */
  readonly queue: readonly number[];
  /** Losses of the last steps, oldest first: the search is bounded by the largest. */
  readonly losses: readonly number[];
  /** How many more steps must lower the loss. */
  readonly caution: number;
  /** The last steps with the changes of the gradient, newest first. */
  readonly pairs: readonly Pair[];
  /** The shorter of the two rates of Barzilai and Borwein, of the last steps. */
  readonly shorter: readonly number[];
  /** The shorter one is taken where it is below this share of the longer one. */
  readonly threshold: number;
}

export const SPECTRAL_START: Omit<Spectral, 'rate' | 'losses'> = {
  queue: [],
  caution: 0,
  pairs: [],
  shorter: [],
  threshold: 0.5,
};

/** A step that was made. */
interface Made extends Pair {
  /** After it. */
  readonly loss: number;
  readonly rate: number;
  /** The search did not take the rate that was meant. */
  readonly shortened: boolean;
}

const WINDOW = 10;
const PAIRS = 3;
const SHORTER = 6;
const FLAT = 1e-12;

/**
 * The rates after a step. Where the last three steps (fewer, with fewer parameters) span a space of their own, the inverse curvatures in it, the
 * shortest first, a step each: a parabola in so many directions is at its minimum then (Fletcher 2012, Math. Program. 135). Else one of the rates of Barzilai and Borwein,
 * b₁ = sᵀs/sᵀy or the least of the last six b₂ = sᵀy/yᵀy, chosen as by Frassoldati, Zanni and Zanghirati 2008, J. Ind. Manag. Optim. 4, with
 * the moving threshold of Bonettini, Zanella and Zanni 2009, Inverse Problems 25. Where the loss did not curve upwards all that is forgotten, and
 * the rate doubles.
 */
export function learnt(before: Spectral, { s, y, loss, rate, shortened }: Made): Spectral {
  const [ss, sy, yy] = [dot(s, s), dot(s, y), dot(y, y)];
  if (!(sy > FLAT * Math.sqrt(ss) * Math.sqrt(yy))) {
    const longer = yy > 0 ? Math.sqrt(ss / yy) : 0;
    const next = shortened ? rate : Math.max(2 * rate, longer);
    return { ...SPECTRAL_START, threshold: before.threshold, rate: next, losses: [loss], caution: WINDOW };
  }
  const [long, short] = [ss / sy, sy / yy];
  const now = {
    losses: [...before.losses, loss].slice(-WINDOW),
    caution: Math.max(0, before.caution - 1),
    pairs: [{ s, y }, ...before.pairs].slice(0, PAIRS),
    shorter: [...before.shorter, short].slice(-SHORTER),
    threshold: before.threshold,
  };
  const [next, ...rest] = shortened || before.queue.length === 0 ? sweep(now.pairs) : before.queue;
  if (next !== undefined) return { ...now, rate: next, queue: rest };
  if (short / long < before.threshold)
    return { ...now, queue: [], rate: Math.min(...now.shorter), threshold: 0.9 * before.threshold };
  return { ...now, queue: [], rate: long, threshold: 1.1 * before.threshold };
}

/** Inverse curvatures in the span of the last steps, ascending; none where there are too few steps or they do not agree. */
function sweep(pairs: readonly Pair[]): readonly number[] {
  if (pairs.length < Math.min(PAIRS, pairs[0]?.s.length ?? 0)) return [];
  const values = ritzValues(pairs);
  return values === null || values.length < 2 ? [] : Array.from(values, (value) => 1 / value);
}
