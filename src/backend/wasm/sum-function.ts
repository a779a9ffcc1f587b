import type { Code } from './code.js';
import type { FunctionBody } from './emit.js';
import { type EncodedFunction, I32, V128 } from './encode.js';
import { FOLD_INDEX, type FunctionTable } from './functions.js';
import { lookAhead } from './look-ahead.js';
import { BLOCK_BYTES, bodyFor, finished, MAPPED_BYTES, type Width } from './loop.js';
import type { Lowering } from './lower.js';
import { FROM, INTO, LANES_AT, RUN, TO } from './run.js';
import { isInRegisters, LANE_BYTES, turnsOver } from './sum-turns.js';
import { SIMD } from './vector-code.js';

/**
 * `run` that leaves the sums of each block of rows, one block after the other.
 * @param count of outputs. @param mapped how many of them are not summed but go into a triangular factor of all the rows, which is left before the sums.
 */
export function sumFunction(
  count: number,
  mapped: number,
  lowering: Lowering,
  functions: FunctionTable,
  width: Width,
): EncodedFunction {
  const outputBytes = width.vectors ? 2 * LANE_BYTES : LANE_BYTES;
  const allBytes = outputBytes * (count - mapped);
  const body = bodyFor(lowering, width, functions);
  const { code } = body;
  const row = body.local(I32);
  const blockEnd = body.local(I32);
  const lane = body.local(I32);
  const output = body.local(I32);
  const start = body.local(I32);
  const factor = body.local(I32);
  body.region(lowering.uniform, () => {});
  if (mapped > 0) {
    const factorBytes = 8 * mapped * mapped;
    code.localGet(INTO).localTee(factor).i32Const(0).i32Const(factorBytes).memoryFill();
    code.localGet(INTO).i32Const(factorBytes).i32Add().localSet(INTO);
  }
  const pair = mapped === 0 && isInRegisters(width, count) ? body.local(I32) : null;
  const ahead = width.vectors ? lookAhead(body, lowering.body, row, pair !== null) : undefined;
  const lanesBytes = (): Code => (pair === null ? code.i32Const(allBytes) : code.i32Const(allBytes).localGet(pair).i32Shl());
  const clearLanes = (): void => {
    if (pair === null) code.localGet(LANES_AT).i32Const(0).i32Const(allBytes).memoryFill();
    else clearFew(code, allBytes);
  };
  code.localGet(FROM).localSet(row);
  code.loop(); // per block, or two
  code.localGet(row).localSet(start);
  ahead?.atBlock();
  code.localGet(TO).localSet(blockEnd);
  // By the distance, not the end: the end of the last block may be beyond 2³².
  code.i32Const(BLOCK_BYTES).localGet(TO).localGet(row).i32Sub().i32LtU();
  code.if().localGet(row).i32Const(BLOCK_BYTES).i32Add().localSet(blockEnd).end();
  if (pair !== null) {
    code
      .i32Const(2 * BLOCK_BYTES - 1)
      .localGet(TO)
      .localGet(row)
      .i32Sub()
      .i32LtU()
      .localSet(pair);
  }
  clearLanes();
  turnsOver(body, lowering, { row, start, blockEnd, lane, outputBytes, count, mapped, width, pair });
  if (mapped > 0) {
    const columns = (): Code => code.localGet(LANES_AT).i32Const(allBytes).i32Add();
    columns().localGet(blockEnd).localGet(start).i32Sub().i32Const(mapped).localGet(factor);
    columns()
      .i32Const(MAPPED_BYTES * mapped)
      .i32Add()
      .call(FOLD_INDEX);
  }
  if (mapped < count) {
    if (width.vectors) addLastRows(body, blockEnd, allBytes, output);
    code.localGet(LANES_AT).localSet(output);
    code.localGet(LANES_AT);
    lanesBytes().i32Add().localSet(lane);
    code.loop(); // per output
    code.localGet(INTO);
    foldLanes(code, output);
    code.f64Store(0);
    code.localGet(INTO).i32Const(8).i32Add().localSet(INTO);
    code.localGet(output).i32Const(outputBytes).i32Add().localTee(output);
    code.localGet(lane).i32LtU().brIf(0).end();
  }
  code.localGet(row).localGet(TO).i32LtU().brIf(0).end();
  ahead?.atEnd();
  return { ...RUN, body: finished(body, width) };
}

/** Zeros where lanes of few sums will be, of two blocks: an engine calls out of its code to fill memory, which takes as long as a tenth of two blocks of a line. */
function clearFew(code: Code, allBytes: number): void {
  for (let at = 0; at < 2 * allBytes; at += 16) code.localGet(LANES_AT).v128Const(0n).v128Store(at);
}

/** Pushes the sum of the four lanes at the address in the local `at`. */
function foldLanes(code: Code, at: number): void {
  code.localGet(at).f64Load(0).localGet(at).f64Load(8).f64Add();
  code.localGet(at).f64Load(16).localGet(at).f64Load(24).f64Add();
  code.f64Add();
}

/** Adds the lanes of the last rows of a block, without those that are no rows, which are fewer than a turn has. */
function addLastRows(body: FunctionBody, blockEnd: number, allBytes: number, at: number): void {
  const { code } = body;
  const last = body.local(I32);
  const masks = [body.local(V128), body.local(V128)] as const;
  code
    .localGet(blockEnd)
    .localGet(FROM)
    .i32Sub()
    .i32Const(LANE_BYTES - 8)
    .i32And()
    .localTee(last);
  code.if();
  code.v128Const(-1n, 0n).i32Const(0).localGet(last).i32Const(8).i32Ne().i32Sub();
  code.simd(SIMD.i32x4Splat).simd(SIMD.or).localSet(masks[0]);
  code.v128Const(-1n, 0n).i32Const(0).localGet(last).i32Const(24).i32Eq().i32Sub();
  code.simd(SIMD.i32x4Splat).simd(SIMD.and).localSet(masks[1]);
  code.localGet(LANES_AT).localSet(at);
  code.loop();
  masks.forEach((mask, i) => {
    code
      .localGet(at)
      .localGet(at)
      .v128Load(16 * i)
      .localGet(at)
      .v128Load(LANE_BYTES + 16 * i);
    code
      .localGet(mask)
      .simd(SIMD.and)
      .simd(SIMD.f64x2Add)
      .v128Store(16 * i);
  });
  code
    .localGet(at)
    .i32Const(2 * LANE_BYTES)
    .i32Add()
    .localTee(at);
  code.localGet(LANES_AT).i32Const(allBytes).i32Add().i32LtU().brIf(0).end();
  code.end();
}
