import { MOST_PAGES } from '../wasm/encode.js';
import { forget } from './pool.js';

const PAGE = 65536;
/** A memory is used again for data of at least this part of it: it has to be cleared. */
const LEAST_PART = 1 / 4;

/**
 * The memory that was given back last. Engines do not count shared memories, so that fits one after the other would fill the machine before the first is collected: the next one takes this.
 * Held weakly it stays while one caller fits on and on, and may go when he is done.
 */
let spare: WeakRef<WebAssembly.Memory> | undefined;

/** A memory for threads, all zero; nothing where there is no room for what it may grow to, which such a memory sets aside at once. */
export function sharedMemory(pages: number): WebAssembly.Memory | undefined {
  const again = spare?.deref();
  spare = undefined;
  try {
    return again === undefined ? fresh(pages) : (cleared(again, pages) ?? fresh(pages));
  } catch {
    return undefined;
  }
}

/** For whoever needs one next. Nobody may use it any more. */
export function giveBack(memory: WebAssembly.Memory): void {
  forget(memory);
  spare = new WeakRef(memory);
}

const fresh = (pages: number): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: pages, maximum: MOST_PAGES, shared: true });

function cleared(memory: WebAssembly.Memory, pages: number): WebAssembly.Memory | undefined {
  const has = memory.buffer.byteLength / PAGE;
  if (pages < LEAST_PART * has) return undefined;
  new Uint8Array(memory.buffer).fill(0);
  try {
    if (pages > has) memory.grow(pages - has);
    return memory;
  } catch {
    return undefined;
  }
}
