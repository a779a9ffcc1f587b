// Draws of the benchmark's own: nothing of downhill makes the truth that its findings are held against.

/** A stream of numbers for a name and a seed: sfc32 (Doty-Humphrey 2010), seeded by a hash of both. */
export function stream(name, seed) {
  let hash = 2166136261;
  for (const letter of `${name}#${seed}`) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
  let [a, b, c, d] = [hash | 0, 0x9e3779b9 | 0, seed | 0, 1];
  const word = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) word();
  const unit = () => (word() + 0.5) / 2 ** 32;
  const draw = {
    unit,
    uniform: (low, high) => low + (high - low) * unit(),
    /** Log-uniform. */
    scale: (low, high) => low * (high / low) ** unit(),
    /** low … high, both included. */
    integer: (low, high) => low + Math.floor((high - low + 1) * unit()),
    /** Log-uniform over whole numbers. */
    count: (low, high) => Math.round(draw.scale(low, high)),
    pick: (list) => list[Math.floor(list.length * unit())],
    chance: (share) => unit() < share,
    sign: () => (unit() < 0.5 ? -1 : 1),
    /** Box and Muller 1958. */
    normal: (mean = 0, deviation = 1) => mean + deviation * Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
    /** Student's t: a normal over the root of a mean of squares. */
    student: (freedom) => {
      let squares = 0;
      for (let i = 0; i < freedom; i++) squares += draw.normal() ** 2;
      return draw.normal() / Math.sqrt(squares / freedom);
    },
    /** Knuth 1969; for means up to some hundred. */
    poisson: (mean) => {
      const floor = Math.exp(-mean);
      let [count, product] = [0, unit()];
      while (product > floor) {
        count++;
        product *= unit();
      }
      return count;
    },
    column: (rows, of) => Array.from({ length: rows }, (_, i) => of(i)),
  };
  return draw;
}
