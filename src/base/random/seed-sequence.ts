/**
 * Spreads a seed of any length over as many 32-bit words as a generator needs: NumPy's SeedSequence, after M. E. O'Neill 2015, "Developing a
 * seed_seq alternative". Similar seeds give unrelated words.
 *
 * @param entropy 32-bit words. @param count of words to make.
 */
export function seedSequence(entropy: readonly number[], count: number): Uint32Array {
  const pool = mixed(entropy);
  const out = new Uint32Array(count);
  let constant = 0x8b51f9dd;
  for (let i = 0; i < count; i++) {
    let word = (pool[i % POOL] as number) ^ constant;
    constant = Math.imul(constant, 0x58f38ded);
    word = Math.imul(word, constant);
    out[i] = word ^ (word >>> 16);
  }
  return out;
}

const POOL = 4;

function mixed(entropy: readonly number[]): Uint32Array {
  const pool = new Uint32Array(POOL);
  let constant = 0x43b0d7e5;
  const hash = (value: number): number => {
    let word = value ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    word = Math.imul(word, constant);
    return word ^ (word >>> 16);
  };
  const mix = (x: number, y: number): number => {
    const word = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y);
    return word ^ (word >>> 16);
  };
  for (let i = 0; i < POOL; i++) pool[i] = hash(entropy[i] ?? 0);
  for (let from = 0; from < POOL; from++)
    for (let to = 0; to < POOL; to++) if (from !== to) pool[to] = mix(pool[to] as number, hash(pool[from] as number));
  for (let from = POOL; from < entropy.length; from++)
    for (let to = 0; to < POOL; to++) pool[to] = mix(pool[to] as number, hash(entropy[from] as number));
  return pool;
}
