import { OP } from './value.js';
import { SIMD } from './vector-code.js';

const double = new DataView(new ArrayBuffer(8));

/** The 64 bits of a double. */
export function bitsOf(value: number): bigint {
  double.setFloat64(0, value);
  return double.getBigUint64(0);
}

export const ONES = 0xffffffffffffffffn;
export const SIGN = 1n << 63n;
/** The integer lands in the low bits of the significand, from where it is shifted into the exponent. */
export const POWER_SHIFT = bitsOf(1.5 * 2 ** 52 + 1023);
/** The exponent's bits become the low bits of the significand of 2⁵². */
export const EXPONENT_BITS = bitsOf(2 ** 52);
export const EXPONENT_SHIFT = bitsOf(2 ** 52 + 1023);
export const HEAD = ONES ^ ((1n << 27n) - 1n);

/** Constants that an operation has beside its arguments. */
export const BITS: Readonly<Record<number, readonly bigint[] | undefined>> = {
  [OP.neg]: [SIGN],
  [OP.copysign]: [SIGN],
  [OP.power2]: [POWER_SHIFT],
  [OP.exponent]: [EXPONENT_BITS, EXPONENT_SHIFT],
  [OP.head]: [HEAD],
};

/** Operations that are one instruction on vectors. */
export const VECTOR: Readonly<Record<number, number | undefined>> = {
  [OP.eq]: 0x47,
  [OP.ne]: 0x48,
  [OP.lt]: 0x49,
  [OP.gt]: 0x4a,
  [OP.le]: 0x4b,
  [OP.ge]: 0x4c,
  [OP.not]: SIMD.not,
  [OP.and]: SIMD.and,
  [OP.or]: SIMD.or,
  [OP.ceil]: 0x74,
  [OP.floor]: 0x75,
  [OP.trunc]: 0x7a,
  [OP.nearest]: 0x94,
  [OP.abs]: 0xec,
  [OP.sqrt]: 0xef,
  [OP.add]: SIMD.f64x2Add,
  [OP.sub]: SIMD.f64x2Sub,
  [OP.mul]: SIMD.f64x2Mul,
  [OP.div]: 0xf3,
  [OP.min]: 0xf4,
  [OP.max]: 0xf5,
};
