import { blocks } from './blocks/machine.js';
import { interpreter } from './interpreter.js';
import type { Backend, Kernel } from './program.js';

/** Rows that a program is interpreted on before its block functions are made. */
const INTERPRETED = Number(process.env.T0 ?? 0);
/** Rows that a program has seen before it is compiled as a whole. */
const ROWS = Number(process.env.T1 ?? 65536);

export const tiered = (compiler: Backend): Backend => ({
  name: `tiered ${compiler.name}`,
  compile(program, columns): Kernel {
    let kernel = interpreter.compile(program, columns);
    let tier = 0;
    let seen = 0;
    const forRows = (rows: number): Kernel => {
      if (tier === 2) return kernel;
      seen += rows;
      if (seen > ROWS) { tier = 2; kernel = compiler.compile(program, columns); }
      else if (tier === 0 && seen > INTERPRETED) { tier = 1; kernel = blocks.compile(program, columns);}
      return kernel;
    };
    return {
      sum: (parameters, from, to, out) => forRows(to - from).sum(parameters, from, to, out),
      map: (parameters, from, to, out) => forRows(to - from).map(parameters, from, to, out),
    };
  },
});
