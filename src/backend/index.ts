import { DownhillError } from '../base/errors.js';
import { interpreter } from './interpreter.js';
import type { Backend } from './program.js';
import { wasm } from './wasm/kernel.js';

export type BackendKind = 'auto' | 'interpreter' | 'wasm';

/**
 * The backend to compute with. `auto` takes WebAssembly where the platform lets it compile (a content-security policy needs
 * `'wasm-unsafe-eval'`), else the interpreter; the results have the same bits.
 * @throws DownhillError `no-wasm` when WebAssembly is asked for and refused.
 */
export function backendFor(kind: BackendKind): Backend {
  if (kind === 'interpreter') return interpreter;
  if (wasmCompiles()) return wasm;
  if (kind === 'auto') return interpreter;
  throw new DownhillError(
    'no-wasm',
    'WebAssembly is missing here, or a content-security policy refuses to compile it',
    "leave the backend out (the interpreter gives the same results), or allow script-src 'wasm-unsafe-eval'",
  );
}

let compiles: boolean | undefined;

function wasmCompiles(): boolean {
  if (compiles === undefined) {
    try {
      new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));
      compiles = true;
    } catch {
      compiles = false;
    }
  }
  return compiles;
}
