/**
 * Σ aᵢ in NumPy's order: `np.sum` of a contiguous float64 array, bit for bit. Pairwise above 128 elements, eight interleaved partial sums below; the
 * error grows with log n (Higham 1993, SIAM J. Sci. Comput. 14).
 *
 * @param count elements from `start` on. @returns 0 for none.
 * @example pairwiseSum(Float64Array.of(0.1, 0.2, 0.3)) // 0.6000000000000001
 */
export function pairwiseSum(a: Float64Array, start = 0, count = a.length - start): number {
  return count === 0 ? 0 : partSum(a, start, count);
}

const BLOCK = 128;

function partSum(a: Float64Array, start: number, count: number): number {
  if (count > BLOCK) {
    const half = Math.floor(count / 2);
    const left = half - (half % 8);
    return partSum(a, start, left) + partSum(a, start + left, count - left);
  }
  const end = start + count;
  if (count < 8) {
    let sum = -0;
    for (let i = start; i < end; i++) sum += a[i] as number;
    return sum;
  }
  const lanes = a.slice(start, start + 8);
  const whole = end - (count % 8);
  for (let i = start + 8; i < whole; i += 8) for (let k = 0; k < 8; k++) lanes[k] = (lanes[k] as number) + (a[i + k] as number);
  const lane = (k: number): number => lanes[k] as number;
  let sum = lane(0) + lane(1) + (lane(2) + lane(3)) + (lane(4) + lane(5) + (lane(6) + lane(7)));
  for (let i = whole; i < end; i++) sum += a[i] as number;
  return sum;
}
