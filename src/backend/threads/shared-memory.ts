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

/**
 * A memory for threads, all zero; nothing where there is no room for what it may grow to, which such a memory sets aside at once.
 * @param maximum of pages, where it is to stay with its maker: such a memory is always a new one.
 */
export function sharedMemory(pages: number, maximum?: number): WebAssembly.Memory | undefined {
  if (maximum !== undefined) return attempted(() => fresh(pages, maximum));
  const again = spare?.deref();
  spare = undefined;
  return attempted(() => (again === undefined ? fresh(pages) : (cleared(again, pages) ?? fresh(pages))));
}

function attempted(make: () => WebAssembly.Memory): WebAssembly.Memory | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** For whoever needs one next. Nobody may use it any more. */
export function giveBack(memory: WebAssembly.Memory): void {
  forget(memory);
  spare = new WeakRef(memory);
}

const fresh = (pages: number, maximum = MOST_PAGES): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: pages, maximum, shared: true });

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
