// Processes that hold the peers, one at work at a time: started when first asked, on one CPU where one thread is compared.
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { peerEnvironment } from '../peers.mjs';

const SCRIPT = join(import.meta.dirname, 'worker.py');
const KERNEL = join(import.meta.dirname, '../../kernel.mjs');
// The last CPU, because the first is where a machine's interrupts mostly go.
const PIN = ['taskset', '-c', String(availableParallelism() - 1)];
const pins = spawnSync(PIN[0], [...PIN.slice(1), 'true']).status === 0;

/** Each kind of worker: its command, what its peers are called, whether it makes use of several threads, and which of its peers do not. The loop by hand comes first: it is the reference. */
export const KINDS = {
  node: {
    command: (_, threads) => [process.execPath, KERNEL, 'child', 'node', String(threads)],
    peers: ['js', 'downhill', 'downhill minimize', 'memory-sum'],
    oneThread: ['js', 'memory-sum'],
    threads: true,
  },
  numpy: {
    command: ({ numpy }) => numpy && [numpy, SCRIPT, 'numpy'],
    peers: ['numpy-as-in-the-post', 'numpy', 'scipy', 'memory-sum'],
  },
  jax: { command: ({ jax }) => jax && [jax, SCRIPT, 'jax'], peers: ['jax'], threads: true },
  torch: { command: ({ torch }) => torch && [torch, SCRIPT, 'torch'], peers: ['torch'], threads: true },
  tfjs: { command: ({ tfjs }) => tfjs && [process.execPath, KERNEL, 'child', 'tfjs', tfjs], peers: ['tfjs-wasm', 'tfjs-cpu'] },
};

/** One thread by every switch that the libraries have. */
function environment(threads) {
  const count = String(threads);
  const flags = threads === 1 ? '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1' : '';
  const names = ['OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'MKL_NUM_THREADS'];
  return { ...peerEnvironment(), ...Object.fromEntries(names.map((name) => [name, count])), XLA_FLAGS: flags };
}

/** @returns `ask` (request → reply, with `failed` where there is none), `gone` and `end`; null where the peer is missing. */
export function worker(kind, threads, places) {
  const command = KINDS[kind].command(places, threads);
  if (!command) return null;
  const pinned = pins && threads === 1 ? PIN : [];
  const [program, ...args] = [...pinned, ...command, ...(kind === 'node' || kind === 'tfjs' ? [] : [String(threads)])];
  const child = spawn(program, args, { env: environment(threads), stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => {
    said = (said + text).slice(-2000);
  });
  let gone = false;
  // A peer that dies, of too little memory for example, is missing; the benchmark goes on.
  child.on('error', (error) => {
    said = error.message;
  });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      // What a library prints on its own is no answer.
      for (;;) {
        const { done, value } = await lines.next();
        if (done) {
          gone = true;
          return { failed: `its process ended: ${said.trim().split('\n').pop() || 'it said nothing'}` };
        }
        if (value.startsWith('{')) return JSON.parse(value);
      }
    },
    gone: () => gone,
    end: () => child.stdin.end(),
  };
}
