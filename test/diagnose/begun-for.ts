import { randomStream } from '../../src/base/random/stream.js';
import { tableFromArrays } from '../../src/data/arrays.js';
import { chooseLoss } from '../../src/experiment/choose-method.js';
import { type Arrays, type Begun, settled } from '../../src/experiment/fit.js';
import type { FitOptions } from '../../src/experiment/options.js';
import { prepare } from '../../src/experiment/prepare.js';

/** A problem as a fit has it before its first update. */
export function begunFor(formula: string, data: Arrays, options: FitOptions = {}): Begun {
  const stream = randomStream('pcg64', options.seed ?? 0);
  const loss = chooseLoss(options);
  return settled(formula, options, prepare(formula, tableFromArrays(data), options, loss.loss, stream), { ...loss, stream });
}
