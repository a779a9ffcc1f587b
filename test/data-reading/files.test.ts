import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DownhillError } from '../../src/base/errors.js';
import { ensureFolder, fileError, readInput, writeAtomic } from '../../src/node/files.js';

let folder = '';
const inside = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-files-'));
  writeFileSync(inside('data.csv'), 'x,y\n1,2\n');
  mkdirSync(inside('out'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const told = async (call: () => Promise<unknown>): Promise<string> => {
  const error = await call().catch((thrown: unknown) => thrown);
  if (!(error instanceof DownhillError)) throw new Error(`no DownhillError: ${error}`);
  return `[${error.code}] ${error.place}: ${error.message} — ${error.advice}`.replaceAll(folder, '');
};

describe('reading', () => {
  test('a file is its bytes and its path', async () => {
    const { bytes, source } = await readInput(inside('data.csv'));
    expect(new TextDecoder().decode(bytes)).toBe('x,y\n1,2\n');
    expect(source).toBe(inside('data.csv'));
  });

  test('- is standard input', async () => {
    const spy = vi
      .spyOn(process, 'stdin', 'get')
      .mockReturnValue(Readable.from([Buffer.from('x,'), Buffer.from('y\n')]) as typeof process.stdin);
    const { bytes, source } = await readInput('-');
    spy.mockRestore();
    expect([new TextDecoder().decode(bytes), source]).toEqual(['x,y\n', '<stdin>']);
  });

  test('a terminal as standard input is an error, not a wait', async () => {
    const spy = vi.spyOn(process, 'stdin', 'get').mockReturnValue({ isTTY: true } as typeof process.stdin);
    expect(await told(() => readInput('-'))).toContain('[no-input] <stdin>: nothing is piped into standard input');
    spy.mockRestore();
  });

  test.each([
    ['dta.csv', '[file-missing] /dta.csv: there is no file /dta.csv — did you mean data.csv?'],
    ['other', '[file-missing] /other: there is no file /other — check the name and the folder'],
    [
      'no/data.csv',
      '[file-missing] /no/data.csv: there is no file /no/data.csv: its folder /no does not exist either — check the path',
    ],
    [
      'data.csv/x',
      '[file-missing] /data.csv/x: /data.csv/x does not exist: a part of its path is a file, not a folder — check the path',
    ],
    ['out', '[is-directory] /out: /out is a folder, not a file — give the file in it that is meant'],
    ['loop', '[file-unreadable] /loop: /loop is a link that leads back to itself — correct the link'],
    ['a\0b', '[path-invalid] /a␀b: /a␀b is no valid path — give a path without zero bytes'],
  ])('%j is refused', async (name, expected) => {
    if (name === 'loop') symlinkSync(inside('loop'), inside('loop'));
    expect(await told(() => readInput(inside(name)))).toBe(expected);
  });
});

describe('writing', () => {
  test('a file is written as a whole, over an older one, and nothing else is left in the folder', async () => {
    await writeAtomic(inside('out/a.txt'), 'first');
    await writeAtomic(inside('out/a.txt'), 'second ✓');
    const bytes = Uint8Array.of(9, 1, 2, 3);
    await writeAtomic(inside('out/b.bin'), bytes.subarray(1));
    expect(readFileSync(inside('out/a.txt'), 'utf8')).toBe('second ✓');
    expect([...readFileSync(inside('out/b.bin'))]).toEqual([1, 2, 3]);
    expect(readdirSync(inside('out')).sort()).toEqual(['a.txt', 'b.bin']);
  });

  test('a pipe is written into, not replaced', async () => {
    execFileSync('mkfifo', [inside('pipe')]);
    const reading = readInput(inside('pipe'));
    await writeAtomic(inside('pipe'), 'through');
    expect(new TextDecoder().decode((await reading).bytes)).toBe('through');
    expect(statSync(inside('pipe')).isFIFO()).toBe(true);
  });

  test.each([
    ['no/a.txt', '[folder-missing] /no/a.txt: /no/a.txt cannot be written: its folder does not exist — make the folder first'],
    ['out', '[is-directory] /out: /out is a folder; a file cannot take its place — give another name'],
  ])('%j is refused', async (name, expected) => {
    expect(await told(() => writeAtomic(inside(name), 'x'))).toBe(expected);
  });
});

describe('folders', () => {
  test('a folder is made with those above it, and an existing one is fine', async () => {
    await ensureFolder(inside('p/q/r'));
    await ensureFolder(inside('p/q/r'));
    expect(statSync(inside('p/q/r')).isDirectory()).toBe(true);
  });

  test.each([
    [
      'data.csv',
      '[folder-is-file] /data.csv: /data.csv is a file, a folder is needed — give another folder with --out, or move the file away',
    ],
    [
      'data.csv/out',
      '[folder-is-file] /data.csv/out: /data.csv/out cannot be made: a file stands where a folder above it should be — give another folder with --out',
    ],
  ])('%j is refused', async (name, expected) => {
    expect(await told(() => ensureFolder(inside(name)))).toBe(expected);
  });

  test.each([
    ['EACCES', 'folder', 'file-unwritable', 'may not be written to by this user'],
    ['EACCES', 'read', 'file-unreadable', 'may not be read by this user'],
    ['EROFS', 'folder', 'file-unwritable', 'read-only file system'],
    ['ENOSPC', 'written', 'disk-full', 'the disk is full'],
    ['EIO', 'read', 'file-unreadable', 'cannot be read (EIO)'],
  ] as const)('%s (%s) is %s', (code, doing, expected, text) => {
    const error = fileError(Object.assign(new Error('failed'), { code }), 'out', doing);
    expect(error).toBeInstanceOf(DownhillError);
    expect([(error as DownhillError).code, (error as DownhillError).place]).toEqual([expected, 'out']);
    expect((error as DownhillError).message).toContain(text);
  });

  test('what is no failure of a file stays what it is', () => {
    const error = new RangeError('a bug');
    expect(fileError(error, 'out', 'read')).toBe(error);
  });
});
