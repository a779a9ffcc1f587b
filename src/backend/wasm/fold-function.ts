import { LEAST_SQUARES, MOST_SQUARES } from '../../base/linear-algebra/fold-block.js';
import { Code } from './code.js';
import { Bytes, type EncodedFunction, F64, I32 } from './encode.js';
import { MAPPED_BYTES } from './loop.js';
import { OP } from './value.js';

/** What a kernel imports: address of its first mapped column, bytes of rows in a column, width, address of the factor, address of `width` doubles to exchange. Rows go up to a multiple of 4. */
export const FOLD = { name: 'fold', parameters: [I32, I32, I32, I32, I32], results: [] };

const [COLUMNS, BYTES, WIDTH, FACTOR, EXCHANGE] = [0, 1, 2, 3, 4];
/** Bytes up to a multiple of 4 rows; columns that are left, with column k; bytes from a column to one that is right of it. */
const [ROWS, LEFT, OFFSET] = [5, 6, 7];
const [OWN, SQUARES, SCALE, BETA, FIRST, DIVISOR, ABOVE, PART] = [8, 9, 10, 11, 12, 13, 14, 15];

/** Indices of what it calls. */
export interface FoldCalls {
  readonly multiply: number;
  readonly reflect: number;
  readonly rescale: number;
}

/** `foldBlock` of `fold-block.ts`: `COLUMNS`, `EXCHANGE` and `FACTOR` go on to column k, its number, and its place on the diagonal. */
export function foldFunction(calls: FoldCalls): EncodedFunction {
  const code = new Code();
  /** What `multiply` and `reflect` take: column k, its end, and the columns from the next (or itself) on. */
  const addresses = (from: 0 | 1, to: 0 | 1): Code => {
    const column = (which: 0 | 1): Code =>
      which === 0 ? code.localGet(COLUMNS) : code.localGet(COLUMNS).i32Const(MAPPED_BYTES).i32Add();
    column(from);
    column(from).localGet(ROWS).i32Add();
    code
      .localGet(EXCHANGE)
      .i32Const(8 * to)
      .i32Add();
    column(to);
    return code.localGet(LEFT).i32Const(to).i32Sub();
  };
  const needsNext = (): Code => code.i32Const(2).localGet(LEFT).i32LtU().if();
  code.localGet(WIDTH).i32Const(2).i32LtU().if().return().end();
  zeroRows(code);
  code.localGet(WIDTH).localSet(LEFT);
  addresses(0, 0).call(calls.multiply);
  code.loop();
  code.localGet(FACTOR).f64Load(0).localSet(OWN);
  code.localGet(EXCHANGE).f64Load(0).localSet(SQUARES);
  code.f64Const(1).localSet(SCALE);
  code.localGet(OWN).localGet(OWN).byte(OP.mul).localGet(SQUARES).f64Add().localTee(PART);
  code.f64Const(LEAST_SQUARES).byte(OP.gt).localGet(PART).f64Const(MOST_SQUARES).byte(OP.lt).i32And().i32Eqz().if();
  addresses(0, 0).localGet(OWN).call(calls.rescale).localSet(SCALE);
  code.localGet(EXCHANGE).f64Load(0).localSet(SQUARES).end();
  code.localGet(SQUARES).f64Const(0).byte(OP.eq).if();
  needsNext();
  addresses(1, 1).call(calls.multiply).end();
  code.else();
  reflection(code);
  needsNext();
  addresses(0, 1).call(calls.reflect).end();
  code.end();
  code.localGet(COLUMNS).i32Const(MAPPED_BYTES).i32Add().localSet(COLUMNS);
  code.localGet(EXCHANGE).i32Const(8).i32Add().localSet(EXCHANGE);
  code.localGet(WIDTH).i32Const(3).i32Shl().localGet(FACTOR).i32Add().i32Const(8).i32Add().localSet(FACTOR);
  code.localGet(LEFT).i32Const(1).i32Sub().localSet(LEFT);
  code.i32Const(1).localGet(LEFT).i32LtU().brIf(0).end();
  const body = new Bytes().u32(2).u32(3).byte(I32).u32(8).byte(F64).append(code).byte(0x0b);
  return { parameters: FOLD.parameters, results: [], body, exportName: FOLD.name };
}

/** Zeros behind the rows of each column, up to a multiple of 4. */
function zeroRows(code: Code): void {
  code.localGet(BYTES).i32Const(31).i32Add().i32Const(-32).i32And().localTee(ROWS);
  code.localGet(BYTES).i32Ne().if();
  code.loop();
  code.localGet(LEFT).i32Const(MAPPED_BYTES).i32Mul().localGet(COLUMNS).i32Add().localGet(BYTES).i32Add();
  code.i32Const(0).localGet(ROWS).localGet(BYTES).i32Sub().memoryFill();
  code.localGet(LEFT).i32Const(1).i32Add().localTee(LEFT).localGet(WIDTH).i32LtU().brIf(0).end();
  code.end();
}

/** β goes onto the diagonal, and each number right of it and its sum become what is left above and the part of the reflection. */
function reflection(code: Code): void {
  const alpha = OWN;
  code.localGet(SCALE).localGet(OWN).byte(OP.mul).localTee(alpha);
  code.localGet(alpha).byte(OP.mul).localGet(SQUARES).f64Add().byte(OP.sqrt).localSet(BETA);
  code.localGet(BETA).byte(OP.neg).localGet(BETA).localGet(alpha).f64Const(0).byte(OP.gt).select().localSet(BETA);
  code.localGet(alpha).localGet(BETA).f64Sub().localSet(FIRST);
  code.localGet(BETA).byte(OP.neg).localGet(FIRST).byte(OP.mul).localSet(DIVISOR);
  code.localGet(FACTOR).localGet(BETA).localGet(SCALE).byte(OP.div).f64Store(0);
  code.i32Const(8).localSet(OFFSET).loop();
  const there = (address: number): Code => code.localGet(address).localGet(OFFSET).i32Add();
  there(FACTOR).f64Load(0).localSet(ABOVE);
  code.localGet(FIRST).localGet(ABOVE).byte(OP.mul);
  there(EXCHANGE).f64Load(0).f64Add().localGet(DIVISOR).byte(OP.div).localSet(PART);
  there(FACTOR).localGet(ABOVE).localGet(FIRST).localGet(PART).byte(OP.mul).f64Sub().f64Store(0);
  there(EXCHANGE).localGet(PART).f64Store(0);
  code.localGet(OFFSET).i32Const(8).i32Add().localTee(OFFSET).localGet(LEFT).i32Const(3).i32Shl().i32LtU().brIf(0).end();
}
