import { dot, norm2 } from '../../base/linear-algebra/norm.js';
import { backtrack } from '../armijo.js';
import { type Bounds, freeGradient } from '../bounds.js';
import { firstRate } from '../curvature.js';
import type { Advance, Here, Method, Step, Stepping } from '../method.js';
import { strongWolfe } from '../strong-wolfe.js';

/** The last moves and changes of the gradient, oldest first. */
interface State {
  readonly moves: readonly Float64Array[];
  readonly changes: readonly Float64Array[];
}

/** Curvature below this share of ‖s‖‖y‖ is rounding or a saddle, and is not learnt from. */
const LEAST_CURVATURE = 1e-10;

/**
 * Deviation: with bounds, parameters that a bound holds stay, the others take the quasi-Newton step, by strong Wolfe where a full step has room and
 * else along the projected path (Bertsekas 1982, SIAM J. Control Optim. 20).
 */
export const lbfgs: Method<State> = {
  name: 'lbfgs',
  title: { en: 'L-BFGS', ko: 'L-BFGS' },
  summary: {
    en: 'Learns the curvature from its last steps, with a line search: the first choice for smooth losses that are no sum of squares.',
    ko: '최근 걸음에서 곡률을 배우고 직선 탐색으로 보폭을 정합니다. 제곱합이 아닌 매끄러운 손실이라면 가장 먼저 쓸 방법입니다.',
  },
  formula: 'x \\leftarrow x - \\alpha H \\nabla f(x), \\quad H \\approx (\\nabla^2 f)^{-1}',
  reference:
    'Nocedal 1980, Updating quasi-Newton matrices with limited storage, Math. Comp. 35; Liu and Nocedal 1989, On the limited memory BFGS method for large scale optimization, algorithm 2.1',
  wants: 'gradient',
  minibatch: false,
  steps: 'own',
  settings: {
    memory: {
      default: 10,
      least: 1,
      most: 100,
      integer: true,
      title: { en: 'steps that are remembered', ko: '기억하는 걸음 수' },
    },
  },
  init: () => ({ moves: [], changes: [] }),

  *step(state, here) {
    const { point, answer, bounds, settings } = here;
    const gradient = answer.gradient as Float64Array;
    const free = freeGradient(point, gradient, bounds);
    const direction = quasiNewton(state, point, free, bounds);
    if (state.moves.length > 0 && dot(free, direction) < 0) {
      const to = yield* search(here, direction, 1);
      if (to.ended === undefined) return { ...to, state: remember(state, here, to, settings.memory as number) };
    }
    const forgotten: State = { moves: [], changes: [] };
    const rate = norm2(free) > 0 ? yield* firstRate(point, answer, bounds) : 1;
    const to = yield* search(
      here,
      free.map((g) => -g),
      rate,
    );
    return {
      ...to,
      state: to.ended === undefined ? remember(forgotten, here, to, settings.memory as number) : state,
    } satisfies Step<State>;
  },
};

/** −H∇f by the two loops over the remembered pairs (Nocedal 1980; Nocedal and Wright 2006, algorithm 7.4), in the parameters that are free. */
function quasiNewton({ moves, changes }: State, point: Float64Array, free: Float64Array, bounds: Bounds | null): Float64Array {
  const mask = free.map((g, j) => (bounds !== null && g === 0 && onBound(point, j, bounds) ? 0 : 1));
  const masked = (x: Float64Array): Float64Array => (bounds === null ? x : x.map((value, j) => value * (mask[j] as number)));
  const pairs = moves
    .map((move, i) => ({ s: masked(move), y: masked(changes[i] as Float64Array) }))
    .filter(({ s, y }) => dot(s, y) > LEAST_CURVATURE * norm2(s) * norm2(y));
  const q = free.slice();
  const shares = pairs.map(() => 0);
  for (let i = pairs.length - 1; i >= 0; i--) {
    const { s, y } = pairs[i] as (typeof pairs)[number];
    const share = dot(s, q) / dot(s, y);
    shares[i] = share;
    for (let j = 0; j < q.length; j++) q[j] = (q[j] as number) - share * (y[j] as number);
  }
  const latest = pairs.at(-1);
  const scale = latest === undefined ? 1 : dot(latest.s, latest.y) / dot(latest.y, latest.y);
  for (let j = 0; j < q.length; j++) q[j] = scale * (q[j] as number);
  pairs.forEach(({ s, y }, i) => {
    const share = (shares[i] as number) - dot(y, q) / dot(s, y);
    for (let j = 0; j < q.length; j++) q[j] = (q[j] as number) + share * (s[j] as number);
  });
  return q.map((x, j) => {
    const blocked = bounds !== null && ((x > 0 && point[j] === bounds.lower[j]) || (x < 0 && point[j] === bounds.upper[j]));
    return blocked || mask[j] === 0 ? 0 : -x;
  });
}

function search(here: Here, direction: Float64Array, initial: number): Stepping<Advance> {
  const { point, answer, bounds } = here;
  const most = room(point, direction, bounds);
  if (most < initial) return backtrack({ ...here, direction, wants: 'gradient' }, direction, initial);
  return strongWolfe({ point, answer, direction, wants: 'gradient', initial, most, bounds });
}

/** How far along the direction the first bound is. */
function room(point: Float64Array, direction: Float64Array, bounds: Bounds | null): number {
  if (bounds === null) return Number.POSITIVE_INFINITY;
  return direction.reduce((least, d, j) => {
    if (d === 0) return least;
    const bound = (d > 0 ? bounds.upper[j] : bounds.lower[j]) as number;
    return Math.min(least, (bound - (point[j] as number)) / d);
  }, Number.POSITIVE_INFINITY);
}

function remember({ moves, changes }: State, { point, answer }: Here, to: Advance, memory: number): State {
  const there = to.answer?.gradient as Float64Array;
  const move = to.point.map((x, j) => x - (point[j] as number));
  const change = there.map((g, j) => g - ((answer.gradient as Float64Array)[j] as number));
  if (!(dot(move, change) > LEAST_CURVATURE * norm2(move) * norm2(change))) return { moves, changes };
  return { moves: [...moves, move].slice(-memory), changes: [...changes, change].slice(-memory) };
}

const onBound = (point: Float64Array, j: number, bounds: Bounds): boolean =>
  point[j] === bounds.lower[j] || point[j] === bounds.upper[j];
