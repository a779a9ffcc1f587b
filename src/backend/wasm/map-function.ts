import { type EncodedFunction, I32 } from './encode.js';
import type { FunctionTable } from './functions.js';
import { bodyFor, finished, MAPPED_BYTES, nextTurn, type Width } from './loop.js';
import type { Lowering } from './lower.js';
import { FROM, INTO, RUN, TO } from './run.js';

/** `run` that leaves the outputs of at most a block of rows. */
export function mapFunction(lowering: Lowering, functions: FunctionTable, width: Width): EncodedFunction {
  const body = bodyFor(lowering, width, functions);
  const { code } = body;
  const row = body.local(I32);
  const into = body.local(I32);
  body.region(lowering.uniform, () => {});
  code.localGet(FROM).localSet(row);
  // From the row to its results.
  code.localGet(INTO).localGet(FROM).i32Sub().localSet(INTO);
  code.loop();
  code.localGet(row).localGet(INTO).i32Add().localSet(into);
  body.region(lowering.body, ({ output, bytes, value }) => {
    const at = MAPPED_BYTES * output + bytes;
    code.localGet(into);
    body.value(value);
    if (width.vectors) code.v128Store(at);
    else code.f64Store(at);
  });
  nextTurn(code, row, TO, width);
  return { ...RUN, body: finished(body, width) };
}
