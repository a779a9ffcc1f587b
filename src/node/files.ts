import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { DownhillError } from '../base/errors.js';
import { nearest } from '../base/nearest.js';

/** A file's bytes and what it is called in messages and records. */
export interface Input {
  readonly bytes: Uint8Array;
  /** The path as given, `<stdin>` for `-`. */
  readonly source: string;
}

/** What Node reads into one buffer. */
const LARGEST_INPUT = 2 ** 31 - 1;

/**
 * Reads a whole file, or standard input for `-`.
 *
 * Errors: `file-missing` (with the nearest name in the folder), `is-directory`, `file-unreadable`, `file-too-large`, `no-input`
 * (`-` at a terminal).
 */
export async function readInput(path: string): Promise<Input> {
  if (path === '-') return { bytes: await readStandardInput(), source: '<stdin>' };
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (found.size > LARGEST_INPUT) throw tooLarge(path, found.size);
    return { bytes: await readFile(path), source: path };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw await missing(path);
    throw fileError(error, path, 'read');
  }
}

/** A file as parts, again whenever it is asked for. */
export type FileParts = () => AsyncIterable<Uint8Array>;

/** What a string can hold: more is read in parts. */
const LARGEST_WHOLE = 2 ** 29 - 64;
const PART = 2 ** 22;

/** The parts of a file that is too large to be read as one text; null for every other, and for what is no file. */
export async function largeFile(path: string, most = LARGEST_WHOLE, part = PART): Promise<FileParts | null> {
  const found = path === '-' ? undefined : await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size <= most) return null;
  return () => createReadStream(path, { highWaterMark: part });
}

/** Below this a file is read as text at once. */
const LEAST_BYTES = 2 ** 23;
/** Bytes of a file that are in memory at a time. */
const AT_A_TIME = 2 ** 18;

