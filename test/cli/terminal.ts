import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandLine } from '../../src/cli/command-line.js';
import type { Io } from '../../src/cli/io.js';
import { fileBytes, largeFile, readInput } from '../../src/node/files.js';

/** What a call of the command line left behind. */
export interface Call {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly stdin?: string | Uint8Array;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Presses Ctrl-C at the n-th chance. */
  readonly interruptAt?: number;
  /** Bytes above which a file is read in parts. */
  readonly largest?: number;
  /** Bytes from which a file is read without a text of it, where it can be. */
  readonly plainFrom?: number;
  /** Told of each file that is read whole. */
  readonly onWhole?: (path: string) => void;
}

/** Runs a command line in this process, in a world of the test's making. */
export async function call(words: readonly string[], circumstances: Circumstances = {}): Promise<Call> {
  const { stdin, terminal = false, columns = 100, env = {}, interruptAt, largest, plainFrom, onWhole } = circumstances;
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
    terminal,
    columns,
  });
  let interrupt: (() => void) | null = null;
  let breaths = 0;
  // A clock that goes a second at a time: progress is due at every look.
  let clock = 0;
  const io: Io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    readInput: async (path) => {
      onWhole?.(path);
      if (path !== '-' || stdin === undefined) return readInput(path);
      return { bytes: typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin, source: '<stdin>' };
    },
    ...(largest === undefined ? {} : { largeFile: (path: string) => largeFile(path, largest, 10_000) }),
    ...(plainFrom === undefined ? {} : { fileBytes: (path: string) => fileBytes(path, plainFrom) }),
    onInterrupt: (handler) => {
      interrupt = handler;
      return () => {
        interrupt = null;
      };
    },
    now: () => {
      clock += 1000;
      return clock;
    },
    breathe: async () => {
      breaths += 1;
      if (breaths === interruptAt) interrupt?.();
    },
  };
  const exit = await commandLine(words, io);
  return { exit, ...written };
}

/** A folder that is the working folder until `leave`. */
export function workshop(files: Readonly<Record<string, string | Uint8Array>>): {
  readonly path: string;
  readonly leave: () => void;
} {
  const before = process.cwd();
  const path = mkdtempSync(join(tmpdir(), 'downhill-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  process.chdir(path);
  return {
    path,
    leave: () => {
      process.chdir(before);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** `x,y` with y = 2x + 1 and a fixed ripple, n rows. */
export const ripple = (rows: number): string =>
  `x,y\n${Array.from({ length: rows }, (_, i) => `${i},${2 * i + 1 + [0.1, -0.2, 0.15, -0.05][i % 4]!}`).join('\n')}\n`;
