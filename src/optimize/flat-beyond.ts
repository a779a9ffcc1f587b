import { joined } from '../base/text.js';
import { along, type Bounds } from './bounds.js';
import type { Ended, Stepping } from './method.js';
import type { Epoch } from './outcome.js';
import { show } from './show.js';

/** Over the loss: what a slope makes over the whole way, far below the rounding of any sum of slopes. */
const NO_SLOPE = Number.EPSILON * Number.EPSILON;
/** Over the loss: what the slope at the start would have made over the way, so that a minimum on it would show. */
const MUCH = 1e-3;
/** Over the loss: on a way that is {@link MUCH}, a minimum raises it by about half of that. */
const SAME = 1e-9;

/**
 * Whether a run has not converged but been thrown out to where the model saturates: some parameters have no slope any more (to ε² of the
 * loss over their way from the start) though at the start they had, and as far again on that way the loss is the same. Where nothing lost
 * its slope, it costs nothing; else two evaluations, one of them at the start. Independent of units.
 *
 * @param gradient at `point`. @returns stalled, or null: a minimum, the start itself, or bounds that let nothing go further.
 */
export function* flatBeyond(
  { point, loss }: Pick<Epoch, 'point' | 'loss'>,
  gradient: Float64Array,
  start: Float64Array,
  bounds: Bounds | null,
): Stepping<Ended | null> {
  const lost = withoutSlope({ point, loss }, gradient, start);
  if (lost.length === 0) return null;
  const [from] = yield { points: [start], want: 'gradient' };
  const slope = from?.gradient;
  const size = Math.abs(loss);
  const thrown = new Float64Array(point.length);
  for (const j of lost) {
    const way = (point[j] as number) - (start[j] as number);
    if (Math.abs((slope?.[j] ?? 0) * way) >= MUCH * size) thrown[j] = way;
  }
  const beyond = along(point, thrown, 1, bounds);
  if (beyond.every((x, j) => x === point[j])) return null;
  const [answer] = yield { points: [beyond], want: 'gradient' };
  if (answer === undefined || !(Math.abs(answer.loss - loss) <= SAME * size)) return null;
  const at = thrown.findIndex((d) => d !== 0);
  const [here, there] = [show(point[at] as number), show(beyond[at] as number)];
  const detail = joined(
    { en: `parameter ${at + 1}`, ko: `${at + 1}번째 매개변수` },
    {
      en: ` was thrown from ${show(start[at] as number)} to ${here}, where the loss has no slope; at ${there} it is the same, ${show(loss, 6)}: it is flat here, and this is no minimum`,
      ko: `가 ${show(start[at] as number)}에서 기울기가 없는 ${here}까지 튕겨 나감; ${there}에서도 손실이 ${show(loss, 6)}으로 같음: 이곳은 평평할 뿐 최솟값이 아님`,
    },
  );
  return { outcome: 'stalled', stop: { reason: 'loss-flat', detail } };
}

/** Parameters that moved and have no slope any more; none where the loss is zero. */
export function withoutSlope(
  { point, loss }: Pick<Epoch, 'point' | 'loss'>,
  gradient: Float64Array,
  start: Float64Array,
): number[] {
  const least = NO_SLOPE * Math.abs(loss);
  return [...point.keys()].filter((j) => {
    const way = (point[j] as number) - (start[j] as number);
    return loss !== 0 && way !== 0 && Math.abs((gradient[j] as number) * way) <= least;
  });
}
