import { type DoubleDouble, quotient, SPLITTER } from './arithmetic.js';

/** Coefficients of a power series. */
export interface Series {
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** How many of the first are summed in double-double: what follows is below 2⁻⁵² of the sum, so that doubles do for it. */
  readonly leading: number;
}

/** Of numerators and denominators that doubles hold exactly up to the last leading term. */
export function seriesOf(
  terms: number,
  leading: number,
  fraction: (k: number) => readonly [above: number, below: number],
): Series {
  const pairs = Array.from({ length: terms }, (_, k) => {
    const [above, below] = fraction(k);
    return quotient([above, 0], [below, 0]);
  });
  return { high: Float64Array.from(pairs, (pair) => pair[0]), low: Float64Array.from(pairs, (pair) => pair[1]), leading };
}

/** Σ cₖxᵏ by Horner's rule for |x| < 1 and |cₖ| that do not grow, so that every product is below the coefficient that it is added to. */
export function sumSeries(x: DoubleDouble, { high, low, leading }: Series): DoubleDouble {
  const x0 = x[0];
  const x1 = x[1];
  const split = SPLITTER * x0;
  const head = split - (split - x0);
  const tail = x0 - head;
  let s0 = 0;
  for (let k = high.length - 1; k >= leading; k--) s0 = s0 * x0 + (high[k] as number);
  let s1 = 0;
  for (let k = leading - 1; k >= 0; k--) {
    const c = high[k] as number;
    const p = s0 * x0;
    const cut = SPLITTER * s0;
    const h = cut - (cut - s0);
    const l = s0 - h;
    const lost = h * head - p + h * tail + l * head + l * tail + (s0 * x1 + s1 * x0);
    const t = c + p;
    const rest = p - (t - c) + (lost + (low[k] as number));
    s0 = t + rest;
    s1 = rest - (s0 - t);
  }
  return [s0, s1];
}

/** 1/n!, exact in its divisor up to 22!. */
export function inverseFactorial(n: number): readonly [above: number, below: number] {
  let factorial = 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  return [1, factorial];
}
