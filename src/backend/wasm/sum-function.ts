import { LANES } from '../fold.js';
import type { Code } from './code.js';
import type { FunctionBody } from './emit.js';
import { type EncodedFunction, I32, V128 } from './encode.js';
import { FOLD_INDEX, type FunctionTable } from './functions.js';
import { BLOCK_BYTES, bodyFor, finished, MAPPED_BYTES, nextTurn, type Width } from './loop.js';
import type { Lowering } from './lower.js';
import { FROM, INTO, LANES_AT, RUN, TO } from './run.js';
import type { Sink } from './value.js';
import { SIMD } from './vector-code.js';

const LANE_BYTES = 8 * LANES;
/** Outputs up to which lanes are kept in locals: two vectors each, of the sixteen registers of a machine. */
const MOST_HELD = 6;

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
  code.localGet(FROM).localSet(row);
  code.loop(); // per block
  code.localGet(row).localSet(start);
  code.localGet(TO).localSet(blockEnd);
  // By the distance, not the end: the end of the last block may be beyond 2³².
  code.i32Const(BLOCK_BYTES).localGet(TO).localGet(row).i32Sub().i32LtU();
  code.if().localGet(row).i32Const(BLOCK_BYTES).i32Add().localSet(blockEnd).end();
  code.localGet(LANES_AT).i32Const(0).i32Const(allBytes).memoryFill();
  const held = width.bytes === LANE_BYTES && count - mapped <= MOST_HELD;
  (held ? heldTurns : storedTurns)(body, lowering, { row, start, blockEnd, lane, outputBytes, count, mapped, width });
  if (mapped > 0) {
    const columns = (): Code => code.localGet(LANES_AT).i32Const(allBytes).i32Add();
    columns().localGet(blockEnd).localGet(start).i32Sub().i32Const(mapped).localGet(factor);
    columns()
      .i32Const(MAPPED_BYTES * mapped)
      .i32Add()
      .call(FOLD_INDEX);
  }
  if (mapped < count) {
    const fold = width.vectors ? vectorFold(body, blockEnd) : scalarFold(body);
    code.localGet(LANES_AT).localSet(output);
    code.localGet(LANES_AT).i32Const(allBytes).i32Add().localSet(lane);
    code.loop(); // per output
    code.localGet(INTO);
    fold(output);
    code.f64Store(0);
    code.localGet(INTO).i32Const(8).i32Add().localSet(INTO);
    code.localGet(output).i32Const(outputBytes).i32Add().localTee(output);
    code.localGet(lane).i32LtU().brIf(0).end();
  }
  code.localGet(row).localGet(TO).i32LtU().brIf(0).end();
  return { ...RUN, body: finished(body, width) };
}

interface Turns {
  /** Locals: the row, where its block begins and ends, and one to keep the address of lanes in. */
  readonly row: number;
  readonly start: number;
  readonly blockEnd: number;
  readonly lane: number;
  /** Of the lanes, from output to output. */
  readonly outputBytes: number;
  readonly count: number;
  readonly mapped: number;
  readonly width: Width;
}

/** What is done with the value of an output. */
type Use = (sink: Sink) => void;

/** Leaves a value of a row behind the lanes where mapped outputs go, and hands the others on. */
function rowsApart(
  body: FunctionBody,
  { row, start, count, outputBytes, mapped, width }: Turns,
  summed: Use,
): { readonly begin: () => void; readonly use: Use } {
  const { code } = body;
  if (mapped === 0) return { begin: () => {}, use: summed };
  const place = body.local(I32);
  return {
    begin: () => code.localGet(row).localGet(start).i32Sub().localGet(LANES_AT).i32Add().localSet(place),
    use: (sink) => {
      const { output, bytes, value } = sink;
      if (output >= mapped) return summed({ ...sink, output: output - mapped });
      const at = outputBytes * (count - mapped) + MAPPED_BYTES * output + bytes;
      code.localGet(place);
      body.value(value);
      if (width.vectors) code.v128Store(at);
      else code.f64Store(at);
    },
  };
}

