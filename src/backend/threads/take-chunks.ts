import type { Run } from '../wasm/run.js';
import type { WORDS, Words } from './words.js';

/**
 * Works on a job until all its chunks are taken: of each chunk all candidates, while its columns are in the cache. A worker is made from the text of this function, so that
 * it uses nothing but its arguments, and has no named function in it, which some bundlers wrap.
 * @param thread 0 for the one that gave the job.
 */
export function takeChunks(words: Words, at: typeof WORDS, run: Run, thread: number): void {
  const of = words as unknown as readonly number[];
  const chunks = of[at.chunks]!;
  const candidates = of[at.candidates]!;
  const lanes = of[at.lanes]! + thread * of[at.lanesBytes]!;
  for (;;) {
    const chunk = Atomics.add(words, at.next, 1);
    if (chunk >= chunks) return;
    const start = of[at.from]! + chunk * of[at.chunkRows]!;
    const end = Math.min(start + of[at.chunkRows]!, of[at.to]!);
    const into = of[at.into]! + chunk * of[at.chunkBytes]!;
    for (let k = 0; k < candidates; k++)
      run(8 * start, 8 * end, of[at.point]! + k * of[at.pointBytes]!, lanes, into + k * of[at.candidateBytes]!);
  }
}
