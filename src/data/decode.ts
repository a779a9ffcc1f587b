import { DownhillError } from '../base/errors.js';
import { encodingLabel } from './encoding-label.js';
import { decodeKorean, looksKorean } from './korean.js';
import type { Note } from './table.js';
import { decodeWestern } from './western.js';

/**
 * Text of a file's bytes, without byte order mark: in the named encoding, else found out: a byte order mark, UTF-16 by its zero bytes,
 * UTF-8 when the bytes are valid, CP949 (EUC-KR) when they look Korean, else windows-1252, always with a note when not UTF-8.
 *
 * Errors: `encoding-unknown`, `encoding-mismatch` (a named encoding that the bytes do not fit), `file-too-large`.
 */
export function decodeText(
  bytes: Uint8Array,
  source: string,
  encoding?: string,
): { readonly text: string; readonly notes: readonly Note[] } {
  const mark = byteOrderMark(bytes);
  const wanted = encoding === undefined ? undefined : withByteOrder(encodingLabel(encoding), bytes, mark);
  const body = mark === null || (wanted !== undefined && wanted !== mark.encoding) ? bytes : bytes.subarray(mark.length);
  if (wanted !== undefined) return { text: decodeNamed(body, wanted, encoding as string, source), notes: [] };

  const wide = mark?.encoding ?? utf16WithoutMark(bytes);
  if (wide === 'utf-16le' || wide === 'utf-16be') {
    return {
      text: decodeNamed(body, wide, wide, source),
      notes: [encodingNote(wide === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE')],
    };
  }
  const utf8 = decodePlatform(body, 'utf-8', source);
  if (utf8 !== null) return { text: utf8, notes: [] };
  const korean = looksKorean(body) ? decodeKorean(body) : null;
  if (korean !== null) return { text: korean, notes: [encodingNote('CP949')] };
  return { text: decodeWestern(body), notes: [encodingNote('windows-1252')] };
}

interface Mark {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly length: number;
}

function byteOrderMark(bytes: Uint8Array): Mark | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return null;
}

/**
 * Digits, commas and line ends have a zero byte in UTF-16, on the same side of every pair; Korean syllables have one on the other side
 * now and then (가 is U+AC00).
 */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (bytes.length % 2 === 1 || even + odd < length / 2 / 10) return null;
  if (odd >= 8 * even) return 'utf-16le';
  return even >= 8 * odd ? 'utf-16be' : null;
}

function withByteOrder(label: string, bytes: Uint8Array, mark: Mark | null): string {
  if (label !== 'utf-16') return label;
  return mark !== null && mark.encoding !== 'utf-8' ? mark.encoding : (utf16WithoutMark(bytes) ?? 'utf-16le');
}

function decodeNamed(bytes: Uint8Array, label: string, asked: string, source: string): string {
  if (label === 'windows-1252') return decodeWestern(bytes);
  const text = label === 'cp949' ? decodeKorean(bytes) : decodePlatform(bytes, label, source);
  if (text !== null) return text;
  const line = firstBadLine(bytes, label, source);
  throw new DownhillError(
    'encoding-mismatch',
    `${source} is not ${asked} text${line === null ? '' : `: line ${line} holds bytes that do not exist in it`}`,
    'leave --encoding out, so that it is found out, or name another (cp949, utf-16, latin1, …)',
    { place: line === null ? source : `${source}:${line}` },
  );
}

/** Null when the bytes are not valid in the encoding. */
function decodePlatform(bytes: Uint8Array, label: string, source: string): string | null {
  if (bytes.length > LONGEST_TEXT) {
    throw new DownhillError(
      'file-too-large',
      `${source} has ${bytes.length} bytes; text of up to ${LONGEST_TEXT} bytes can be read at once`,
      'split the file, or take a sample of its rows',
      { place: source },
    );
  }
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What V8 allows for the length of a string, less a little. */
const LONGEST_TEXT = 2 ** 29 - 64;

/** In encodings in which the byte 0x0A is always a line feed. */
function firstBadLine(bytes: Uint8Array, label: string, source: string): number | null {
  if (label.startsWith('utf-16')) return null;
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    const part = bytes.subarray(start, end);
    if ((label === 'cp949' ? decodeKorean(part) : decodePlatform(part, label, source)) === null) return line;
    start = end + 1;
  }
  return null;
}

const encodingNote = (name: string): Note => ({
  code: 'encoding',
  detail: name,
  message: {
    en: `the file is not UTF-8; it was read as ${name} (another can be named with --encoding)`,
    ko: `파일이 UTF-8이 아니어서 ${name} 인코딩으로 읽었습니다(다른 인코딩이면 --encoding으로 지정하세요)`,
  },
});
