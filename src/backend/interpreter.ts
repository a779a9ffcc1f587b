import { numbers } from '../base/elementary/numbers.js';
import type { Values } from '../base/values.js';
import type { Operation } from '../expression/operations/operation.js';
import { BLOCK, BlockFold, blockSum } from './fold.js';
import { type Plan, plan } from './plan.js';
import type { Backend, ColumnMemory, Kernel } from './program.js';

/**
 * The reference: computes a program node by node over blocks of rows, each node by its operation's own text over JavaScript numbers. Needs
 * no WebAssembly, and every other backend has to give its bits.
 */
export const interpreter: Backend = {
  name: 'interpreter',
  compile: (program, columns) => interpreted(plan(program), columns),
};

function interpreted(planned: Plan, columns: ColumnMemory): Kernel {
  const { nodes, outputs } = planned;
  const steps = stepsOf(planned);
  const room = Math.min(BLOCK, columns.capacity);
  const uniform = new Float64Array(nodes.length);
  const values: Values[] = nodes.map(() => EMPTY);
  const registers: Float64Array[] = [];

  /** What does not depend on the row, and room for what does; uniform values that a row reads are spread over a block. */
  const prepare = (parameters: Float64Array, rows: number): void => {
    nodes.forEach((node, i) => {
      if (node.kind === 'constant') uniform[i] = node.value;
      else if (node.kind === 'parameter') uniform[i] = parameters[node.index] as number;
      else if (node.kind === 'call' && node.uniform)
        uniform[i] = node.lower(numbers, ...node.args.map((arg) => uniform[arg] as number));
    });
    for (const i of steps.spread) {
      if (values[i] === EMPTY) values[i] = new Float64Array(room);
      (values[i] as Values).fill(uniform[i] as number, 0, rows);
    }
  };

  const run = (start: number, rows: number): void => {
    for (const { node, name } of steps.columns) values[node] = columns.column(name, start, rows);
    for (const { node, lower, args, register } of steps.calls) {
      registers[register] ??= new Float64Array(room);
      const out = registers[register];
      values[node] = out;
      apply(
        lower,
        args.map((arg) => values[arg] as Values),
        out,
        rows,
      );
    }
  };

  const kernel: Kernel = {
    sum(parameters, from, to, out) {
      prepare(parameters, Math.min(BLOCK, to - from));
      const fold = new BlockFold(outputs.length);
      const block = new Float64Array(outputs.length);
      for (let start = from; start < to; start += BLOCK) {
        const rows = Math.min(BLOCK, to - start);
        run(start, rows);
        outputs.forEach((node, k) => {
          block[k] = blockSum(values[node] as Values, 0, rows);
        });
        fold.add(block);
      }
      fold.finish(out);
    },
    sumMany(points, from, to, outs) {
      for (const [k, point] of points.entries()) kernel.sum(point, from, to, outs[k] as Float64Array);
    },
    map(parameters, from, to, out) {
      prepare(parameters, Math.min(BLOCK, to - from));
      const all = to - from;
      for (let start = from; start < to; start += BLOCK) {
        const rows = Math.min(BLOCK, to - start);
        run(start, rows);
        outputs.forEach((node, k) => {
          out.set((values[node] as Values).subarray(0, rows), k * all + start - from);
        });
      }
    },
  };
  return kernel;
}

const EMPTY = new Float64Array(0);

interface Steps {
  /** Uniform nodes that a row reads. */
  readonly spread: readonly number[];
  readonly columns: readonly { readonly node: number; readonly name: string }[];
  readonly calls: readonly {
    readonly node: number;
    readonly lower: Operation['lower'];
    readonly args: readonly number[];
    /** Blocks are reused once nobody reads them any more, so that long programs stay in the cache. */
    readonly register: number;
  }[];
}

function stepsOf({ nodes, outputs }: Plan): Steps {
  const last = new Map<number, number>();
  nodes.forEach((node, i) => {
    if (node.kind === 'call' && !node.uniform) for (const arg of node.args) last.set(arg, i);
  });
  for (const output of outputs) last.set(output, nodes.length);
  const register = new Map<number, number>();
  const free: number[] = [];
  const columns: Steps['columns'][number][] = [];
  const calls: Steps['calls'][number][] = [];
  let count = 0;
  nodes.forEach((node, i) => {
    if (node.kind === 'column') columns.push({ node: i, name: node.name });
    if (node.kind !== 'call' || node.uniform) return;
    register.set(i, free.pop() ?? count++);
    calls.push({ node: i, lower: node.lower, args: node.args, register: register.get(i) as number });
    // After the result has its block: a result must not overwrite an argument that a special loop still reads.
    for (const arg of new Set(node.args)) {
      const freed = register.get(arg);
      if (freed !== undefined && last.get(arg) === i) free.push(freed);
    }
  });
  return { spread: [...last.keys()].filter((i) => nodes[i]?.uniform === true), columns, calls };
}

function apply(lower: Operation['lower'], args: readonly Values[], out: Float64Array, rows: number): void {
  const [a, b, c] = args;
  if (args.length > 3) {
    for (let i = 0; i < rows; i++) out[i] = lower(numbers, ...args.map((arg) => arg[i] as number));
  } else if (a !== undefined && b !== undefined && c !== undefined) {
    for (let i = 0; i < rows; i++) out[i] = lower(numbers, a[i] as number, b[i] as number, c[i] as number);
  } else if (a !== undefined && b !== undefined) {
    for (let i = 0; i < rows; i++) out[i] = lower(numbers, a[i] as number, b[i] as number);
  } else if (a !== undefined) {
    for (let i = 0; i < rows; i++) out[i] = lower(numbers, a[i] as number);
  }
}
