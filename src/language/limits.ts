/**
 * Characters of a formula, blanks not counted. A token counts as long as it is printed (`1e6` as `1000000`, the `*` of `2x` too), so that
 * whatever was accepted is accepted again after printing.
 */
export const MAX_LENGTH = 100_000;

/** Characters of a text with its blanks: longer ones are refused unread. */
export const MAX_TEXT = 1_000_000;

/** Brackets within brackets (and branches of `? :` within branches). */
export const MAX_DEPTH = 200;

/** Characters that a printer writes: shared subexpressions are written out each time, which can grow exponentially. */
export const MAX_PRINTED = 10_000_000;