/** The bytes of a large file, in parts of which each takes the place of the one before; null for every other, and for what is no file. */
export async function fileBytes(path: string, least = LEAST_BYTES): Promise<FileParts | null> {
  const found = path === '-' ? undefined : await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size < least) return null;
  return async function* () {
    const file = await open(path).catch((error: unknown) => {
      throw fileError(error, path, 'read');
    });
    try {
      const room = new Uint8Array(AT_A_TIME);
      for (;;) {
        const { bytesRead } = await file.read(room, 0, AT_A_TIME).catch((error: unknown) => {
          throw fileError(error, path, 'read');
        });
        if (bytesRead === 0) return;
        yield room.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  };
}

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, which then takes its name. Pipes and devices are written to
 * directly. The folder must exist ({@link ensureFolder}).
 *
 * Errors: `folder-missing`, `is-directory`, `file-unwritable`, `disk-full`.
 */
export async function writeAtomic(path: string, data: string | Uint8Array): Promise<void> {
  try {
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    // Renaming onto /dev/null or a pipe would replace it.
    if (found !== null && !found.isFile()) return await writeFile(path, data);
    const { default: write } = await import('write-file-atomic');
    await write(path, typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  } catch (error) {
    throw fileError(error, path, 'written');
  }
}

/**
 * Makes a folder with all above it and makes sure that it can be written into: call it before long work.
 * Errors: `folder-is-file`, `file-unwritable`, `disk-full`.
 */
export async function ensureFolder(path: string): Promise<void> {
  try {
    await makeFolders(resolve(path));
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw fileError(error, path, 'folder');
  }
}

/** Level by level: Node's own `recursive` never comes back where a file system refuses new folders with ENOENT, as /proc does. */
async function makeFolders(path: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await stat(folder).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (found?.isDirectory()) break;
    if (found !== null) throw Object.assign(new Error(), { code: folder === path ? 'EEXIST' : 'ENOTDIR' });
    missing.unshift(folder);
  }
  for (const folder of missing)
    await mkdir(folder).catch((error: unknown) => {
      // Somebody else may have made it meanwhile.
      if (codeOf(error) !== 'EEXIST') throw error;
    });
}

/** A failed call on a file as a user's mistake; anything that is no such failure comes back as it is. */
export function fileError(error: unknown, path: string, doing: 'read' | 'written' | 'folder'): unknown {
  const code = codeOf(error);
  if (error instanceof DownhillError || code === null) return error;
  const known = FAILURES[`${code} ${doing}`] ?? FAILURES[code];
  const shown = shorten(path);
  if (known !== undefined) return new DownhillError(known.code, `${shown} ${known.what}`, known.advice, { place: shown });
  const generic = doing === 'read' ? 'file-unreadable' : 'file-unwritable';
  return new DownhillError(
    generic,
    `${shown} cannot be ${doing === 'read' ? 'read' : 'written'} (${code})`,
    'check the path and the disk',
    { place: shown },
  );
}

const FAILURES: Readonly<Record<string, { readonly code: string; readonly what: string; readonly advice: string }>> = {
  'ENOENT written': {
    code: 'folder-missing',
    what: 'cannot be written: its folder does not exist',
    advice: 'make the folder first',
  },
  'EISDIR read': { code: 'is-directory', what: 'is a folder, not a file', advice: 'give the file in it that is meant' },
  'EISDIR written': { code: 'is-directory', what: 'is a folder; a file cannot take its place', advice: 'give another name' },
  'ENOENT folder': {
    code: 'file-unwritable',
    what: 'cannot be made: its file system takes no new folders',
    advice: 'give another folder with --out',
  },
  'EEXIST folder': {
    code: 'folder-is-file',
    what: 'is a file, a folder is needed',
    advice: 'give another folder with --out, or move the file away',
  },
  'ENOTDIR folder': {
    code: 'folder-is-file',
    what: 'cannot be made: a file stands where a folder above it should be',
    advice: 'give another folder with --out',
  },
  ENOTDIR: { code: 'file-missing', what: 'does not exist: a part of its path is a file, not a folder', advice: 'check the path' },
  'EACCES read': { code: 'file-unreadable', what: 'may not be read by this user', advice: 'change its permissions (chmod u+r)' },
  EACCES: {
    code: 'file-unwritable',
    what: 'may not be written to by this user',
    advice: 'give another folder with --out, or change the permissions',
  },
  EPERM: {
    code: 'file-unwritable',
    what: 'may not be written to',
    advice: 'give another folder with --out, or change the permissions',
  },
  EROFS: { code: 'file-unwritable', what: 'is on a read-only file system', advice: 'give another folder with --out' },
  ENOSPC: { code: 'disk-full', what: 'cannot be written: the disk is full', advice: 'free some space' },
  EDQUOT: { code: 'disk-full', what: 'cannot be written: the disk quota is used up', advice: 'free some space' },
  ENAMETOOLONG: { code: 'path-too-long', what: 'is too long for a path', advice: 'give a shorter one' },
  ELOOP: { code: 'file-unreadable', what: 'is a link that leads back to itself', advice: 'correct the link' },
  ERR_INVALID_ARG_VALUE: { code: 'path-invalid', what: 'is no valid path', advice: 'give a path without zero bytes' },
  ERR_FS_FILE_TOO_LARGE: { code: 'file-too-large', what: 'is too large to be read at once', advice: 'take a sample of its rows' },
  EMFILE: { code: 'file-unreadable', what: 'cannot be opened: too many files are open', advice: 'raise the limit (ulimit -n)' },
};

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

const shorten = (path: string): string => {
  const visible = path.replaceAll('\0', '␀');
  return visible.length > 200 ? `…${visible.slice(-199)}` : visible;
};

async function missing(path: string): Promise<DownhillError> {
  const shown = shorten(path);
  const siblings = await readdir(dirname(path)).catch(() => null);
  if (siblings === null) {
    return new DownhillError(
      'file-missing',
      `there is no file ${shown}: its folder ${shorten(dirname(path))} does not exist either`,
      'check the path',
      { place: shown },
    );
  }
  const near = nearest(basename(path), siblings.sort());
  const advice = near === null ? 'check the name and the folder' : `did you mean ${near}?`;
  return new DownhillError('file-missing', `there is no file ${shown}`, advice, { place: shown });
}

async function readStandardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) {
    throw new DownhillError(
      'no-input',
      'nothing is piped into standard input',
      'pipe a file in (cat data.csv | downhill fit - …), or give its name instead of -',
      { place: '<stdin>' },
    );
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > LARGEST_INPUT) throw tooLarge('<stdin>', size);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (source: string, size: number): DownhillError =>
  new DownhillError(
    'file-too-large',
    `${shorten(source)} has ${size} bytes or more; up to ${LARGEST_INPUT} can be read at once`,
    'take a sample of its rows',
    { place: source },
  );
