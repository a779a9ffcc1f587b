/**
 * zlib data (RFC 1950) with one block of fixed Huffman codes (RFC 1951): small for pictures of few colours, and the same bytes on every
 * platform. The core has no zlib; Node's would give other bytes in other versions.
 */
export function deflate(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bits = bitWriter(data.length);
  bits.put(0x78, 8);
  bits.put(0x9c, 8);
  bits.put(0b011, 3);
  const latest = new Int32Array(1 << 15).fill(-1);
  let at = 0;
  while (at < data.length) {
    const match = longestMatch(data, at, latest);
    if (match.length < 3) {
      putLiteral(bits, data[at] as number);
      at++;
    } else {
      putCode(bits, LENGTHS, match.length, putLiteral, 257);
      putCode(bits, DISTANCES, match.distance, (to, code) => to.put(reversed(code, 5), 5), 0);
      for (const end = at + match.length; at < end; at++) remember(data, at, latest);
      continue;
    }
    remember(data, at - 1, latest);
  }
  putLiteral(bits, 256);
  return bits.finish(adler32(data));
}

interface BitWriter {
  put(value: number, count: number): void;
  finish(checksum: number): Uint8Array<ArrayBuffer>;
}

function bitWriter(size: number): BitWriter {
  // A literal takes at most 9 bits.
  const bytes = new Uint8Array(Math.ceil((size * 9) / 8) + 32);
  let length = 0;
  let pending = 0;
  let filled = 0;
  const put = (value: number, count: number): void => {
    pending |= value << filled;
    for (filled += count; filled >= 8; filled -= 8) {
      bytes[length++] = pending & 0xff;
      pending >>>= 8;
    }
  };
  return {
    put,
    finish(checksum) {
      if (filled > 0) put(0, 8 - filled);
      for (const shift of [24, 16, 8, 0]) put((checksum >>> shift) & 0xff, 8);
      return bytes.slice(0, length);
    },
  };
}

const MOST = 258;
const WINDOW = 32768;

const hashAt = (data: Uint8Array, at: number): number =>
  (Math.imul(((data[at] as number) << 16) | ((data[at + 1] as number) << 8) | (data[at + 2] as number), 0x9e3779b1) >>> 17) &
  0x7fff;

function remember(data: Uint8Array, at: number, latest: Int32Array): void {
  if (at + 2 < data.length) latest[hashAt(data, at)] = at;
}

/** Only the latest place with the same three bytes is tried: runs and repeated rows are all that these pictures have. */
function longestMatch(data: Uint8Array, at: number, latest: Int32Array): { length: number; distance: number } {
  const candidate = at + 2 < data.length ? (latest[hashAt(data, at)] as number) : -1;
  const distance = at - candidate;
  if (candidate < 0 || distance > WINDOW) return { length: 0, distance };
  let length = 0;
  while (length < MOST && at + length < data.length && data[candidate + length] === data[at + length]) length++;
  return { length, distance };
}

/** RFC 1951, 3.2.5: per code the least value and how many extra bits follow. */
interface Codes {
  readonly least: readonly number[];
  readonly extra: readonly number[];
}

const LENGTHS: Codes = {
  least: [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258],
  extra: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
};

const DISTANCES: Codes = {
  least: [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
    12289, 16385, 24577,
  ],
  extra: [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
};

function putCode(
  bits: BitWriter,
  { least, extra }: Codes,
  value: number,
  putSymbol: (bits: BitWriter, code: number) => void,
  first: number,
): void {
  let code = least.length - 1;
  while ((least[code] as number) > value) code--;
  putSymbol(bits, first + code);
  bits.put(value - (least[code] as number), extra[code] as number);
}

/** RFC 1951, 3.2.6. Huffman codes are packed from their most significant bit. */
function putLiteral(bits: BitWriter, code: number): void {
  if (code < 144) bits.put(reversed(0x30 + code, 8), 8);
  else if (code < 256) bits.put(reversed(0x190 + code - 144, 9), 9);
  else if (code < 280) bits.put(reversed(code - 256, 7), 7);
  else bits.put(reversed(0xc0 + code - 280, 8), 8);
}

function reversed(value: number, count: number): number {
  let result = 0;
  for (let i = 0; i < count; i++) result |= ((value >>> i) & 1) << (count - 1 - i);
  return result;
}

function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
