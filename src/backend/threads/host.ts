import { type Message, nodeWorker, pageWorker } from './worker.js';

/** A started worker. */
export interface Port {
  post(message: Message): void;
  /** From now on it does not keep the process alive. */
  release(): void;
  /** Ends it. */
  stop(): void;
}

/** What became of a worker, told once each. */
export interface Signs {
  /** It is there. */
  readonly ready: () => void;
  /** It could not be started, or died. */
  readonly lost: () => void;
}

interface NodeThread {
  postMessage(message: Message): void;
  on(event: 'message' | 'error', listener: () => void): unknown;
  unref(): void;
  terminate(): unknown;
}
interface PageThread {
  postMessage(message: Message): void;
  onmessage: (() => void) | null;
  onerror: ((event: { preventDefault?: () => void }) => void) | null;
  terminate(): void;
}
/** What a host may have that starts threads; the core imports nothing of it, and does without where it is not. */
interface Host {
  readonly process?: {
    readonly getBuiltinModule?: (
      name: 'node:worker_threads',
    ) => { readonly Worker: new (url: unknown, options: { readonly execArgv: readonly string[] }) => NodeThread } | undefined;
  };
  readonly crossOriginIsolated?: boolean;
  readonly Worker?: new (url: unknown, options: { readonly type: 'module' }) => PageThread;
  readonly URL: { new (url: string, base?: string): object; createObjectURL?(blob: object): string };
  readonly Blob?: new (parts: readonly string[], options: { readonly type: string }) => object;
}
const host = globalThis as unknown as Host;

/** Whether a worker starts while this thread is busy, so that nobody needs to wait for it: in Node from 20.16 on. */
export const startsAtOnce = (): boolean => nodeThreads() !== undefined;

/** Whether threads may share memory here: in Node, and in pages that are cross-origin isolated. */
export const sharesMemory = (): boolean =>
  typeof SharedArrayBuffer !== 'undefined' &&
  (startsAtOnce() || (host.crossOriginIsolated === true && host.Worker !== undefined));

/** Ways to start a worker here, the best first. Each throws, or gives a sign, where it may not. */
export function waysToStart(): readonly ((signs: Signs) => Port)[] {
  if (!sharesMemory()) return [];
  return startsAtOnce() ? [inNode] : [fromFile, fromBlob];
}

const nodeThreads = () => host.process?.getBuiltinModule?.('node:worker_threads');

function inNode({ ready, lost }: Signs): Port {
  const { Worker } = nodeThreads() as NonNullable<ReturnType<typeof nodeThreads>>;
  // The flags of this process may load what a worker has no use for.
  const worker = new Worker(new host.URL(`data:text/javascript,${encodeURIComponent(nodeWorker())}`), { execArgv: [] });
  worker.on('message', ready);
  worker.on('error', lost);
  return {
    post: (message) => worker.postMessage(message),
    release: () => worker.unref(),
    stop: () => void worker.terminate(),
  };
}

/** The file beside the library, which `script-src 'self'` allows. */
const fromFile = (signs: Signs): Port => inPage(new host.URL('./worker.js', (import.meta as { url?: string }).url), signs);

/** Where the library was bundled into another file: needs `worker-src blob:` where there is a policy. */
function fromBlob(signs: Signs): Port {
  if (host.Blob === undefined || host.URL.createObjectURL === undefined) throw new TypeError('no blobs here');
  return inPage(host.URL.createObjectURL(new host.Blob([pageWorker()], { type: 'text/javascript' })), signs);
}

function inPage(url: unknown, { ready, lost }: Signs): Port {
  const worker = new (host.Worker as NonNullable<Host['Worker']>)(url, { type: 'module' });
  worker.onmessage = ready;
  worker.onerror = (event) => {
    event.preventDefault?.();
    lost();
  };
  return { post: (message) => worker.postMessage(message), release: () => undefined, stop: () => worker.terminate() };
}
