import type { Backend } from '../../src/backend/program.js';

/** Rows that kernels went over. */
export interface Read {
  rows: number;
}

/** A backend whose kernels count the rows that they go over for sums and rows; several points at once are one pass. They have no factors of their own, so that these are counted too. */
export const counting = (backend: Backend, read: Read): Backend => ({
  ...backend,
  compile: (program, memory) => {
    const kernel = backend.compile(program, memory);
    return {
      sum: (point, from, to, out) => {
        read.rows += to - from;
        kernel.sum(point, from, to, out);
      },
      sumMany: (points, from, to, outs) => {
        read.rows += to - from;
        kernel.sumMany(points, from, to, outs);
      },
      map: (point, from, to, out) => {
        read.rows += to - from;
        kernel.map(point, from, to, out);
      },
    };
  },
});
