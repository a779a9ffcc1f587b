import { expect, it } from 'vitest';
import { type Job, pool } from '../../src/backend/threads/pool.js';
import { startThreads } from '../../src/backend/threads/start.js';
import { Code } from '../../src/backend/wasm/code.js';
import { Bytes, encodeModule } from '../../src/backend/wasm/encode.js';
import { RUN, type Run } from '../../src/backend/wasm/run.js';

/** A module that leaves 1 where a chunk's results go, or one that fails. */
function moduleOf(body: Code): WebAssembly.Module {
  const code = new Bytes().u32(0).append(body).byte(0x0b);
  return new WebAssembly.Module(encodeModule([], [{ ...RUN, body: code }], { shared: true }));
}
const UNREACHABLE = new Code().byte(0x00);
const MARKS = new Code().localGet(4).f64Const(1).f64Store(0);

const CHUNKS = 24;
const job: Job = {
  threads: 3,
  from: 0,
  to: CHUNKS * 10,
  chunks: CHUNKS,
  chunkRows: 10,
  candidates: 1,
  point: 0,
  pointBytes: 16,
  lanes: 0,
  lanesBytes: 128,
  into: 1024,
  chunkBytes: 8,
  candidateBytes: 8,
};
const memory = (): WebAssembly.Memory => new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
/** This thread, so slow that the others have their turn. */
const slowly =
  (words: Float64Array, chunks: number[]): Run =>
  (_from, _to, _point, _lanes, into) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    chunks.push(into);
    words[into / 8] = 2;
  };

it('workers take the chunks that this thread has not come to, each once', async () => {
  expect(await startThreads(3)).toBe(3);
  const shared = memory();
  const results = new Float64Array(shared.buffer);
  const own: number[] = [];
  pool().do({ id: -1, module: moduleOf(MARKS), memory: shared, run: slowly(results, own) }, job);
  const marks = [...results.subarray(128, 128 + CHUNKS)];
  expect(marks.filter((mark) => mark === 2)).toHaveLength(own.length);
  expect(marks.filter((mark) => mark === 1)).toHaveLength(CHUNKS - own.length);
  expect(own.length).toBeLessThan(CHUNKS);
});

it('workers that slept until a message came wake for the next job', async () => {
  await new Promise((done) => setTimeout(done, 400));
  const shared = memory();
  const results = new Float64Array(shared.buffer);
  const own: number[] = [];
  pool().do({ id: -2, module: moduleOf(MARKS), memory: shared, run: slowly(results, own) }, job);
  expect(own.length).toBeLessThan(CHUNKS);
});

it('a worker that fails costs time and no result: this thread does all again, and there are no threads from then on', async () => {
  const shared = memory();
  const results = new Float64Array(shared.buffer);
  pool().do({ id: -3, module: moduleOf(UNREACHABLE), memory: shared, run: slowly(results, []) }, job);
  expect([...results.subarray(128, 128 + CHUNKS)]).toEqual(Array(CHUNKS).fill(2));
  expect(pool().threads).toBe(1);
  expect(await startThreads(3)).toBe(1);
});
