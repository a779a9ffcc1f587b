import type { FunctionBody } from './emit.js';
import { V128 } from './encode.js';
import { LANES_AT } from './run.js';
import type { Region } from './value.js';
import { OP } from './value.js';
import { SIMD } from './vector-code.js';

/** Of a page of memory: half of what a block of doubles takes. */
const PAGE = 4096;
/** The pages of the two blocks after a pair of them, in pages. */
const FOR_PAIRS = [4, 5, 6, 7];
/** How far behind a row that is computed kernels read. */
export const AHEAD = 7 * PAGE + 16;

/**
 * Reads a number of each of the next pages of every column, as far as two turns reach, before a block or a pair of blocks is gone over. A processor fetches lines ahead by itself, but stops at the end of a page; told of the next ones in time it has found them by
 * then: a tenth to a quarter of an epoch over data that do not fit into the cache. There is no instruction to prefetch, and a load that nobody uses would be left out, so what is read is gathered and stored over lanes, which are
 * scratch by then.
 * @param body of a function by vectors. @param row the local with the row, in bytes of a column of doubles.
 * @param pairs two blocks mostly make a turn.
 */
export function lookAhead(
  body: FunctionBody,
  region: Region,
  row: number,
  pairs: boolean,
): { readonly atBlock: () => void; readonly atEnd: () => void } {
  const { code } = body;
  const gathered = body.local(V128);
  const columns = region.instructions.flatMap((instruction) => (instruction.kind === 'value' ? [instruction.value] : []));
  const [doubles, floats] = pairs ? [FOR_PAIRS, [2, 3]] : [[1, 2], [1]];
  return {
    atBlock: () => {
      for (const { op, immediate } of columns) {
        if (op !== OP.columnLoad && op !== OP.floatLoad) continue;
        for (const pages of op === OP.columnLoad ? doubles : floats) {
          code.localGet(row);
          if (op === OP.floatLoad) code.i32Const(1).i32ShrU();
          code
            .v128Load(immediate + pages * PAGE)
            .localGet(gathered)
            .simd(SIMD.or)
            .localSet(gathered);
        }
      }
    },
    atEnd: () => code.localGet(LANES_AT).localGet(gathered).v128Store(0),
  };
}
