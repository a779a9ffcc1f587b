import { LANES } from '../fold.js';
import { Code } from '../wasm/code.js';
import { Bytes, type EncodedFunction, encodeModule, F64, I32 } from '../wasm/encode.js';
import { blockMemory } from './block-memory.js';
import { ARGUMENTS } from './record.js';

export interface Executor {
  /** Runs the records between two addresses, one after the other, on `bytes`/8 > 0 rows. */
  execute(code: number, end: number, bytes: number): void;
  /** Number of the function that adds the value of row i to lane i mod LANES; the first row counts as row 0. `out` are the lanes. */
  readonly lanes: number;
  /** Number of the function that copies the values to `out`; a step of 0 repeats the one value. */
  readonly copy: number;
}

let made: Executor | undefined;

/** Compiled once a process. */
export function executor(): Executor {
  if (made !== undefined) return made;
  const { memory, table } = blockMemory();
  const bytes = encodeModule([], [lanesFunction(), copyFunction(), executeFunction()], { table: true });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, table } });
  made = {
    execute: exports.execute as Executor['execute'],
    lanes: blockMemory().numbered(exports.lanes),
    copy: blockMemory().numbered(exports.copy),
  };
  return made;
}

const RECORD = 0;
const BYTES = 1;
const [VALUES, STEP, INTO, ROW, PLACE] = [2, 3, 4, 5, 6];
/** The first of the lanes' locals. */
const LANE = 7;
/** The type of all block functions: the first in the module. */
const TYPE = 0;

/** What a record of one argument says, in locals. */
const opened = (): Code =>
  new Code()
    .localGet(RECORD)
    .i32Load(ARGUMENTS)
    .localSet(VALUES)
    .localGet(RECORD)
    .i32Load(ARGUMENTS + 4)
    .localSet(STEP)
    .localGet(RECORD)
    .i32Load(ARGUMENTS + 8)
    .localSet(INTO);

const nextRow = (code: Code): Code =>
  code
    .localGet(VALUES)
    .localGet(STEP)
    .i32Add()
    .localSet(VALUES)
    .localGet(ROW)
    .i32Const(8)
    .i32Add()
    .localTee(ROW)
    .localGet(BYTES)
    .i32LtU()
    .brIf(0)
    .end();

/** Four rows at a time, each lane in a local: a sum through the memory waits for itself twice as long. Then the rows that are left. */
function lanesFunction(): EncodedFunction {
  const code = opened();
  const lanes = Array.from({ length: LANES }, (_, lane) => LANE + lane);
  code
    .localGet(BYTES)
    .i32Const(-8 * LANES)
    .i32And()
    .localTee(PLACE)
    .if();
  for (const [l, lane] of lanes.entries())
    code
      .localGet(INTO)
      .f64Load(8 * l)
      .localSet(lane);
  code.loop();
  for (const lane of lanes) {
    code.localGet(lane).localGet(VALUES).f64Load(0).f64Add().localSet(lane);
    code.localGet(VALUES).localGet(STEP).i32Add().localSet(VALUES);
  }
  code
    .localGet(ROW)
    .i32Const(8 * LANES)
    .i32Add()
    .localTee(ROW)
    .localGet(PLACE)
    .i32LtU()
    .brIf(0)
    .end();
  for (const [l, lane] of lanes.entries())
    code
      .localGet(INTO)
      .localGet(lane)
      .f64Store(8 * l);
  code.end();
  code.localGet(ROW).localGet(BYTES).i32LtU().if().loop();
  code
    .localGet(ROW)
    .i32Const(8 * LANES - 8)
    .i32And()
    .localGet(INTO)
    .i32Add()
    .localTee(PLACE);
  code.localGet(PLACE).f64Load(0).localGet(VALUES).f64Load(0).f64Add().f64Store(0);
  return blockFunction('lanes', nextRow(code).end(), LANES);
}

function copyFunction(): EncodedFunction {
  const code = opened().loop();
  code.localGet(INTO).localGet(ROW).i32Add().localGet(VALUES).f64Load(0).f64Store(0);
  return blockFunction('copy', nextRow(code));
}

function executeFunction(): EncodedFunction {
  const [CODE, END, LENGTH] = [0, 1, 2];
  const code = new Code().loop();
  code.localGet(CODE).localGet(LENGTH).localGet(CODE).i32Load(0).callIndirect(TYPE);
  code.localGet(CODE).localGet(CODE).i32Load(4).i32Add().localTee(CODE).localGet(END).i32LtU().brIf(0).end();
  return { parameters: [I32, I32, I32], results: [], body: new Bytes().u32(0).append(code).byte(0x0b), exportName: 'execute' };
}

const blockFunction = (exportName: string, code: Code, doubles = 0): EncodedFunction => ({
  parameters: [I32, I32],
  results: [],
  body: new Bytes().u32(2).u32(5).byte(I32).u32(doubles).byte(F64).append(code).byte(0x0b),
  exportName,
});
