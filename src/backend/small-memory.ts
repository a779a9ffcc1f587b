const PAGE = 65536;
/** Pages of the largest memory that is kept: 1 MiB. */
const MOST_PAGES = 16;

let spare: WebAssembly.Memory | undefined;

/**
 * A memory of so many pages or more, all zero: the one that was given back, where it is large enough. For a new one an engine sets aside gigabytes of addresses, which takes as long as some thirty
 * evaluations over a hundred rows, and again when it is collected.
 */
export function smallMemory(pages: number): WebAssembly.Memory {
  const again = spare;
  if (again === undefined || again.buffer.byteLength < pages * PAGE) return new WebAssembly.Memory({ initial: pages });
  spare = undefined;
  new Uint8Array(again.buffer).fill(0);
  return again;
}

/** For whoever needs a small one next, if it is one. Nobody may use it any more. */
export function keepSmall(memory: WebAssembly.Memory): void {
  if (memory.buffer.byteLength <= MOST_PAGES * PAGE) spare = memory;
}
