import { dot, norm2, symmetricEigen } from '../base/linear-algebra/index.js';

/** A step and the change of the gradient along it. */
export interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
}

/** A step that is so much in the plane of the others says nothing of its own. */
const DEPENDENT = 1e-4;
const ASYMMETRIC = 0.1;

/**
 * Curvatures of the landscape within the span of the last steps: eigenvalues of QᵀHQ, Q an orthonormal basis of the steps, HQ from the changes
 * of the gradient. Descending. Fletcher 2012, A limited memory steepest descent method, Math. Program. 135, §2, from steps in place of gradients.
 *
 * @param pairs newest first. @returns null where a curvature is not positive or the changes are those of no symmetric matrix.
 */
export function ritzValues(pairs: readonly Pair[]): Float64Array | null {
  const [q, hq]: [Float64Array[], Float64Array[]] = [[], []];
  for (const { s, y } of pairs) {
    let [u, v] = [s.slice(), y.slice()];
    const before = norm2(s);
    for (let i = 0; i < q.length; i++) {
      const share = dot(q[i] as Float64Array, u);
      u = u.map((x, j) => x - share * (q[i]?.[j] as number));
      v = v.map((x, j) => x - share * (hq[i]?.[j] as number));
    }
    const length = norm2(u);
    if (!(length > DEPENDENT * before)) break;
    q.push(u.map((x) => x / length));
    hq.push(v.map((x) => x / length));
  }
  const m = q.length;
  if (m === 0) return null;
  const t = Float64Array.from({ length: m * m }, (_, k) => dot(q[Math.floor(k / m)] as Float64Array, hq[k % m] as Float64Array));
  let skew = 0;
  const symmetric = t.map((value, k) => {
    const other = t[(k % m) * m + Math.floor(k / m)] as number;
    skew = Math.max(skew, Math.abs(value - other));
    return 0.5 * (value + other);
  });
  const { values } = symmetricEigen(symmetric, m);
  const [most, least] = [values[0] as number, values[m - 1] as number];
  return least > 0 && skew <= ASYMMETRIC * Math.sqrt(most * least) ? values : null;
}
