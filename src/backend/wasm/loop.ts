import { BLOCK } from '../fold.js';
import type { Code } from './code.js';
import { FunctionBody } from './emit.js';
import { type EncodedFunction, I32 } from './encode.js';
import type { FunctionTable } from './functions.js';
import type { Lowering } from './lower.js';
import { twinsOf } from './twin.js';
import type { Instruction, Value } from './value.js';
import { VectorBody } from './vector-body.js';

/** Addresses that the code has in it. */
export interface Layout {
  /** P doubles. */
  readonly parameters: number;
  /**
   * K·LANES doubles: output k, lane l at 8·(k·LANES + l); twice as many where rows go by vectors. Only for what is summed; behind them for a factor the rows of a block of the other
   * outputs, MAPPED_BYTES from output to output, and a double for each of these.
   */
  readonly lanes: number;
  /** Where results go: block sums, K doubles a block, after the factor where there is one; or rows, MAPPED_BYTES from output to output. */
  readonly results: number;
}

export const BLOCK_BYTES = 8 * BLOCK;
/** From output to output of mapped rows. A line of the cache more than a block: outputs 8 KiB apart would push each other out of it. */
export const MAPPED_BYTES = BLOCK_BYTES + 64;
/** The locals of `run`: its parameters, and the row, all as byte offsets into columns. */
export const FROM = 0;
export const TO = 1;
const ROW = 2;
export const RUN = { parameters: [I32, I32], results: [], exportName: 'run' };

/** How the loop goes over rows. */
export interface Width {
  /** Of the rows of one turn. */
  readonly bytes: number;
  readonly vectors: boolean;
  readonly mostLocals: number;
}

export const DOUBLES: Width = { bytes: 8, vectors: false, mostLocals: 40_000 };
export const VECTORS: Width = { bytes: 16, vectors: true, mostLocals: 10_000 };
/** Two vectors in step. */
export const PAIRS: Width = { bytes: 32, vectors: true, mostLocals: 10_000 };

/** The body of `run` for a lowered program, with the uses of its values counted. */
export function bodyFor(lowering: Lowering, { bytes, vectors }: Width, { index, vectorIndex }: FunctionTable): FunctionBody {
  if (!vectors) {
    const body = new FunctionBody(2, ROW, index);
    body.mark(sunk(lowering.body.instructions));
    return body;
  }
  const twins = bytes === 32 ? twinsOf(lowering.body, 16) : undefined;
  const body = new VectorBody(2, { row: ROW, index, vectorIndex, ...(twins === undefined ? {} : { twins }) });
  body.mark([...sunk(lowering.body.instructions), ...sunk([...(twins?.instructions.values() ?? [])])]);
  return body;
}

const sunk = (instructions: readonly Instruction[]): Value[] =>
  instructions.flatMap((instruction) => (instruction.kind === 'sink' ? [instruction.value] : []));

/** The next rows; the end of the loop over them. */
export function nextTurn(code: Code, row: number, end: number, { bytes }: Width): void {
  code.localGet(row).i32Const(bytes).i32Add().localTee(row).localGet(end).i32LtU().brIf(0).end();
}

/** @throws RangeError where engines would refuse the function, or its frame take much of the stack. */
export function finished(body: FunctionBody, { mostLocals }: Width): EncodedFunction['body'] {
  if (body.locals > mostLocals) throw new RangeError('the program needs too many locals for one function');
  return body.finish();
}
