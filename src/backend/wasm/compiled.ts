import { numbers } from '../../base/elementary/numbers.js';
import type { Plan } from '../plan.js';
import type { ColumnMemory } from '../program.js';
import type { SharedKernel } from '../threads/pool.js';
import { FOLD } from './fold-function.js';
import { foldIn } from './fold-module.js';
import { PAIRS, type Width } from './loop.js';
import { type KernelKind, kernelModule, type Placed } from './module.js';
import type { Run } from './run.js';

/** A program as a module in a memory, which is compiled again when it turns out what for. */
export interface Compiled {
  /** Runs in this thread. */
  readonly run: Run;
  /** For all threads of a shared memory. */
  shared(): SharedKernel;
  /** Tells it of rows that were computed by `shared`. */
  saw(rows: number): void;
}

/** @param mapped how many outputs go into a `factor`. @throws RangeError where a function would be larger than engines take. */
export function compiled(
  kind: KernelKind,
  plan: Plan,
  columns: Placed & Pick<ColumnMemory, 'threads'>,
  memory: WebAssembly.Memory,
  width: Width,
  mapped: number,
): Compiled {
  // Other threads have no interpreter to import from.
  let importsRare = columns.threads === 1;
  let [paired, pairable] = [width === PAIRS, false];
  let rareCalls = 0;
  let bytesSeen = 0;
  const instantiate = (): SharedKernel => {
    const { bytes, imports, pairable: short } = kernelModule(kind, plan, columns, importsRare, paired ? PAIRS : width, mapped);
    pairable = short;
    const beside = kind === 'factor' ? foldIn(memory, columns.shared) : undefined;
    const env: Record<string, unknown> = { memory, ...(beside === undefined ? {} : { [FOLD.name]: beside.fold }) };
    for (const { name, body } of imports)
      env[name] = (...args: number[]): number => {
        rareCalls++;
        return body(numbers, ...args);
      };
    const module = new WebAssembly.Module(bytes);
    return {
      id: modules++,
      module,
      memory,
      ...(beside === undefined ? {} : { beside: beside.module }),
      run: new WebAssembly.Instance(module, { env }).exports.run as Run,
    };
  };
  let made = instantiate();
  const saw = (bytes: number): void => {
    bytesSeen += bytes;
    const compilesRare = importsRare && rareCalls > MOST_RARE_CALLS;
    const pairs = pairable && !paired && bytesSeen > 8 * SINGLE_ROWS;
    if (!compilesRare && !pairs) return;
    importsRare &&= !compilesRare;
    paired ||= pairs;
    made = instantiate();
  };
  return {
    run(from, to, point, lanes, into) {
      made.run(from, to, point, lanes, into);
      saw(to - from);
    },
    shared: () => made,
    saw: (rows) => saw(8 * rows),
  };
}

let modules = 0;

/** Rare functions come from the interpreter until they are met more often than this: then they are compiled. The bits are the same. */
const MOST_RARE_CALLS = 2000;
/** Rows that go one vector at a time, before twice the code is compiled for a sixth less time: about 1 ns a row for 2 … 4 ms. */
const SINGLE_ROWS = 2 ** 22;
