import { leastSquaresFromFactor, multiplyUpper, multiplyUpperTransposed, norm2 } from '../base/linear-algebra/index.js';

/** A place where the rows were looked at. */
export interface Anchor {
  /** Length P. */
  readonly point: Float64Array;
  readonly loss: number;
  readonly gradient: Float64Array;
}

/** What is known of a point without a look at the rows. */
export interface Moment {
  readonly loss: number;
  /** Length P. */
  readonly gradient: Float64Array;
  /** The anchor that it was computed from. */
  readonly anchor: Anchor;
  /** Relative error of the residuals' length, in units of rounding. */
  readonly doubt: number;
  /** Length P: the most by which each component of `gradient`, and of that of the rows, may be rounded. */
  readonly gradientError: Float64Array;
}

/** A half mean square of residuals that are affine in P parameters, from its triangular factor. */
export interface Moments {
  /** P×P, row-major, upper triangular. */
  readonly r: Float64Array;
  /** Where the loss is lowest, as far as the factor tells; not finite where the factor is not. */
  readonly lowest: Float64Array;
  at(point: Float64Array): Moment;
  /** Qᵀr at a point. */
  qtr(point: Float64Array): Float64Array;
  /** Root of the (weighted) mean square by which predictions differ between two points. */
  apart(a: Float64Array, b: Float64Array): number;
  /** Goes on from there as well: from the lowest point for good, from any other until the next. */
  add(anchor: Anchor): void;
}

interface Place {
  readonly anchor: Anchor;
  /** Qᵀr there, as far as the first place tells. */
  readonly qtr: Float64Array;
}

/** How much worse an anchor at the minimum may be before another is taken: it costs no more digits than this times the rounding. */
const WORSE = 30;
/** Roundings of a sum over many rows and of what is computed from it, with room to spare. */
const ROUNDINGS = 8;

/**
 * With J = QR the same everywhere, v = Qᵀr + RΔ a step Δ away from where r is known: f = ½(‖v‖² + ρ²), ∇f = Rᵀv. At the start v is large, and what is computed from there
 * loses digits as the loss falls. From the minimum x̂, whose loss and gradient one more look at the rows tells, f(x) = f̂ + ĝᵀd + ½‖Rd‖² with d = x − x̂ has no terms that
 * cancel, however small f becomes: so x̂ is the anchor of choice. Where the columns nearly depend on each other d can be long though Rd is short; then the anchor is taken
 * from which least is lost, by the rounding of |R||d| (Higham 2002, Accuracy and Stability of Numerical Algorithms, §3.5).
 *
 * @param start with Qᵀr there. @param r the factor of J.
 */
export function moments(start: Anchor & { readonly qtr: Float64Array }, r: Float64Array): Moments {
  const size = start.qtr.length;
  const sizes = r.map(Math.abs);
  const moved = (from: Float64Array, to: Float64Array): Float64Array => to.map((x, j) => x - (from[j] as number));
  /** Sizes of what is added up on the way to Qᵀr. */
  const terms = (from: Float64Array, step: Float64Array): Float64Array => {
    const moving = multiplyUpper(sizes, size, step.map(Math.abs));
    return moving.map((x, i) => x + Math.abs(from[i] as number));
  };
  /** Of components Σᵢ Jᵢⱼrᵢ/n, which cancel where the residuals do not: of their terms, and of ‖Jⱼ‖‖r‖. */
  const gradientError = (added: Float64Array, loss: number): Float64Array => {
    const length = Math.sqrt(2 * loss);
    return multiplyUpperTransposed(sizes, size, added).map((sum, j) => {
      let square = 0;
      for (let i = 0; i <= j; i++) square += (r[i * size + j] as number) ** 2;
      return ROUNDINGS * Number.EPSILON * (sum + Math.sqrt(square) * length);
    });
  };
  const qtr = (point: Float64Array): Float64Array => {
    const change = multiplyUpper(r, size, moved(start.point, point));
    return start.qtr.map((value, i) => value + (change[i] as number));
  };
  const toLowest = leastSquaresFromFactor(r, size, size, start.qtr);
  const lowest = start.point.map((x, j) => x - (toLowest[j] as number));

  const first: Place = { anchor: start, qtr: start.qtr };
  let minimum: Place | null = null;
  let latest: Place | null = null;
  /** ½ρ². */
  let beyond = Math.max(0, start.loss - 0.5 * norm2(start.qtr) ** 2);

  /** Most often the minimum; `lost` is what the step from there is rounded by. */
  const nearest = (
    point: Float64Array,
  ): { readonly anchor: Anchor; readonly by: Float64Array; readonly added: Float64Array; readonly lost: number } => {
    const weighed = (place: Place) => {
      const by = moved(place.anchor.point, point);
      const added = terms(place.qtr, by);
      return { anchor: place.anchor, by, added, lost: norm2(added) };
    };
    let best = weighed(first);
    if (latest !== null) {
      const other = weighed(latest);
      if (other.lost < best.lost) best = other;
    }
    if (minimum === null) return best;
    const lowest = weighed(minimum);
    return lowest.lost <= WORSE * best.lost ? lowest : best;
  };

  return {
    r,
    lowest,
    qtr,
    at: (point) => {
      const { anchor, by, added, lost } = nearest(point);
      const change = multiplyUpper(r, size, by);
      const told = (loss: number, gradient: Float64Array): Moment => ({
        loss,
        gradient,
        anchor,
        doubt: lost / Math.sqrt(2 * loss),
        gradientError: gradientError(added, loss),
      });
      if (anchor === start) {
        const v = start.qtr.map((value, i) => value + (change[i] as number));
        const loss = 0.5 * norm2(v) ** 2 + beyond;
        return told(loss, multiplyUpperTransposed(r, size, v));
      }
      const bent = multiplyUpperTransposed(r, size, change);
      const along = by.reduce((sum, x, j) => sum + x * (anchor.gradient[j] as number), 0);
      const loss = Math.max(0, anchor.loss + along + 0.5 * norm2(change) ** 2);
      return told(
        loss,
        bent.map((x, j) => x + (anchor.gradient[j] as number)),
      );
    },
    apart: (a, b) => norm2(multiplyUpper(r, size, moved(a, b))),
    add: (anchor) => {
      const place = { anchor, qtr: qtr(anchor.point) };
      if (minimum !== null) {
        latest = place;
        return;
      }
      minimum = place;
      beyond = Math.max(0, anchor.loss - 0.5 * norm2(place.qtr) ** 2);
    },
  };
}
