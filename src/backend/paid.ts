/**
 * Rows that a program may see before it is compiled as a whole: computing them operation by operation has then cost about as much more than compiled code
 * would have as compiling does (2 … 6 ms with the optimisation behind it, at 18 … 70 ns saved a row: 70,000 … 130,000 rows; see docs/decisions/simd-kernel.md).
 */
export const PAID = 131_072;
