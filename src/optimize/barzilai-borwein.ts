import { norm2 } from '../base/linear-algebra/norm.js';
import { GRADIENT_ZERO, nothing } from './armijo.js';
import { freeGradient } from './bounds.js';
import { columnScale, gramRate, scaled } from './column-scale.js';
import { firstRate, sizeOf } from './curvature.js';
import type { From, Stepping, StepSize } from './method.js';
import { nonmonotone } from './nonmonotone.js';
import { learnt, SPECTRAL_START, type Spectral } from './spectral-rate.js';

/** Plain data. All lengths are those of z = x/D. */
interface Memory {
  /** D, length P; null where the parameters stay as they are. */
  readonly scale: Float64Array | null;
  /** The longest way that is known to make sense: of the start, or of a step. */
  readonly reach: number;
  readonly spectral: Spectral;
}

/** A step goes no farther than so many times the longest way so far. */
const REACH = 10;
/** A Gauss–Newton matrix costs P times a gradient: beyond so many parameters the start is not asked for one. */
const MOST_SCALED = 50;

/**
 * One scalar rate a step from what the steps before tell of the curvature, borne by a nonmonotone search: the automatic learning rate of gradient descent,
 * x ← x − η∇f. The first rate is the inverse curvature along the gradient, by one more evaluation; the next are those of {@link learnt}, and the search is
 * {@link nonmonotone}. After a step along which the loss does not curve upwards, ten steps must lower it. Where the columns of the
 * Jacobian at the start differ in length by more than 10³, it is the gradient descent of z = x/D, D the inverse lengths: always-on scaling is
 * harmful. Sources: Barzilai and Borwein 1988, IMA J. Numer. Anal. 8, eq. 5; Raydan 1997, SIAM J. Optim. 7; with bounds on the projected
 * path P(x − η∇f) of Birgin, Martínez and Raydan 2000, SIAM J. Optim. 10.
 */
export function barzilaiBorwein(): StepSize {
  return {
    name: 'auto',
    *advance(from) {
      const { point, answer, bounds } = from;
      const free = freeGradient(point, answer.gradient as Float64Array, bounds);
      if (norm2(free) === 0) return nothing(from, GRADIENT_ZERO);
      const memory = (from.memory as Memory | null) ?? (yield* begin(from, free));
      const { scale, reach, spectral } = memory;
      const slope = scaled(free, scale);
      const first = Math.min(spectral.rate, (REACH * reach) / norm2(slope));
      const reference = spectral.caution > 0 ? answer.loss : Math.max(...spectral.losses);
      const direction = scaled(slope, scale).map((x) => -x);
      const to = yield* nonmonotone(from, direction, first, reference);
      if (to.answer === undefined) return to;
      const there = to.answer;
      const moved = to.point.map((x, j) => x - (point[j] as number));
      const change = moved.map((x, j) => (x === 0 ? 0 : (there.gradient?.[j] as number) - (answer.gradient?.[j] as number)));
      const s = scale === null ? moved : moved.map((x, j) => x / (scale[j] as number));
      const step = { s, y: scaled(change, scale), loss: there.loss, rate: to.rate, shortened: to.rate < first };
      const next: Memory = { scale, reach: Math.max(reach, norm2(s)), spectral: learnt(spectral, step) };
      return { ...to, memory: next };
    },
  };
}

function* begin({ point, answer, bounds }: From, free: Float64Array): Stepping<Memory> {
  const [there] = point.length <= MOST_SCALED ? yield { points: [point], want: 'gram' } : [];
  const gram = there?.gram ?? null;
  const scale = gram === null ? null : columnScale(gram, point.length);
  const slope = scaled(free, scale);
  const z = scale === null ? point : point.map((x, j) => x / (scale[j] as number));
  const known = gram === null ? Number.NaN : gramRate(gram, scale, slope);
  const rate = known > 0 && Number.isFinite(known) ? known : yield* firstRate(point, answer, bounds);
  return { scale, reach: sizeOf(z, answer.loss, norm2(slope)), spectral: { ...SPECTRAL_START, rate, losses: [answer.loss] } };
}
