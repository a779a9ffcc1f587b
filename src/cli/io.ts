import type { FileParts, Input } from '../node/files.js';

/** The world of a command: what it reads, where it writes, who interrupts it. Tests give their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A file, or standard input for `-`. */
  readonly readInput: (path: string) => Promise<Input>;
  /** The parts of a file that is too large to be read whole; null for others. Absent: none is. */
  readonly largeFile?: (path: string) => Promise<FileParts | null>;
  /** The bytes of a file that is large enough to be read without a text of it; null for others. Absent: none is. */
  readonly fileBytes?: (path: string) => Promise<FileParts | null>;
  /** Calls the handler at the first Ctrl-C (the second ends the process). @returns what stops listening. */
  readonly onInterrupt: (handler: () => void) => () => void;
  /** Milliseconds from some beginning: for progress only. */
  readonly now: () => number;
  /** Lets signals and output through. */
  readonly breathe: () => Promise<void>;
}

interface Output {
  readonly write: (text: string) => void;
  /** A terminal with a person before it. */
  readonly terminal: boolean;
  /** Width in characters. */
  readonly columns: number;
}

/** The running process. */
export function processIo(): Io {
  return {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    env: process.env,
    readInput: async (path) => (await import('../node/files.js')).readInput(path),
    largeFile: async (path) => (await import('../node/files.js')).largeFile(path),
    fileBytes: async (path) => (await import('../node/files.js')).fileBytes(path),
    onInterrupt: (handler) => {
      process.once('SIGINT', handler);
      return () => process.removeListener('SIGINT', handler);
    },
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

/** A reader that has gone away (`| head`) is no error: what is left is not written. */
function output(stream: NodeJS.WriteStream): Output {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return {
    write: (text) => {
      if (open) stream.write(text);
    },
    terminal: stream.isTTY === true,
    columns: stream.columns ?? 80,
  };
}
