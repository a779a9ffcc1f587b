import { type ChildProcess, spawn } from 'node:child_process';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { DownhillError } from '../base/errors.js';

/** A browser without a window, spoken to through two pipes (Chrome DevTools Protocol): nothing listens on a port. */
export interface Chromium {
  /** Opens a page of its own. */
  readonly open: () => Promise<Tab>;
  readonly close: () => Promise<void>;
}

/** A page of a browser. */
export interface Tab {
  /** Calls a method of the protocol. */
  readonly call: (method: string, parameters?: object) => Promise<Record<string, unknown>>;
  /** What the page reports from now on. */
  readonly on: (listener: (method: string, parameters: Record<string, unknown>) => void) => void;
  readonly close: () => Promise<void>;
}

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'brave-browser',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const FLAGS = [
  ...[
    '--headless=new',
    '--remote-debugging-pipe',
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--mute-audio',
  ],
  ...[
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--hide-scrollbars',
  ],
];

/** Finds a browser. @param env `DOWNHILL_BROWSER` names one, else `PATH` is looked through. @throws DownhillError `browser-missing`. */
export async function findBrowser(env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const named = env.DOWNHILL_BROWSER;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates =
    named !== undefined && named !== ''
      ? [named]
      : [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
  for (const path of candidates) {
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return path;
  }
  throw new DownhillError(
    'browser-missing',
    named !== undefined && named !== ''
      ? `DOWNHILL_BROWSER names ${named}, which is no program`
      : 'there is no Chromium, Chrome or Edge on this machine',
    'install Chromium, name a browser with DOWNHILL_BROWSER=/path/to/chrome, or check with --check=2',
    { place: named !== undefined && named !== '' ? 'DOWNHILL_BROWSER' : 'PATH' },
  );
}

/** Starts a browser with a profile of its own, which goes with it. */
export async function startChromium(path: string): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), 'downhill-browser-'));
  // Its sandbox needs rights that the superuser of a container lacks.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(path, [...FLAGS, ...root, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const connection = connect(child, path);
  return {
    open: async () => {
      const { targetId } = await connection.call('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await connection.call('Target.attachToTarget', { targetId, flatten: true });
      const session = String(sessionId);
      return {
        call: (method, parameters = {}) => connection.call(method, parameters, session),
        on: (listener) => connection.listen(session, listener),
        close: async () => void (await connection.call('Target.closeTarget', { targetId })),
      };
    },
    close: async () => {
      const ended = child.exitCode !== null || child.signalCode !== null ? null : new Promise((done) => child.once('exit', done));
      await connection.call('Browser.close').catch(() => child.kill());
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Connection {
  readonly call: (method: string, parameters?: object, session?: string) => Promise<Record<string, unknown>>;
  readonly listen: (session: string, listener: (method: string, parameters: Record<string, unknown>) => void) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly sessionId?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Messages are JSON, each ended by a zero byte. */
function connect(child: ChildProcess, path: string): Connection {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { done: (result: Record<string, unknown>) => void; fail: (error: Error) => void }>();
  const listeners = new Map<string, (method: string, parameters: Record<string, unknown>) => void>();
  let gone: Error | null = null;
  const end = (what: string): void => {
    gone ??= new DownhillError('browser-failed', `${path} ${what}`, 'start it by hand to see why, or check with --check=2', {
      place: path,
    });
    for (const { fail } of waiting.values()) fail(gone);
    waiting.clear();
  };
  child.once('error', (error) => end(`cannot be started: ${error.message}`));
  child.once('exit', (code) => end(`ended (${code ?? 'killed'})`));
  input.on('error', () => end('does not listen'));
  let rest = Buffer.alloc(0);
  output.on('data', (part: Buffer) => {
    rest = Buffer.concat([rest, part]);
    for (let zero = rest.indexOf(0); zero >= 0; zero = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, zero).toString('utf8')) as Message;
      rest = rest.subarray(zero + 1);
      if (message.id === undefined) {
        if (message.sessionId !== undefined) listeners.get(message.sessionId)?.(message.method ?? '', message.params ?? {});
        continue;
      }
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) call?.done(message.result ?? {});
      else call?.fail(new Error(message.error.message));
    }
  });
  let next = 0;
  return {
    call: (method, params = {}, sessionId) =>
      new Promise((done, fail) => {
        if (gone !== null) return fail(gone);
        const id = ++next;
        waiting.set(id, { done, fail });
        input.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
      }),
    listen: (session, listener) => void listeners.set(session, listener),
  };
}
