import { blocks } from './blocks/machine.js';
import type { Backend, Kernel } from './program.js';
import { factorRecords } from './superblock.js';

/**
 * Rows that a program may see before it is compiled as a whole: computing them operation by operation has then cost about as much more than compiled code
 * would have as compiling does (2 … 6 ms with the optimisation behind it, at 18 … 70 ns saved a row: 70,000 … 130,000 rows; see docs/decisions/simd-kernel.md).
 */
const ROWS = 131_072;

/** Computes by blocks at first and compiles by `compiler` a program that has seen enough rows. The bits are the same either way. */
export const tiered = (compiler: Backend): Backend => ({
  name: `tiered ${compiler.name}`,
  compile(program, columns): Kernel {
    let kernel: Kernel | undefined;
    let seen = 0;
    const forRows = (rows: number): Kernel => {
      const compiles = seen <= ROWS && seen + rows > ROWS;
      seen += rows;
      if (compiles) kernel = compiler.compile(program, columns);
      kernel ??= blocks.compile(program, columns);
      return kernel;
    };
    return {
      sum: (parameters, from, to, out) => forRows(to - from).sum(parameters, from, to, out),
      sumMany: (points, from, to, outs) => forRows((to - from) * points.length).sumMany(points, from, to, outs),
      map: (parameters, from, to, out) => forRows(to - from).map(parameters, from, to, out),
      factor: (shape, parameters, from, to, out) => factorRecords(forRows(to - from), shape, parameters, from, to, out),
    };
  },
});
