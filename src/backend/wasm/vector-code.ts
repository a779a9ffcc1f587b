/** Instructions on v128 after the prefix 0xfd, under the names of the specification (WebAssembly Core Specification 2.0, chapter 5.4.8). */
export const SIMD = {
  i32x4Splat: 0x11,
  f64x2Splat: 0x14,
  not: 0x4d,
  and: 0x4e,
  andnot: 0x4f,
  or: 0x50,
  xor: 0x51,
  bitselect: 0x52,
  anyTrue: 0x53,
  f64x2PromoteLowF32x4: 0x5f,
  i64x2AllTrue: 0xc3,
  i64x2Shl: 0xcb,
  i64x2ShrU: 0xcd,
  i64x2Eq: 0xd6,
  f64x2Add: 0xf0,
  f64x2Sub: 0xf1,
  f64x2Mul: 0xf2,
  /** b < a ? b : a, one instruction of the machine where `min` takes seven. */
  f64x2Pmin: 0xf6,
  f64x2Pmax: 0xf7,
  i32x4TruncSatF64x2UZero: 0xfd,
} as const;
