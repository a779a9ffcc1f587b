import { Code } from './code.js';
import { encodeModule, V128 } from './encode.js';
import { SIMD } from './vector-code.js';

let known: boolean | undefined;

/** Whether the engine takes 128-bit vectors (WebAssembly Core Specification 2.0; engines from before 2021, and Safari before 16.4, do not). */
export function hasVectors(): boolean {
  known ??= WebAssembly.validate(probe());
  return known;
}

/** A function that adds two vectors. */
function probe(): Uint8Array<ArrayBuffer> {
  const body = new Code().u32(0).localGet(0).localGet(0).simd(SIMD.f64x2Add).byte(0x0b);
  return encodeModule([], [{ parameters: [V128], results: [V128], body }]);
}
