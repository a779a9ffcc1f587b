import { once } from '../../base/once.js';
import { Code } from './code.js';
import { Bytes, type EncodedFunction, encodeModule, I32 } from './encode.js';
import { foldFunction } from './fold-function.js';
import { MAPPED_BYTES } from './loop.js';
import { LOOP_PARAMETERS, loopIndex, reflectionLoops, TILE } from './reflection-loops.js';
import { rescaleFunction } from './rescale-function.js';

const LOOPS = 4 * TILE;
/** The functions behind the loops. */
const MULTIPLY = LOOPS;
const REFLECT = LOOPS + 1;
const RESCALE = LOOPS + 2;

/**
 * `foldBlock` (`base/linear-algebra/fold-block.ts`) by vectors, operation by operation the same, over columns that a kernel has mapped. It knows no program and is compiled once a process, so that V8
 * keeps what it has optimised.
 */
const compiled = once(
  () =>
    new WebAssembly.Module(
      encodeModule(
        [],
        [
          ...reflectionLoops(),
          passFunction(false),
          passFunction(true),
          rescaleFunction(MULTIPLY),
          foldFunction({ multiply: MULTIPLY, reflect: REFLECT, rescale: RESCALE }),
        ],
      ),
    ),
);

const instances = new WeakMap<WebAssembly.Memory, unknown>();

/** The function that kernels of a memory import as {@link FOLD}. */
export function foldIn(memory: WebAssembly.Memory): unknown {
  if (!instances.has(memory)) instances.set(memory, new WebAssembly.Instance(compiled(), { env: { memory } }).exports.fold);
  return instances.get(memory);
}

/** `multiply` or `reflect` of `fold-block.ts`: loops by their addresses, tile by tile; the fifth argument is the number of columns. */
function passFunction(subtracts: boolean): EncodedFunction {
  const [EXCHANGE, COLUMNS, COUNT] = [2, 3, 4];
  const code = new Code();
  const tile = (leads: boolean): void => {
    for (let count = TILE; count >= 1; count--) {
      if (count === TILE)
        code
          .i32Const(TILE - 1)
          .localGet(COUNT)
          .i32LtU();
      else code.localGet(COUNT).i32Const(count).i32Eq();
      code.if();
      for (let at = 0; at < LOOP_PARAMETERS.length; at++) code.localGet(at);
      code.call(loopIndex({ subtracts, leads }, count)).end();
    }
  };
  tile(true);
  code.loop();
  code.i32Const(TILE).localGet(COUNT).i32LtU().if();
  code
    .localGet(EXCHANGE)
    .i32Const(8 * TILE)
    .i32Add()
    .localSet(EXCHANGE);
  code
    .localGet(COLUMNS)
    .i32Const(MAPPED_BYTES * TILE)
    .i32Add()
    .localSet(COLUMNS);
  code.localGet(COUNT).i32Const(TILE).i32Sub().localSet(COUNT);
  tile(false);
  code.br(1).end().end();
  return { parameters: [...LOOP_PARAMETERS, I32], results: [], body: new Bytes().u32(0).append(code).byte(0x0b) };
}
