import { I32 } from './encode.js';

/** The locals of `run` that are its parameters: rows as byte offsets into columns, then addresses. */
export const FROM = 0;
export const TO = 1;
/** Of P doubles, the parameters. */
export const POINT = 2;
/** Of what the sums of a block are gathered in, a multiple of 64: output k, lane l at 8·(k·LANES + l); twice as many where rows go by vectors, and twice as many again where two blocks go in turns (`MOST_IN_REGISTERS` outputs or fewer). */
export const LANES_AT = 3;
/** Where results go: block sums, K doubles a block; or rows, MAPPED_BYTES from output to output. */
export const INTO = 4;
/** How many parameters. */
export const PARAMETERS = 5;

/** A compiled program: what it works on and where is said with each call, so that threads may run it side by side. */
export type Run = (from: number, to: number, point: number, lanes: number, into: number) => void;

export const RUN = { parameters: Array<number>(PARAMETERS).fill(I32), results: [], exportName: 'run' };
