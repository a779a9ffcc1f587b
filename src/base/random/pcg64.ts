/**
 * PCG64 (O'Neill 2014, HMC-CS-2014-0905): a 128-bit linear congruential generator whose high half, xored with the low one, is rotated out.
 * Numbers of 128 bits are four 32-bit words, the lowest first. Words 0–3: state, 4–7: increment, 8: the high, 9: the low word of the last draw.
 */
export type Pcg64 = Uint32Array;

/** Of the last draw. */
export const HIGH = 8;
export const LOW = 9;

/** The multiplier 0x2360ed051fc65da44385df649fccf645. */
const A0 = 0x9fccf645;
const A1 = 0x4385df64;
const A2 = 0x1fc65da4;
const A3 = 0x2360ed05;

/** Seeds as `numpy.random.PCG64` does from eight words of a seed sequence. */
export function pcg64(words: Uint32Array): Pcg64 {
  const at = (i: number): number => words[i] as number;
  const generator = new Uint32Array(10);
  // each pair of words is a 64-bit number, low word first; the pairs come high half first
  const sequence = [at(6), at(7), at(4), at(5)];
  for (let i = 3; i >= 0; i--)
    generator[4 + i] = ((sequence[i] as number) << 1) | (i === 0 ? 1 : (sequence[i - 1] as number) >>> 31);
  step(generator);
  let carry = 0;
  for (const [i, word] of [at(2), at(3), at(0), at(1)].entries()) {
    const sum = (generator[i] as number) + word + carry;
    generator[i] = sum;
    carry = sum >= 2 ** 32 ? 1 : 0;
  }
  step(generator);
  return generator;
}

/** Draws 64 bits into words HIGH and LOW. */
export function draw(generator: Pcg64): void {
  step(generator);
  const top = generator[3] as number;
  const high = top ^ (generator[1] as number);
  const low = (generator[2] as number) ^ (generator[0] as number);
  const turn = (top >>> 26) & 31;
  // `<< 1 << (31 − turn)` is a shift by 32 − turn that also holds for turn = 0
  const first = (high >>> turn) | ((low << 1) << (31 - turn));
  const second = (low >>> turn) | ((high << 1) << (31 - turn));
  const swapped = top >>> 31 !== 0;
  generator[HIGH] = swapped ? second : first;
  generator[LOW] = swapped ? first : second;
}

/** state ← state·multiplier + increment mod 2¹²⁸. */
function step(generator: Pcg64): void {
  const s0 = generator[0] as number;
  const s1 = generator[1] as number;
  const s2 = generator[2] as number;
  const s3 = generator[3] as number;
  const low00 = Math.imul(s0, A0) >>> 0;
  const low01 = Math.imul(s0, A1) >>> 0;
  const low10 = Math.imul(s1, A0) >>> 0;
  const low02 = Math.imul(s0, A2) >>> 0;
  const low11 = Math.imul(s1, A1) >>> 0;
  const low20 = Math.imul(s2, A0) >>> 0;
  const word0 = low00 + (generator[4] as number);
  const word1 = low01 + low10 + highWord(s0, A0, low00) + (generator[5] as number) + (word0 >= 2 ** 32 ? 1 : 0);
  const word2 =
    low02 +
    low11 +
    low20 +
    highWord(s0, A1, low01) +
    highWord(s1, A0, low10) +
    (generator[6] as number) +
    Math.floor(word1 * 2 ** -32);
  const word3 =
    (Math.imul(s0, A3) >>> 0) +
    (Math.imul(s1, A2) >>> 0) +
    (Math.imul(s2, A1) >>> 0) +
    (Math.imul(s3, A0) >>> 0) +
    highWord(s0, A2, low02) +
    highWord(s1, A1, low11) +
    highWord(s2, A0, low20) +
    (generator[7] as number) +
    Math.floor(word2 * 2 ** -32);
  generator[0] = word0;
  generator[1] = word1;
  generator[2] = word2;
  generator[3] = word3;
}

/**
 * The high word of a·b, given its low one: a·b − low is a multiple of 2³² that the rounded product misses by at most 2¹¹, so the quotient is within
 * 2⁻²⁰ of the whole number that is meant.
 */
export function highWord(a: number, b: number, low: number): number {
  return Math.floor((a * b - low) * 2 ** -32 + 0.5);
}
