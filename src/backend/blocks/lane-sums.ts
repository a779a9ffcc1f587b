import { LANES } from '../fold.js';
import { Code } from '../wasm/code.js';
import { Bytes, encodeModule, I32 } from '../wasm/encode.js';
import { blockMemory } from './block-memory.js';

/** `run(values, step, lanes, bytes)`: adds the value of row i to lane i mod LANES, for `bytes`/8 > 0 rows. The first row counts as row 0. */
export type LaneSums = (values: number, step: number, lanes: number, bytes: number) => void;

let made: LaneSums | undefined;

/** The order of `fold.ts` inside a block, compiled once a process. */
export function laneSums(): LaneSums {
  made ??= new WebAssembly.Instance(new WebAssembly.Module(laneModule()), { env: { memory: blockMemory().memory } }).exports
    .run as LaneSums;
  return made;
}

const [VALUES, STEP, INTO, BYTES, ROW, LANE] = [0, 1, 2, 3, 4, 5];

function laneModule(): Uint8Array<ArrayBuffer> {
  const code = new Code();
  code.loop();
  code
    .localGet(ROW)
    .i32Const(8 * LANES - 8)
    .i32And()
    .localGet(INTO)
    .i32Add()
    .localTee(LANE);
  code.localGet(LANE).f64Load(0).localGet(VALUES).f64Load(0).f64Add().f64Store(0);
  code.localGet(VALUES).localGet(STEP).i32Add().localSet(VALUES);
  code.localGet(ROW).i32Const(8).i32Add().localTee(ROW).localGet(BYTES).i32LtU().brIf(0).end();
  const body = new Bytes().u32(1).u32(2).byte(I32).append(code).byte(0x0b);
  return encodeModule([], [{ parameters: [I32, I32, I32, I32], results: [], body, exportName: 'run' }]);
}
