import { maxAbs } from '../base/linear-algebra/index.js';

const known = new WeakMap<Float64Array, number>();

/** The largest |yᵢ|, looked for once: what rounding is seen against. @param response not changed afterwards. */
export function responseSize(response: Float64Array): number {
  const size = known.get(response) ?? maxAbs(response);
  known.set(response, size);
  return size;
}
