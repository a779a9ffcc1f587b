/**
 * How a block function is told what to do: a record of 32-bit integers in the memory, which is its first argument; the second is how many bytes of rows.
 * Number of the function, size of the record in bytes, then per argument its address and its step from row to row (8, or 0 for one value for all rows), and
 * the address where the result goes, which may be that of an argument.
 */
export const ARGUMENTS = 8;
/** Integers of a record beside those of its arguments. */
export const RECORD = 3;

/** Appends a record. */
export function pushRecord(
  code: number[],
  fn: number,
  args: readonly (readonly [address: number, step: number])[],
  out: number,
): void {
  code.push(fn, 4 * (RECORD + 2 * args.length));
  for (const [address, step] of args) code.push(address, step);
  code.push(out);
}
