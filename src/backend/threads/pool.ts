import type { Run } from '../wasm/run.js';
import { type Port, startsAtOnce, waysToStart } from './host.js';
import { takeChunks } from './take-chunks.js';
import { ALL_WORDS, MOST_THREADS, WORDS, type Words } from './words.js';
import type { Message } from './worker.js';

/** A module that threads run on one shared memory. */
export interface SharedKernel {
  /** Unique in the process. */
  readonly id: number;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** A module of the same memory whose exports it imports. */
  readonly beside?: WebAssembly.Module;
  /** In this thread. */
  readonly run: Run;
}

/** The numbers of a job by the names of {@link WORDS}: how the work is cut, and where everything is. */
export type Job = Readonly<
  Record<Exclude<keyof typeof WORDS, 'sequence' | 'open' | 'active' | 'next' | 'failed' | 'kernel' | 'asleep' | 'taken'>, number>
>;

/** Rows times points that jobs have before workers are started: 24 ms of CPU each, 2 of them in this thread, for rows that take 1 … 50 ns. */
const START_ROWS = 2 ** 22;
/** Memories whose kernels the workers keep: they hold the memories as well. */
const MOST_MEMORIES = 2;
/** Messages that a worker may have before it: what to forget, a kernel, and that there is a job. */
const MOST_PENDING = 3;

/** The workers of a process or page, for all fits. */
class Pool {
  /** In the order of their numbers, which begin with 1. */
  private readonly ports: Port[] = [];
  /** By worker: the kernels that it has, or has a message of, and how many messages it was sent. */
  private readonly sent: Set<number>[] = [];
  private readonly posted: number[] = [];
  private readonly words: Words = new Int32Array(new SharedArrayBuffer(4 * ALL_WORDS));
  /** By memory: the numbers of its kernels. By a WeakRef it would be kept until the caller gives way, which may be many fits later. */
  private readonly kernels = new WeakMap<WebAssembly.Memory, number[]>();
  /** Those of the memories that workers hold. */
  private held: (readonly number[])[] = [];
  private readonly collected = new FinalizationRegistry<readonly number[]>((kernels) => this.drop(kernels));
  private broken = false;
  private rowsSeen = 0;

  /** Threads that there are, with this one. */
  get threads(): number {
    return this.broken ? 1 : this.ports.length + 1;
  }

  /** Takes a started worker. */
  adopt(port: Port): void {
    if (this.broken || this.threads === MOST_THREADS) {
      port.stop();
      return;
    }
    port.release();
    this.sent.push(new Set());
    this.posted.push(0);
    const thread = this.ports.push(port);
    this.post(thread, { words: this.words, thread });
  }

  /** Starts workers until there are so many threads, where they start at once. */
  grow(threads: number): void {
    if (this.broken || !startsAtOnce()) return;
    try {
      for (const [way] = waysToStart(); way !== undefined && this.threads < Math.min(threads, MOST_THREADS); )
        this.adopt(way({ ready: () => undefined, lost: () => this.giveUp() }));
    } catch {
      // Some hosts refuse, a permission or a limit: the threads that there are do the work.
      this.broken = true;
    }
  }

  /** Does without threads from now on. */
  giveUp(): void {
    this.broken = true;
    for (const port of this.ports.splice(0)) port.stop();
    this.sent.length = 0;
    this.posted.length = 0;
    this.held = [];
  }

  /** Does a job together with the workers that are awake in time, and returns when it is done. */
  do(kernel: SharedKernel, job: Job): void {
    const { words } = this;
    this.rowsSeen += (job.to - job.from) * job.candidates;
    if (this.rowsSeen >= START_ROWS) this.grow(job.threads);
    for (const [name, value] of Object.entries(job)) words[WORDS[name as keyof Job]] = value;
    words[WORDS.kernel] = kernel.id;
    words[WORDS.next] = 0;
    words[WORDS.failed] = 0;
    this.hand(kernel, job.threads);
    Atomics.store(words, WORDS.open, 1);
    Atomics.add(words, WORDS.sequence, 1);
    Atomics.notify(words, WORDS.sequence);
    for (let thread = 1; thread < Math.min(job.threads, this.threads); thread++)
      if (Atomics.compareExchange(words, WORDS.asleep + thread, 1, 0) === 1) this.post(thread, {});
    try {
      takeChunks(words, WORDS, kernel.run, 0);
    } finally {
      Atomics.store(words, WORDS.open, 0);
      for (let active = Atomics.load(words, WORDS.active); active > 0; active = Atomics.load(words, WORDS.active))
        wait(words, active);
    }
    if (words[WORDS.failed] === 0) return;
    // A worker that has not the stack, say. This thread does all again.
    this.giveUp();
    words[WORDS.next] = 0;
    takeChunks(words, WORDS, kernel.run, 0);
  }

  private post(thread: number, message: Message): void {
    this.posted[thread - 1] = (this.posted[thread - 1] as number) + 1;
    this.ports[thread - 1]?.post(message);
  }

  /**
   * Sees to it that the workers get to know a kernel, and forget those of memories that were used before others. A worker that does not come to its messages, because it is about
   * to start or the machine is busy, gets no more of them: each holds a memory.
   */
  private hand({ id, module, memory, beside }: SharedKernel, threads: number): void {
    const missing = this.ports
      .map((_, i) => i + 1)
      .filter((thread) => thread < threads && !this.sent[thread - 1]?.has(id) && this.pending(thread) <= MOST_PENDING);
    if (missing.length === 0) return;
    let kernels = this.kernels.get(memory);
    if (kernels === undefined) {
      kernels = [];
      this.kernels.set(memory, kernels);
      this.collected.register(memory, kernels);
    }
    if (!this.held.includes(kernels)) {
      if (this.held.push(kernels) > MOST_MEMORIES) this.drop(this.held[0] as readonly number[]);
    }
    if (!kernels.includes(id)) kernels.push(id);
    for (const thread of missing) {
      this.post(thread, { kernel: { id, module, memory, ...(beside === undefined ? {} : { beside }) } });
      this.sent[thread - 1]?.add(id);
    }
  }

  private pending(thread: number): number {
    return (this.posted[thread - 1] as number) - Atomics.load(this.words, WORDS.taken + thread);
  }

  /** Nobody asks for the kernels of a memory any more. */
  forget(memory: WebAssembly.Memory): void {
    const kernels = this.kernels.get(memory);
    if (kernels === undefined) return;
    this.held = this.held.filter((one) => one !== kernels);
    this.drop(kernels.splice(0));
  }

  private drop(kernels: readonly number[]): void {
    this.held = this.held.filter((one) => one !== kernels);
    this.sent.forEach((sent, i) => {
      const known = kernels.filter((id) => sent.delete(id));
      if (known.length > 0) this.post(i + 1, { drop: known });
    });
  }
}

/** See {@link Pool.forget}; without a pool there is nothing to do. */
export const forget = (memory: WebAssembly.Memory): void => made?.forget(memory);

/** A page may not block; there one looks again and again, for at most the time of a chunk. */
function wait(words: Words, active: number): void {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, WORDS.active) !== active) return;
  if (startsAtOnce()) Atomics.wait(words, WORDS.active, active, 1);
}

/** About 10 µs. */
const LOOKS = 1000;

let made: Pool | undefined;

/** Made when it is first needed: a program that uses one thread has none. */
export function pool(): Pool {
  made ??= new Pool();
  return made;
}
