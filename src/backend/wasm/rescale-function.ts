import { Code } from './code.js';
import { Bytes, type EncodedFunction, F64, I32 } from './encode.js';
import { LOOP_PARAMETERS } from './reflection-loops.js';
import { OP } from './value.js';

/**
 * `rescaled` of `fold-block.ts`: the arguments are those of `multiply` for column k, and what stands above the column; the result is the power of two.
 * @param multiply its index.
 */
export function rescaleFunction(multiply: number): EncodedFunction {
  const parameters = [...LOOP_PARAMETERS, I32, F64];
  const [COLUMN, END, OWN] = [0, 1, 5];
  const [AT, FIELD, LARGEST, SCALE] = [6, 7, 8, 9];
  const code = new Code();
  const rows = (each: () => void): void => {
    code.localGet(COLUMN).localSet(AT).loop();
    each();
    code.localGet(AT).i32Const(8).i32Add().localTee(AT).localGet(END).i32LtU().brIf(0).end();
  };
  code.localGet(OWN).byte(OP.abs).localSet(LARGEST);
  rows(() => code.localGet(LARGEST).localGet(AT).f64Load(0).byte(OP.abs).byte(OP.max).localSet(LARGEST));
  powerOf(code, LARGEST, FIELD, SCALE);
  rows(() => code.localGet(AT).localGet(AT).f64Load(0).localGet(SCALE).byte(OP.mul).f64Store(0));
  for (let at = 0; at < OWN; at++) code.localGet(at);
  code.call(multiply).localGet(SCALE);
  const body = new Bytes().u32(2).u32(2).byte(I32).u32(2).byte(F64).append(code).byte(0x0b);
  return { parameters, results: [F64], body };
}

/** `scaleToOne` of a number that is not negative: its exponent's field is 2046 less that of the number, within 2 … 2044. */
function powerOf(code: Code, value: number, field: number, power: number): void {
  code.f64Const(1).localSet(power);
  code.localGet(value).i64ReinterpretF64().i64Const(52n).i64ShrU().i32WrapI64().i32Const(0x7ff).i32And().localSet(field);
  code.localGet(value).f64Const(0).byte(OP.ne).localGet(field).i32Const(0x7ff).i32Ne().i32And().if();
  code.i32Const(2046).localGet(field).i32Sub().localSet(field);
  code.i32Const(2044).localGet(field).i32Const(2044).localGet(field).i32LtU().select().localSet(field);
  code.i32Const(2).localGet(field).localGet(field).i32Const(2).i32LtU().select().localSet(field);
  code.localGet(field).i64ExtendI32U().i64Const(52n).i64Shl().f64ReinterpretI64().localSet(power);
  code.end();
}
