/**
 * b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified Lentz method (Thompson and Barnett 1986, J. Comput. Phys. 64).
 * @param next gives aₘ and bₘ for m = 1, 2, …; written to `pair`.
 */
export function continuedFraction(first: number, next: (m: number, pair: { a: number; b: number }) => void): number {
  const pair = { a: 0, b: 0 };
  let value = first === 0 ? TINY : first;
  let c = value;
  let d = 0;
  for (let m = 1; m < MOST; m++) {
    next(m, pair);
    d = pair.b + pair.a * d;
    c = pair.b + pair.a / c;
    d = 1 / (d === 0 ? TINY : d);
    if (c === 0) c = TINY;
    const factor = c * d;
    value *= factor;
    if (!(Math.abs(factor - 1) > Number.EPSILON / 2)) return value;
  }
  return value;
}

const TINY = 1e-290;
/** Some tens are usual; 10⁵ are needed where both parameters are 10⁹ and x is the mean. */
const MOST = 1_000_000;
