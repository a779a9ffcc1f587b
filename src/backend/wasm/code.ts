import { Bytes } from './encode.js';

/** Bytes with the instructions that kernels are made of, under the names of the specification. Each returns the code, so that they chain. */
export class Code extends Bytes {
  localGet(index: number): this {
    return this.byte(0x20).u32(index);
  }
  localSet(index: number): this {
    return this.byte(0x21).u32(index);
  }
  localTee(index: number): this {
    return this.byte(0x22).u32(index);
  }
  call(index: number): this {
    return this.byte(0x10).u32(index);
  }
  /** The function whose number in the table is on the stack above its arguments. @param type of the function, by number in the module. */
  callIndirect(type: number): this {
    return this.byte(0x11).u32(type).u32(0);
  }

  i32Const(value: number): this {
    return this.byte(0x41).s32(value);
  }
  i32Add(): this {
    return this.byte(0x6a);
  }
  i32Sub(): this {
    return this.byte(0x6b);
  }
  i32Mul(): this {
    return this.byte(0x6c);
  }
  i32And(): this {
    return this.byte(0x71);
  }
  i32Eq(): this {
    return this.byte(0x46);
  }
  i32Ne(): this {
    return this.byte(0x47);
  }
  i32Eqz(): this {
    return this.byte(0x45);
  }
  i32Or(): this {
    return this.byte(0x72);
  }
  i32Shl(): this {
    return this.byte(0x74);
  }
  i32ShrU(): this {
    return this.byte(0x76);
  }
  /** Unsigned less than. */
  i32LtU(): this {
    return this.byte(0x49);
  }
  /** Truncation to an unsigned integer; NaN gives 0. */
  i32TruncSatF64U(): this {
    return this.byte(0xfc).u32(3);
  }

  i64Const(value: bigint): this {
    return this.byte(0x42).s64(value);
  }
  i64And(): this {
    return this.byte(0x83);
  }
  i64Or(): this {
    return this.byte(0x84);
  }
  i64Shl(): this {
    return this.byte(0x86);
  }
  i64ExtendI32U(): this {
    return this.byte(0xad);
  }
  i32WrapI64(): this {
    return this.byte(0xa7);
  }
  i64ShrU(): this {
    return this.byte(0x88);
  }
  i64ReinterpretF64(): this {
    return this.byte(0xbd);
  }

  f64Const(value: number): this {
    return this.byte(0x44).f64(value);
  }
  /** At the address on the stack plus `offset`. */
  i32Load(offset: number): this {
    return this.byte(0x28).u32(ALIGN_4).u32(offset);
  }
  /** At the address on the stack plus `offset`, 0 … 2³² − 1. */
  f64Load(offset: number): this {
    return this.byte(0x2b).u32(ALIGN_8).u32(offset);
  }
  f32Load(offset: number): this {
    return this.byte(0x2a).u32(ALIGN_4).u32(offset);
  }
  f64PromoteF32(): this {
    return this.byte(0xbb);
  }
  f64Store(offset: number): this {
    return this.byte(0x39).u32(ALIGN_8).u32(offset);
  }
  f64Add(): this {
    return this.byte(0xa0);
  }
  f64Sub(): this {
    return this.byte(0xa1);
  }
  f64Min(): this {
    return this.byte(0xa4);
  }
  f64ReinterpretI64(): this {
    return this.byte(0xbf);
  }

  /** An instruction on vectors by its number after the prefix, under its name in `vector-code.ts`. */
  simd(opcode: number): this {
    return this.byte(0xfd).u32(opcode);
  }
  /** Two lanes of 64 bits. */
  v128Const(first: bigint, second = first): this {
    this.simd(0x0c);
    for (const word of [first, first >> 32n, second, second >> 32n]) {
      const bits = Number(word & 0xffffffffn);
      for (let byte = 0; byte < 32; byte += 8) this.byte((bits >>> byte) & 0xff);
    }
    return this;
  }
  /** Two doubles at the address on the stack plus `offset`, which need not be a multiple of 16. */
  v128Load(offset: number): this {
    return this.simd(0x00).u32(ALIGN_8).u32(offset);
  }
  v128Store(offset: number): this {
    return this.simd(0x0b).u32(ALIGN_8).u32(offset);
  }
  /** The double at the address on the stack plus `offset` and a zero. */
  v128Load64Zero(offset: number): this {
    return this.simd(0x5d).u32(ALIGN_8).u32(offset);
  }
  /** The vector on the stack with the double at the address below it plus `offset` as its second lane. */
  v128Load64Second(offset: number): this {
    return this.simd(0x57).u32(ALIGN_8).u32(offset).byte(1);
  }
  f64x2ExtractLane(lane: number): this {
    return this.simd(0x21).byte(lane);
  }
  f64x2ReplaceLane(lane: number): this {
    return this.simd(0x22).byte(lane);
  }
  i32x4ExtractLane(lane: number): this {
    return this.simd(0x1b).byte(lane);
  }

  select(): this {
    return this.byte(0x1b);
  }
  loop(): this {
    return this.byte(0x03).byte(NO_RESULT);
  }
  if(): this {
    return this.byte(0x04).byte(NO_RESULT);
  }
  else(): this {
    return this.byte(0x05);
  }
  end(): this {
    return this.byte(0x0b);
  }
  /** To the start of the loop around, or the end of the block around. */
  br(depth: number): this {
    return this.byte(0x0c).u32(depth);
  }
  return(): this {
    return this.byte(0x0f);
  }
  /** To the start of the loop around, or the end of the block around, when the truth value on the stack holds. */
  brIf(depth: number): this {
    return this.byte(0x0d).u32(depth);
  }
  /** Address, byte value and count from the stack. */
  memoryFill(): this {
    return this.byte(0xfc).u32(11).byte(0x00);
  }
}

const ALIGN_4 = 2;
const ALIGN_8 = 3;
const NO_RESULT = 0x40;
