import type { Answer } from '../base/evaluation.js';
import { dot, norm2 } from '../base/linear-algebra/norm.js';
import { backtrack } from './armijo.js';
import { freeGradient } from './bounds.js';
import { firstRate, sizeOf } from './curvature.js';
import type { From, Stepping, StepSize } from './method.js';

export interface SpectralMemory {
  readonly rate: number;
  readonly losses: readonly number[];
  readonly shorter: readonly number[];
  readonly threshold: number;
  readonly caution: number;
  readonly reach: number;
}

const WINDOW = 10;
const SHORTER = 6;
const REACH = 10;

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
      const to = yield* backtrack(from, direction, first, reference);
      if (to.ended !== undefined) return to;
      return { ...to, memory: learnt(memory, from, to.point, to.answer as Answer, to.rate, first) };
    },
  };
}

function* begin({ point, answer, bounds }: From, length: number): Stepping<SpectralMemory> {
  return {
    rate: yield* firstRate(point, answer, bounds),
    losses: [answer.loss],
    shorter: [],
    threshold: 0.5,
    caution: 0,
    reach: sizeOf(point, answer.loss, length),
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
      rate: rate < first ? rate : Math.max(2 * rate, longer),
    };
  }
  const [b1, b2] = [ss / sy, sy / yy];
  const shorter = [...memory.shorter, b2].slice(-SHORTER);
  const short = b2 / b1 < memory.threshold;
  return {
    reach,
    losses: [...memory.losses, there.loss].slice(-WINDOW),
    shorter,
    caution: Math.max(0, memory.caution - 1),
    threshold: memory.threshold * (short ? 0.9 : 1.1),
    rate: short ? Math.min(...shorter) : b1,
  };
}
