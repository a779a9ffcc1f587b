import { maxAbs } from '../base/linear-algebra/index.js';
import type { Values } from '../base/values.js';

const known = new WeakMap<Values, number>();

/** The largest |yᵢ|, looked for once: what rounding is seen against. @param response not changed afterwards. */
export function responseSize(response: Values): number {
  const size = known.get(response) ?? maxAbs(response);
  known.set(response, size);
  return size;
}
