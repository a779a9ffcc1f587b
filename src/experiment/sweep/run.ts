import type { Stepping } from '../../optimize/method.js';
import { minimizing, type RunOptions } from '../../optimize/minimize.js';
import type { SweptOutcome } from './result.js';

/** What runs are measured against. */
export interface Target {
  /** Of the lowest minimum that is known; NaN where none is. */
  readonly loss: number;
  /** Of losses of one minimum, that rounding leaves. */
  readonly rounding: number;
  /** Whether a stop that was given says alone when a run has arrived. */
  readonly byStop: boolean;
  /** A point with a loss below that of the minimum by more than rounding was met: all that follows is in vain. */
  readonly onLower: (point: Float64Array) => void;
}

/** How one run ended. */
export interface Ran {
  readonly outcome: SweptOutcome;
  readonly epochs: number;
  readonly loss: number;
  readonly evaluations: number;
}

/** A converged loss is that of the minimum within this share of it. */
const SAME_LOSS = 1e-7;
/** A loss below the minimum by less than this share, of it or of the way from the start, is no news. */
const LOWER = 1e-9;

/**
 * One run, to where it has arrived: at the first epoch k whose loss is `within` of the minimum, k updates were made. It is the run that a fit makes from there, cut short.
 *
 * @param within loss − minimum. @param above loss of the start − minimum.
 */
export function* sweptRun(
  options: RunOptions & { readonly start: Float64Array },
  { loss: least, rounding, byStop, onLower }: Target,
  { within, above }: { readonly within: number; readonly above: number },
): Stepping<Ran> {
  let arrived = false;
  const lower = least - rounding - LOWER * Math.max(Math.abs(least), above);
  const { outcome, epochs, answer, evaluations } = yield* minimizing({
    ...options,
    cancelled: () => arrived || options.cancelled?.() === true,
    onEpoch: (epoch) => {
      if (epoch.loss < lower) onLower(epoch.point.slice());
      arrived = !byStop && epoch.loss - least <= within;
      options.onEpoch?.(epoch);
    },
  });
  const { loss } = answer;
  return { outcome: named(), epochs, loss, evaluations };

  function named(): SweptOutcome {
    if (arrived || outcome === 'stopped-by-rule') return 'arrived';
    if (outcome !== 'converged') return outcome;
    return loss - least <= Math.max(within, SAME_LOSS * Math.abs(least) + rounding) ? 'arrived' : 'elsewhere';
  }
}
