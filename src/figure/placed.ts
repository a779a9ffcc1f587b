/** Values on an axis, in pixels. A loop: `Float64Array.from` makes a list of all values first, which of ten million takes seconds and a gigabyte. */
export function placed(values: ArrayLike<number>, map: (value: number) => number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = map(values[i] as number);
  return out;
}
