import { exp } from '../base/elementary/scalar.js';
import type { RandomStream } from '../base/random/stream.js';

/** A draw from the log-uniform distribution between two powers of ten. @param from decades, less than `to`. */
export const logUniform = (stream: RandomStream, from: number, to: number): number => exp(Math.LN10 * stream.uniform(from, to));
