/** Numbers of a column: doubles, or floats at half the memory, which count as the doubles of the same value. */
export type Values = Float64Array | Float32Array;

/** As doubles: the array itself where it holds such. */
export const asDoubles = (values: Values): Float64Array => (values instanceof Float64Array ? values : Float64Array.from(values));

/** Some of the numbers, in memory of the same kind. @param at indices. */
export function picked(values: Values, at: Uint32Array): Values {
  const some = values instanceof Float64Array ? new Float64Array(at.length) : new Float32Array(at.length);
  for (let i = 0; i < at.length; i++) some[i] = values[at[i] as number] as number;
  return some;
}
