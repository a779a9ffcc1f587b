import { Code } from './code.js';
import { Bytes, type EncodedFunction, I32, V128 } from './encode.js';
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

const LOOPS: readonly Loop[] = [true, false].flatMap((subtracts) => [true, false].map((leads) => ({ subtracts, leads })));

/** Addresses that a loop takes: of column k, behind its last row, of the exchanged number of the first column, and of that column. Rows are a multiple of 4. */
export const LOOP_PARAMETERS = [I32, I32, I32, I32];
const [V, END, EXCHANGE, COLUMNS] = [0, 1, 2, 3];

/** All loops; that for `count` columns stands at {@link loopIndex}. */
export const reflectionLoops = (): EncodedFunction[] =>
  LOOPS.flatMap((loop) =>
    Array.from({ length: TILE }, (_, i) => ({ parameters: LOOP_PARAMETERS, results: [], body: loopOver(i + 1, loop) })),
  );

export const loopIndex = ({ subtracts, leads }: Loop, count: number): number =>
  TILE * LOOPS.findIndex((loop) => loop.subtracts === subtracts && loop.leads === leads) + count - 1;

/** Two vectors of sums a column are its four lanes, of rows 4i, 4i + 1 and 4i + 2, 4i + 3. */
function loopOver(count: number, loop: Loop): Bytes {
  const code = new Code();
  const locals = localsOf(count);
  const all = Array.from({ length: count }, (_, c) => c);
  if (loop.subtracts)
    for (const c of all)
      code
        .localGet(EXCHANGE)
        .f64Load(8 * c)
        .simd(SIMD.f64x2Splat)
        .localSet(locals.part(c));
  code.loop();
  for (const half of [0, 1] as const) turn(code, locals, loop, all, half);
  if (!loop.leads) code.localGet(COLUMNS).i32Const(32).i32Add().localSet(COLUMNS);
  code.localGet(V).i32Const(32).i32Add().localTee(V).localGet(END).i32LtU().brIf(0).end();
  for (const c of all) {
    code.localGet(EXCHANGE);
    for (const half of [0, 1]) {
      const sum = locals.sum(c, half);
      code.localGet(sum).f64x2ExtractLane(0).localGet(sum).f64x2ExtractLane(1).f64Add();
    }
    code.f64Add().f64Store(8 * c);
  }
  return new Bytes().u32(1).u32(locals.count).byte(V128).append(code).byte(0x0b);
}

const localsOf = (count: number) => {
  const first = LOOP_PARAMETERS.length;
  return {
    v: first,
    w: first + 1,
    column: first + 2,
    part: (c: number): number => first + 3 + c,
    sum: (c: number, half: number): number => first + 3 + count + 2 * c + half,
    count: 3 + 3 * count,
  };
};

/** Two rows of all columns. */
function turn(
  code: Code,
  locals: ReturnType<typeof localsOf>,
  { subtracts, leads }: Loop,
  all: readonly number[],
  half: 0 | 1,
): void {
  const { v, w, column, part, sum } = locals;
  /** From column k to that which the sums are with. */
  const apart = subtracts ? MAPPED_BYTES : 0;
  const [base, first] = leads ? [V, apart] : [COLUMNS, 0];
  const rows = 16 * half;
  if (subtracts) code.localGet(V).v128Load(rows).localSet(v);
  if (!leads)
    code
      .localGet(V)
      .v128Load(apart + rows)
      .localSet(w);
  for (const c of all) {
    const at = first + c * MAPPED_BYTES + rows;
    const into = leads && c === 0 ? w : column;
    if (subtracts) code.localGet(base);
    code.localGet(base).v128Load(at);
    if (subtracts) code.localGet(v).localGet(part(c)).simd(SIMD.f64x2Mul).simd(SIMD.f64x2Sub).localTee(into).v128Store(at);
    else code.localSet(into);
    code.localGet(sum(c, half)).localGet(w).localGet(into).simd(SIMD.f64x2Mul).simd(SIMD.f64x2Add).localSet(sum(c, half));
  }
}
