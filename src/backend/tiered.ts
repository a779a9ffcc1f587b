import { blocks } from './blocks/machine.js';
import { PAID } from './paid.js';
import type { Backend, Kernel } from './program.js';
import { factorRecords } from './superblock.js';

/** Computes by blocks at first and compiles by `compiler` a program that has seen enough rows. The bits are the same either way. */
export const tiered = (compiler: Backend): Backend => ({
  name: `tiered ${compiler.name}`,
  compile(program, columns): Kernel {
    let kernel: Kernel | undefined;
    let seen = 0;
    const forRows = (rows: number): Kernel => {
      const compiles = seen <= PAID && seen + rows > PAID;
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
