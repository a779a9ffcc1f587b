import { LANES } from '../fold.js';
import type { FunctionBody } from './emit.js';
import { type EncodedFunction, I32, V128 } from './encode.js';
import { FOLD_INDEX, type FunctionTable } from './functions.js';
import { BLOCK_BYTES, bodyFor, FROM, finished, type Layout, MAPPED_BYTES, nextTurn, RUN, TO, type Width } from './loop.js';
import type { Lowering } from './lower.js';
import { SIMD } from './vector-code.js';

const LANE_BYTES = 8 * LANES;

/**
 * `run` that leaves the sums of each block of rows, one block after the other.
 * @param count of outputs. @param mapped how many of them are not summed but go into a triangular factor of all the rows, which is left before the sums.
 */
export function sumFunction(
  count: number,
  mapped: number,
  layout: Layout,
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
  const into = body.local(I32);
  const start = body.local(I32);
  const place = body.local(I32);
  const columns = layout.lanes + allBytes;
  const sums = layout.results + 8 * mapped * mapped;
  body.region(lowering.uniform, () => {});
  if (mapped > 0)
    code
      .i32Const(layout.results)
      .i32Const(0)
      .i32Const(sums - layout.results)
      .memoryFill();
  code.localGet(FROM).localSet(row);
  code.loop(); // per block
  code.localGet(row).localSet(start);
  code.localGet(TO).localSet(blockEnd);
  // By the distance, not the end: the end of the last block may be beyond 2³².
  code.i32Const(BLOCK_BYTES).localGet(TO).localGet(row).i32Sub().i32LtU();
  code.if().localGet(row).i32Const(BLOCK_BYTES).i32Add().localSet(blockEnd).end();
  code.i32Const(layout.lanes).i32Const(0).i32Const(allBytes).memoryFill();
  code.loop(); // per turn
  code
    .localGet(row)
    .localGet(FROM)
    .i32Sub()
    .i32Const(LANE_BYTES - width.bytes)
    .i32And();
  if (width.vectors) {
    // The last rows, where they are not enough for a turn, go to lanes of their own: what is beside them is no row.
    code.localGet(blockEnd).localGet(row).i32Sub().i32Const(width.bytes).i32LtU().i32Const(5).i32Shl().i32Or();
  }
  code.localSet(lane);
  if (mapped > 0) code.localGet(row).localGet(start).i32Sub().localSet(place);
  body.region(lowering.body, ({ output, bytes, value }) => {
    if (output < mapped) {
      const at = columns + MAPPED_BYTES * output + bytes;
      code.localGet(place);
      body.value(value);
      if (width.vectors) code.v128Store(at);
      else code.f64Store(at);
      return;
    }
    const sum = layout.lanes + outputBytes * (output - mapped) + bytes;
    code.localGet(lane).localGet(lane);
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
  nextTurn(code, row, blockEnd, width);
  if (mapped > 0) {
    code.i32Const(columns).localGet(blockEnd).localGet(start).i32Sub().i32Const(mapped).i32Const(layout.results);
    code.i32Const(columns + MAPPED_BYTES * mapped).call(FOLD_INDEX);
  }
  const fold = width.vectors ? vectorFold(body, blockEnd) : scalarFold(body);
  if (mapped < count) {
    code.i32Const(0).localSet(output);
    code.loop(); // per output
    code.localGet(into);
    fold(output, layout.lanes);
    code.f64Store(sums);
    code.localGet(into).i32Const(8).i32Add().localSet(into);
    code.localGet(output).i32Const(outputBytes).i32Add().localTee(output);
    code.i32Const(allBytes).i32LtU().brIf(0).end();
  }
  code.localGet(row).localGet(TO).i32LtU().brIf(0).end();
  return { ...RUN, body: finished(body, width) };
}

/** Pushes the sum of the four lanes at `lanes` plus the value of the local `at`. */
type Fold = (at: number, lanes: number) => void;

function scalarFold({ code }: FunctionBody): Fold {
  return (at, lanes) => {
    code
      .localGet(at)
      .f64Load(lanes)
      .localGet(at)
      .f64Load(lanes + 8)
      .f64Add();
    code
      .localGet(at)
      .f64Load(lanes + 16)
      .localGet(at)
      .f64Load(lanes + 24)
      .f64Add();
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
  return (at, lanes) => {
    masks.forEach((mask, i) => {
      code
        .localGet(at)
        .v128Load(lanes + 16 * i)
        .localGet(at)
        .v128Load(lanes + LANE_BYTES + 16 * i);
      code.localGet(mask).simd(SIMD.and).simd(SIMD.f64x2Add).localSet(pair);
      code.localGet(pair).f64x2ExtractLane(0).localGet(pair).f64x2ExtractLane(1).f64Add();
    });
    code.f64Add();
  };
}
