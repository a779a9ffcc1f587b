import { maxAbs, norm2 } from '../base/linear-algebra/index.js';
import type { Values } from '../base/values.js';
import type { Prepared } from './prepare.js';

const known = new WeakMap<Values, number>();

/** The largest |yᵢ|, looked for once: what rounding is seen against. */
export function responseSize({ response, stream }: Pick<Prepared, 'response' | 'stream'>): number {
  if (stream !== null) return stream.size;
  const size = known.get(response) ?? maxAbs(response);
  known.set(response, size);
  return size;
}

/** ‖y‖. */
export const responseNorm = ({ response, stream }: Pick<Prepared, 'response' | 'stream'>): number =>
  stream === null ? norm2(response) : stream.norm;