/** The rows of a block, the lanes in memory. The last rows, where they are not enough for a turn of vectors, go to lanes of their own: what is beside them is no row. */
function storedTurns(body: FunctionBody, lowering: Lowering, turns: Turns): void {
  const { row, blockEnd, lane, outputBytes, width } = turns;
  const { code } = body;
  const at = width.vectors ? body.local(I32) : lane;
  const { begin, use } = rowsApart(body, turns, ({ output, bytes, value }) => {
    const sum = outputBytes * output + bytes;
    code.localGet(at).localGet(at);
    if (width.vectors) {
      code.v128Load(sum);
      body.value(value);
      code.simd(SIMD.f64x2Add).v128Store(sum);
    } else {
      code.f64Load(sum);
      body.value(value);
      code.f64Add().f64Store(sum);
    }
  });
  code.localGet(LANES_AT).localSet(lane);
  code.loop();
  if (width.vectors) {
    code.localGet(lane).localGet(blockEnd).localGet(row).i32Sub().i32Const(width.bytes).i32LtU().i32Const(5).i32Shl().i32Or();
    code.localSet(at);
  }
  begin();
  body.region(lowering.body, use);
  // The bit above those of the lanes is 0 in the address of the first: what is carried there is dropped.
  if (width.bytes < LANE_BYTES) code.localGet(lane).i32Const(width.bytes).i32Add().i32Const(~LANE_BYTES).i32And().localSet(lane);
  nextTurn(code, row, blockEnd, width);
}

/** The same sums where a turn has all four lanes and there are few of them: in locals, which the machine keeps in registers. They go to memory after the last full turn and after the last rows. */
function heldTurns(body: FunctionBody, lowering: Lowering, turns: Turns): void {
  const { row, blockEnd, lane, outputBytes, count, mapped } = turns;
  const { code } = body;
  const sums = Array.from({ length: count - mapped }, () => [body.local(V128), body.local(V128)] as const);
  const clear = (): void => {
    for (const local of sums.flat()) code.v128Const(0n).localSet(local);
  };
  const left = (): Code => code.localGet(blockEnd).localGet(row).i32Sub();
  const { begin, use } = rowsApart(body, turns, ({ output, bytes, value }) => {
    const local = (sums[output] as readonly [number, number])[bytes / 16] as number;
    code.localGet(local);
    body.value(value);
    code.simd(SIMD.f64x2Add).localSet(local);
  });
  clear();
  code.localGet(LANES_AT);
  left().i32Const(LANE_BYTES).i32LtS().i32Const(5).i32Shl().i32Add().localSet(lane);
  code.loop();
  begin();
  body.region(lowering.body, use);
  code.localGet(row).i32Const(LANE_BYTES).i32Add().localSet(row);
  left().i32Const(LANE_BYTES).i32GeS().brIf(0);
  for (const [output, pair] of sums.entries())
    for (const [half, local] of pair.entries())
      code
        .localGet(lane)
        .localGet(local)
        .v128Store(outputBytes * output + 16 * half);
  clear();
  code.localGet(LANES_AT).i32Const(LANE_BYTES).i32Add().localSet(lane);
  left().i32Const(0).i32GtS().brIf(0).end();
}

/** Pushes the sum of the four lanes at the address in the local `at`. */
type Fold = (at: number) => void;

function scalarFold({ code }: FunctionBody): Fold {
  return (at) => {
    code.localGet(at).f64Load(0).localGet(at).f64Load(8).f64Add();
    code.localGet(at).f64Load(16).localGet(at).f64Load(24).f64Add();
    code.f64Add();
  };
}

/** First adds the lanes of the last rows, without those that are no rows. Where there are none this adds +0, which changes nothing: lanes are never −0. */
function vectorFold(body: FunctionBody, blockEnd: number): Fold {
  const { code } = body;
  const last = body.local(I32);
  const masks = [body.local(V128), body.local(V128)] as const;
  code
    .localGet(blockEnd)
    .localGet(FROM)
    .i32Sub()
    .i32Const(LANE_BYTES - 8)
    .i32And()
    .localSet(last);
  code.v128Const(-1n, 0n).i32Const(0).localGet(last).i32Const(8).i32Ne().i32Sub();
  code.simd(SIMD.i32x4Splat).simd(SIMD.or).localSet(masks[0]);
  code.v128Const(-1n, 0n).i32Const(0).localGet(last).i32Const(24).i32Eq().i32Sub();
  code.simd(SIMD.i32x4Splat).simd(SIMD.and).localSet(masks[1]);
  const pair = body.local(V128);
  return (at) => {
    masks.forEach((mask, i) => {
      code
        .localGet(at)
        .v128Load(16 * i)
        .localGet(at)
        .v128Load(LANE_BYTES + 16 * i);
      code.localGet(mask).simd(SIMD.and).simd(SIMD.f64x2Add).localSet(pair);
      code.localGet(pair).f64x2ExtractLane(0).localGet(pair).f64x2ExtractLane(1).f64Add();
    });
    code.f64Add();
  };
}
