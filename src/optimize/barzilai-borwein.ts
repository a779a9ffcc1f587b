import type { Answer } from '../base/evaluation.js';
import { dot, norm2 } from '../base/linear-algebra/norm.js';
import { along, freeGradient } from './bounds.js';
import { firstRate, sizeOf } from './curvature.js';
import { finite, ROUNDING } from './finite.js';
import type { Advance, From, Stepping, StepSize } from './method.js';
import { type Pair, ritzValues } from './ritz.js';
import { show } from './show.js';

export interface SpectralMemory {
  readonly rate: number;
  readonly losses: readonly number[];
  readonly shorter: readonly number[];
  readonly threshold: number;
  readonly caution: number;
  readonly reach: number;
  readonly pairs: readonly Pair[];
  readonly queue: readonly number[];
}

const WINDOW = 10;
const SHORTER = 6;
const REACH = 10;
const env = globalThis as unknown as { process: { env: Record<string, string> } };
const PAIRS = Number(env.process.env.PAIRS ?? 3);
const BENT = Number(env.process.env.BENT ?? 0.2);

export function barzilaiBorwein(): StepSize {
  return {
    name: 'auto',
    *advance(from) {
      const { point, answer, bounds } = from;
      const gradient = answer.gradient as Float64Array;
      const free = freeGradient(point, gradient, bounds);
      const length = norm2(free);
      const memory = (from.memory as SpectralMemory | null) ?? (yield* begin(from, length));
      const direction = free.map((slope) => -slope);
      const first = Math.min(memory.rate, (REACH * memory.reach) / length);
      const reference = memory.caution > 0 ? answer.loss : Math.max(...memory.losses);
      const to = yield* search(from, direction, first, reference);
      if (to.ended !== undefined) return to;
      return { ...to, memory: learnt(memory, from, to.point, to.answer as Answer, to.rate, first) };
    },
  };
}

function* search(from: From, direction: Float64Array, first: number, reference: number): Stepping<Advance> {
  const { point, answer, bounds, wants } = from;
  const gradient = answer.gradient as Float64Array;
  let t = first;
  for (let trial = 0; trial < 60; trial++) {
    const next = along(point, direction, t, bounds);
    if (next.every((x, j) => x === point[j])) break;
    const [there] = (yield { points: [next], want: wants }) as readonly [Answer];
    if (!finite(there)) {
      t *= 0.1;
      continue;
    }
    const s = next.map((x, j) => x - (point[j] as number));
    const promised = dot(gradient, s);
    const change = there.loss - answer.loss;
    const slope = dot(there.gradient as Float64Array, s);
    const bent = Math.abs(change - 0.5 * (promised + slope)) > BENT * 0.5 * Math.abs(slope - promised);
    if (promised < 0 && there.loss - (bent ? answer.loss : reference) <= 1e-4 * promised + ROUNDING * Math.abs(answer.loss))
      return { point: next, rate: t, answer: there };
    const parabola = (-promised * t) / (2 * (change - promised));
    t = parabola > 0.1 * t ? Math.min(parabola, 0.5 * t) : 0.1 * t;
  }
  const detail = show(answer.loss, 6);
  return { point, rate: from.rate, ended: { outcome: 'stalled', stop: { reason: 'no-decrease', detail: { en: detail, ko: detail } } } };
}

function* begin({ point, answer, bounds }: From, length: number): Stepping<SpectralMemory> {
  return {
    rate: yield* firstRate(point, answer, bounds),
    losses: [answer.loss],
    shorter: [],
    threshold: 0.5,
    caution: 0,
    reach: sizeOf(point, answer.loss, length),
    pairs: [],
    queue: [],
  };
}

function learnt(
  memory: SpectralMemory,
  { point, answer }: From,
  next: Float64Array,
  there: Answer,
  rate: number,
  first: number,
): SpectralMemory {
  const s = next.map((x, j) => x - (point[j] as number));
  const y = (there.gradient as Float64Array).map((slope, j) => (s[j] === 0 ? 0 : slope - (answer.gradient?.[j] as number)));
  const [ss, sy, yy] = [dot(s, s), dot(s, y), dot(y, y)];
  const reach = Math.max(memory.reach, Math.sqrt(ss));
  if (!(sy > 1e-12 * Math.sqrt(ss) * Math.sqrt(yy))) {
    const longer = yy > 0 ? Math.sqrt(ss / yy) : 0;
    return {
      ...memory,
      reach,
      caution: WINDOW,
      shorter: [],
      losses: [there.loss],
      pairs: [],
      queue: [],
      rate: rate < first ? rate : Math.max(2 * rate, longer),
    };
  }
  const [b1, b2] = [ss / sy, sy / yy];
  const shorter = [...memory.shorter, b2].slice(-SHORTER);
  const short = b2 / b1 < memory.threshold;
  const pairs = [{ s, y }, ...memory.pairs].slice(0, PAIRS);
  const common = {
    reach,
    losses: [...memory.losses, there.loss].slice(-WINDOW),
    shorter,
    pairs,
    caution: Math.max(0, memory.caution - 1),
  };
  const queue = rate < first ? [] : memory.queue;
  if (queue.length > 0) return { ...common, threshold: memory.threshold, rate: queue[0] as number, queue: queue.slice(1) };
  const values = pairs.length >= Math.min(PAIRS, point.length) && pairs.length > 1 ? ritzValues(pairs) : null;
  if (values !== null && values.length > 1) {
    const rates = Array.from(values, (value) => 1 / value);
    return { ...common, threshold: memory.threshold, rate: rates[0] as number, queue: rates.slice(1) };
  }
  return {
    ...common,
    queue: [],
    threshold: memory.threshold * (short ? 0.9 : 1.1),
    rate: short ? Math.min(...shorter) : b1,
  };
}
