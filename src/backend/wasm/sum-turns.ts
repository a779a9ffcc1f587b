import { LANES } from '../fold.js';
import type { Code } from './code.js';
import type { FunctionBody } from './emit.js';
import { I32, V128 } from './encode.js';
import { MAPPED_BYTES, nextTurn, type Width } from './loop.js';
import type { Lowering } from './lower.js';
import { LANES_AT } from './run.js';
import type { Sink } from './value.js';
import { SIMD } from './vector-code.js';

export const LANE_BYTES = 8 * LANES;
/** Outputs up to which lanes are kept in locals: two vectors each, of the sixteen registers of a machine. */
const MOST_HELD = 6;

/** The rows of a block, as `sum-function.ts` goes over them. */
export interface Turns {
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

/** Adds the values of all rows of a block to the lanes, which are in memory at the end. */
export function turnsOver(body: FunctionBody, lowering: Lowering, turns: Turns): void {
  const held = turns.width.bytes === LANE_BYTES && turns.count - turns.mapped <= MOST_HELD;
  (held ? heldTurns : storedTurns)(body, lowering, turns);
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
