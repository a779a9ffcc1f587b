import { once } from '../../base/once.js';
import type { FoldRows } from '../superblock.js';
import { foldIn } from './fold-module.js';
import { MAPPED_BYTES } from './loop.js';

type Fold = (columns: number, bytes: number, width: number, factor: number, exchange: number) => void;

const PAGE = 65536;
/** Address 0 stays unused. */
const FIRST = 64;

/** Where blocks are folded that were not mapped into the memory of a compiled kernel; one for the process. */
const place = once(() => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  return { memory, fold: foldIn(memory, false).fold as Fold };
});

/** The same bits as by JavaScript, from about 100 rows on in a fraction of the time, once the module is there. */
export function wasmFold(width: number): FoldRows {
  const { memory, fold } = place();
  const exchange = FIRST + MAPPED_BYTES * width;
  const factorAt = exchange + 8 * width;
  const missing = Math.ceil((factorAt + 8 * width * width) / PAGE) - memory.buffer.byteLength / PAGE;
  if (missing > 0) memory.grow(missing);
  const doubles = new Float64Array(memory.buffer);
  return (factor, values, rows) => {
    for (let j = 0; j < width; j++) doubles.set(values.subarray(j * rows, (j + 1) * rows), (FIRST + MAPPED_BYTES * j) / 8);
    doubles.set(factor, factorAt / 8);
    fold(FIRST, 8 * rows, width, factorAt, exchange);
    factor.set(doubles.subarray(factorAt / 8, factorAt / 8 + factor.length));
  };
}
