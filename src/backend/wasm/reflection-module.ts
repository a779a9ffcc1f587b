import { Code } from './code.js';
import { Bytes, type EncodedFunction, encodeModule, I32, V128 } from './encode.js';
import { MAPPED_BYTES } from './loop.js';
import { SIMD } from './vector-code.js';

/** Columns that go together: as many as there are registers for their sums. */
export const TILE = 4;

/** A loop over the rows of 1 … TILE columns, MAPPED_BYTES from column to column. */
export interface Loop {
  /** Whether column k times exchanged numbers is taken from the columns; their sums are then with column k + 1, else with column k. */
  readonly subtracts: boolean;
  /** Whether the column that the sums are with is the first of them. */
  readonly leads: boolean;
}

/** The name of a loop for `count` columns among the exports. */
export const loopName = ({ subtracts, leads }: Loop, count: number): string =>
  `${subtracts ? 'reflect' : 'multiply'}${leads ? 'First' : 'Others'}${count}`;

const LOOPS: readonly Loop[] = [true, false].flatMap((subtracts) => [true, false].map((leads) => ({ subtracts, leads })));

/**
 * A module of the loops of `column-block.ts` by vectors. Its functions take the address of column k, the address behind its last row (a multiple of 4 rows), that of the exchanged number of the first column, and
 * that of the first column. A column has two vectors of sums: the four lanes.
 */
export const reflectionModule = (): Uint8Array<ArrayBuffer> =>
  encodeModule(
    [],
    LOOPS.flatMap((loop) => Array.from({ length: TILE }, (_, i) => loopOver(i + 1, loop))),
  );

const [V, END, EXCHANGE, COLUMNS] = [0, 1, 2, 3];

function loopOver(count: number, loop: Loop): EncodedFunction {
  const { subtracts, leads } = loop;
  const parameters = [I32, I32, I32, I32];
  const local = (at: number): number => parameters.length + at;
  const [v, w, column] = [local(0), local(1), local(2)];
  const part = (c: number): number => local(3 + c);
  const sum = (c: number, half: number): number => local(3 + count + 2 * c + half);
  const other = subtracts ? MAPPED_BYTES : 0;
  const [base, first] = leads ? [V, other] : [COLUMNS, 0];
  const code = new Code();
  if (subtracts)
    for (let c = 0; c < count; c++)
      code
        .localGet(EXCHANGE)
        .f64Load(8 * c)
        .simd(SIMD.f64x2Splat)
        .localSet(part(c));
  code.loop();
  for (const half of [0, 1]) {
    const bytes = 16 * half;
    if (subtracts) code.localGet(V).v128Load(bytes).localSet(v);
    if (!leads || !subtracts)
      code
        .localGet(V)
        .v128Load(other + bytes)
        .localSet(w);
    for (let c = 0; c < count; c++) {
      const at = first + c * MAPPED_BYTES + bytes;
      const into = leads && c === 0 ? w : column;
      if (subtracts) {
        code.localGet(base);
        code.localGet(base).v128Load(at).localGet(v).localGet(part(c)).simd(SIMD.f64x2Mul).simd(SIMD.f64x2Sub).localTee(into);
        code.v128Store(at);
      } else if (into !== w) code.localGet(base).v128Load(at).localSet(column);
      code.localGet(sum(c, half)).localGet(w).localGet(into).simd(SIMD.f64x2Mul).simd(SIMD.f64x2Add).localSet(sum(c, half));
    }
  }
  if (!leads) code.localGet(COLUMNS).i32Const(32).i32Add().localSet(COLUMNS);
  code.localGet(V).i32Const(32).i32Add().localTee(V).localGet(END).i32LtU().brIf(0).end();
  for (let c = 0; c < count; c++) {
    code.localGet(EXCHANGE);
    for (const half of [0, 1]) {
      code.localGet(sum(c, half)).f64x2ExtractLane(0).localGet(sum(c, half)).f64x2ExtractLane(1).f64Add();
    }
    code.f64Add().f64Store(8 * c);
  }
  const body = new Bytes()
    .u32(1)
    .u32(3 + 3 * count)
    .byte(V128)
    .append(code)
    .byte(0x0b);
  return { parameters, results: [], body, exportName: loopName(loop, count) };
}
