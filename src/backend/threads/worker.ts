import type { Run } from '../wasm/run.js';
import { takeChunks } from './take-chunks.js';
import { WORDS, type Words } from './words.js';

/** What a worker is told. */
export interface Message {
  /** First of all: the words of the pool, and which thread it is, 1 … */
  readonly words?: Words;
  readonly thread?: number;
  /** Kernels that it will not be asked for again. */
  readonly drop?: readonly number[];
  readonly kernel?: {
    readonly id: number;
    readonly module: WebAssembly.Module;
    readonly memory: WebAssembly.Memory;
    readonly beside?: WebAssembly.Module;
  };
}

/** The script of a worker in a page. */
export const pageWorker = (): string => script('(take) => { onmessage = ({ data }) => take(data); }', 'postMessage');

/** The script of a worker in Node. */
export const nodeWorker = (): string =>
  `const { parentPort } = process.getBuiltinModule('node:worker_threads');\n${script("(take) => parentPort.on('message', take)", '(text) => parentPort.postMessage(text)')}`;

const script = (listen: string, say: string): string =>
  `(${serve})(${JSON.stringify(WORDS)}, ${PATIENCE}, ${MOST_BALLAST}, ${takeChunks}, ${listen}, ${say});\n`;

/** Milliseconds that a worker waits for the next job before it listens for messages again, which takes longer to wake from. */
const PATIENCE = 100;
const MOST_BALLAST = 2 ** 24;

/**
 * A worker: sleeps until there is a job, takes chunks of it, sleeps again. Made from its text, as {@link takeChunks} is. A job whose kernel it does not know yet
 * it leaves to the others, and listens: the message with it is on the way, or comes with a later job. @param say tells the page or process that it is there.
 */
function serve(
  at: typeof WORDS,
  patience: number,
  ballast: number,
  take: typeof takeChunks,
  listen: (take: (message: Message) => void) => void,
  say: (text: string) => void,
): void {
  const kernels = new Map<number, { readonly run: Run; readonly ballast: ArrayBuffer }>();
  let words = new Int32Array(0);
  let thread = 0;
  let seen = 0;
  say('ready');
  listen((message) => {
    if (message.words !== undefined) {
      words = message.words as typeof words;
      thread = message.thread as number;
    }
    Atomics.store(words, at.asleep + thread, 0);
    Atomics.add(words, at.taken + thread, 1);
    for (const id of message.drop ?? []) kernels.delete(id);
    if (message.kernel !== undefined) {
      const { id, module, memory, beside } = message.kernel;
      const exported = beside === undefined ? {} : new WebAssembly.Instance(beside, { env: { memory } }).exports;
      const run = new WebAssembly.Instance(module, { env: { memory, ...exported } }).exports.run as Run;
      // Engines do not count shared memories, and would never let go of those that are not used any more; of this they do, and it is never touched.
      kernels.set(id, { run, ballast: new ArrayBuffer(Math.min(memory.buffer.byteLength, ballast)) });
    }
    for (;;) {
      const sequence = Atomics.load(words, at.sequence);
      if (sequence === seen) {
        if (Atomics.wait(words, at.sequence, seen, patience) !== 'timed-out') continue;
        Atomics.store(words, at.asleep + thread, 1);
        if (Atomics.load(words, at.sequence) === seen) return;
        // A job came. Whoever gave it may have seen that this one sleeps: then a message is on the way.
        if (Atomics.compareExchange(words, at.asleep + thread, 1, 0) === 0) return;
        continue;
      }
      let known = true;
      Atomics.add(words, at.active, 1);
      if (Atomics.load(words, at.open) === 1 && thread < (words[at.threads] as number)) {
        const kernel = kernels.get(words[at.kernel] as number);
        known = kernel !== undefined;
        try {
          if (kernel !== undefined) take(words, at, kernel.run, thread);
        } catch {
          Atomics.store(words, at.failed, 1);
        }
      }
      if (Atomics.sub(words, at.active, 1) === 1) Atomics.notify(words, at.active);
      if (!known) {
        Atomics.store(words, at.asleep + thread, 1);
        return;
      }
      seen = sequence;
    }
  });
}
