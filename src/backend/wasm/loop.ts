import { BLOCK } from '../fold.js';
import type { Code } from './code.js';
import { FunctionBody } from './emit.js';
import type { EncodedFunction } from './encode.js';
import type { FunctionTable } from './functions.js';
import type { Lowering } from './lower.js';
import { PARAMETERS } from './run.js';
import { twinsOf } from './twin.js';
import type { Instruction, Value } from './value.js';
import { VectorBody } from './vector-body.js';

export const BLOCK_BYTES = 8 * BLOCK;
/** From output to output of mapped rows. A line of the cache more than a block: outputs 8 KiB apart would push each other out of it. */
export const MAPPED_BYTES = BLOCK_BYTES + 64;
/** The local after the parameters of `run`: the row, as a byte offset into columns. */
const ROW = PARAMETERS;

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
    const body = new FunctionBody(PARAMETERS, ROW, index);
    body.mark(sunk(lowering.body.instructions));
    return body;
  }
  const twins = bytes === 32 ? twinsOf(lowering.body, 16) : undefined;
  const body = new VectorBody(PARAMETERS, { row: ROW, index, vectorIndex, ...(twins === undefined ? {} : { twins }) });
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
