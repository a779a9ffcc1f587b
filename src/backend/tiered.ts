import { blocks } from './blocks/machine.js';
import type { Backend, Kernel } from './program.js';

/** Rows that a program sees before it is compiled as a whole. */
const ROWS = 65536;

export const tiered = (compiler: Backend): Backend => ({
  name: `tiered ${compiler.name}`,
  compile(program, columns): Kernel {
    let kernel: Kernel | undefined;
    let seen = 0;
    const forRows = (rows: number): Kernel => {
      const before = seen;
      seen += rows;
      if (seen > ROWS && before <= ROWS) kernel = compiler.compile(program, columns);
      kernel ??= blocks.compile(program, columns);
      return kernel;
    };
    return {
      sum: (parameters, from, to, out) => forRows(to - from).sum(parameters, from, to, out),
      map: (parameters, from, to, out) => forRows(to - from).map(parameters, from, to, out),
    };
  },
});
