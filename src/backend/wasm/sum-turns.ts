import { LANES } from '../fold.js';
import type { Code } from './code.js';
import type { FunctionBody } from './emit.js';
import { I32, V128 } from './encode.js';
import { BLOCK_BYTES, MAPPED_BYTES, nextTurn, type Width } from './loop.js';
import type { Lowering } from './lower.js';
import { LANES_AT } from './run.js';
import type { Sink } from './value.js';
import { SIMD } from './vector-code.js';

export const LANE_BYTES = 8 * LANES;
/** Outputs up to which lanes are kept in locals: two vectors each, of the sixteen registers of a machine. */
export const MOST_IN_REGISTERS = 6;

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
  /** The local that is 1 where two whole blocks are gone over, whose lanes lie behind each other; null where there is always one. */
  readonly pair: number | null;
}

/** Whether sums are kept in registers. */
export const isInRegisters = (width: Width, summed: number): boolean => width.bytes === LANE_BYTES && summed <= MOST_IN_REGISTERS;

/** Adds the values of all rows of a block to the lanes, which are in memory at the end. */
export function turnsOver(body: FunctionBody, lowering: Lowering, turns: Turns): void {
  (isInRegisters(turns.width, turns.count - turns.mapped) ? registerTurns : storedTurns)(body, lowering, turns);
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

/** Bytes of a column that one of two blocks goes on before it is the other's turn. */
const STRETCH = 256;

/**
 * The same sums where a turn has all four lanes and there are few of them: in locals, which the machine keeps in registers. They go to memory after the last full turn and after the last rows. Of two
 * blocks stretches are gone over in turns: processors fetch ahead for each page of memory by itself, and of two pages they have the double time to do so.
 */
function registerTurns(body: FunctionBody, lowering: Lowering, turns: Turns): void {
  const { row, blockEnd, lane, outputBytes, count, mapped, pair } = turns;
  const { code } = body;
  const sums = Array.from({ length: count - mapped }, () => [body.local(V128), body.local(V128)] as const);
  const [limit, hop, more] = [body.local(I32), body.local(I32), body.local(I32)];
  const each = (what: (local: number, at: number) => void): void => {
    for (const [output, halves] of sums.entries())
      for (const [half, local] of halves.entries()) what(local, outputBytes * output + 16 * half);
  };
  const left = (): Code => code.localGet(limit).localGet(row).i32Sub();
  const { begin, use } = rowsApart(body, turns, ({ output, bytes, value }) => {
    const local = (sums[output] as readonly [number, number])[bytes / 16] as number;
    code.localGet(local);
    body.value(value);
    code.simd(SIMD.f64x2Add).localSet(local);
  });
  code.localGet(blockEnd).localSet(limit);
  code.localGet(LANES_AT);
  left().i32Const(LANE_BYTES).i32LtS().i32Const(5).i32Shl().i32Add().localSet(lane);
  if (pair !== null) {
    code.i32Const(BLOCK_BYTES - STRETCH).localSet(hop);
    code.localGet(pair).if().localGet(row).i32Const(STRETCH).i32Add().localSet(limit).end();
  }
  code.loop();
  each((local, at) => code.localGet(lane).v128Load(at).localSet(local));
  code.loop();
  begin();
  body.region(lowering.body, use);
  code.localGet(row).i32Const(LANE_BYTES).i32Add().localSet(row);
  left().i32Const(LANE_BYTES).i32GeS().brIf(0).end();
  each((local, at) => code.localGet(lane).localGet(local).v128Store(at));
  if (pair !== null) {
    code.localGet(pair).if();
    code.localGet(row).localGet(hop).i32Add().localTee(row).i32Const(STRETCH).i32Add().localSet(limit);
    code.i32Const(-STRETCH).localGet(hop).i32Sub().localSet(hop);
    code.localGet(LANES_AT).i32Const(1).i32Shl();
    code
      .i32Const(outputBytes * count)
      .i32Add()
      .localGet(lane)
      .i32Sub()
      .localSet(lane);
    // Until both have come to their ends: the first of them again, and nothing left of it.
    code.localGet(row).localGet(blockEnd).i32Ne().localGet(hop).i32Const(0).i32LtS().i32Or().localSet(more);
    code.else();
  }
  code.localGet(LANES_AT).i32Const(LANE_BYTES).i32Add().localSet(lane);
  left().i32Const(0).i32GtS().localSet(more);
  if (pair !== null) code.end();
  code.localGet(more).brIf(0).end();
  // Behind the second one.
  if (pair !== null) code.localGet(pair).if().localGet(row).i32Const(BLOCK_BYTES).i32Add().localSet(row).end();
}
