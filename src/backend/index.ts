import { DownhillError } from '../base/errors.js';
import { withDerivedColumns } from './derived-columns.js';
import { interpreter } from './interpreter.js';
import type { Backend } from './program.js';
import { tiered } from './tiered.js';
import { wasm } from './wasm/kernel.js';

export type BackendKind = 'auto' | 'interpreter' | 'wasm';

/**
 * The backend to compute with. `auto` uses WebAssembly where the platform lets it (a content-security policy needs `'wasm-unsafe-eval'`), and compiles a whole program once it has
 * seen enough rows, and keeps what no parameter enters; else it interprets. The results have the same bits.
 * @throws DownhillError `no-wasm` when WebAssembly is asked for and refused.
 */
export function backendFor(kind: BackendKind): Backend {
  if (kind === 'interpreter') return interpreter;
  if (kind === 'auto') return wasmCompiles() ? compiledWhenWorthIt : interpreter;
  if (wasmCompiles()) return wasm;
  throw new DownhillError(
    'no-wasm',
    'WebAssembly is missing here, or a content-security policy refuses to compile it',
    "leave the backend out (the interpreter gives the same results), or allow script-src 'wasm-unsafe-eval'",
  );
}

const compiledWhenWorthIt = withDerivedColumns(tiered(wasm));

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
