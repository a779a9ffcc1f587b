/** One point of a function: arguments, the value rounded to double, what that lost in ulp. */
export interface Point {
  readonly args: readonly number[];
  readonly value: number;
  readonly lost: number;
}

/** As the vectors' script writes them: base64 of little-endian records. */
export interface PackedPoints {
  readonly arity: number;
  readonly records: string;
}

export function unpacked({ arity, records }: PackedPoints): Point[] {
  const bytes = Buffer.from(records, 'base64');
  const size = 8 * (arity + 1) + 2;
  return Array.from({ length: bytes.length / size }, (_, i) => {
    const at = (k: number) => bytes.readDoubleLE(i * size + 8 * k);
    return {
      args: Array.from({ length: arity }, (_unused, k) => at(k)),
      value: at(arity),
      lost: bytes.readInt16LE((i + 1) * size - 2) / 65536,
    };
  });
}

/** |got − exact| in units in the last place of the value. An overflow within an ulp of the largest double counts as 1. */
export function errorInUlp(got: number, { value, lost }: Point): number {
  if (Object.is(got, value)) return Math.abs(lost);
  if (Number.isFinite(value) !== Number.isFinite(got)) {
    const finite = Math.abs(Number.isFinite(value) ? value : got);
    return finite > Number.MAX_VALUE * (1 - 2 ** -52) ? 1 : Number.POSITIVE_INFINITY;
  }
  return Math.abs((got - value) / ulp(value) - lost);
}

/** The distance of doubles at v. */
export function ulp(v: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, v);
  return 2 ** (Math.max((view.getUint16(0) >> 4) & 0x7ff, 1) - 1075);
}
