import { interpreter } from './interpreter.js';
import type { Backend, Kernel } from './program.js';

/** Rows that a program is interpreted on before it is compiled: about what a compilation costs. */
const ROWS = 4096;

/**
 * Interprets a program at first and compiles it by `compiler` once it has seen enough rows: a fit of a hundred rows in a few steps is over before a compiler would be
 * done. The bits are the same either way.
 */
export const tiered = (compiler: Backend): Backend => ({
  name: `tiered ${compiler.name}`,
  compile(program, columns): Kernel {
    let kernel = interpreter.compile(program, columns);
    let seen = 0;
    const forRows = (rows: number): Kernel => {
      if (seen <= ROWS) {
        seen += rows;
        if (seen > ROWS) kernel = compiler.compile(program, columns);
      }
      return kernel;
    };
    return {
      sum: (parameters, from, to, out) => forRows(to - from).sum(parameters, from, to, out),
      map: (parameters, from, to, out) => forRows(to - from).map(parameters, from, to, out),
    };
  },
});
