import { LANES } from '../fold.js';
import { Code } from '../wasm/code.js';
import { Bytes, type EncodedFunction, encodeModule, I32 } from '../wasm/encode.js';
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

function lanesFunction(): EncodedFunction {
  const code = opened().loop();
  code
    .localGet(ROW)
    .i32Const(8 * LANES - 8)
    .i32And()
    .localGet(INTO)
    .i32Add()
    .localTee(PLACE);
  code.localGet(PLACE).f64Load(0).localGet(VALUES).f64Load(0).f64Add().f64Store(0);
  return blockFunction('lanes', nextRow(code));
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
  return { parameters: [I32, I32, I32], results: [], body: body(0, code), exportName: 'execute' };
}

const blockFunction = (exportName: string, code: Code): EncodedFunction => ({
  parameters: [I32, I32],
  results: [],
  body: body(5, code),
  exportName,
});

const body = (locals: number, code: Code): Bytes =>
  (locals === 0 ? new Bytes().u32(0) : new Bytes().u32(1).u32(locals).byte(I32)).append(code).byte(0x0b);
