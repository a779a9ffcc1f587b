import { type EncodedFunction, I32 } from './encode.js';
import type { FunctionTable } from './functions.js';
import { bodyFor, FROM, finished, type Layout, MAPPED_BYTES, nextTurn, RUN, TO, type Width } from './loop.js';
import type { Lowering } from './lower.js';

/** `run` that leaves the outputs of at most a block of rows. */
export function mapFunction(layout: Layout, lowering: Lowering, functions: FunctionTable, width: Width): EncodedFunction {
  const body = bodyFor(lowering, width, functions);
  const { code } = body;
  const row = body.local(I32);
  const into = body.local(I32);
  body.region(lowering.uniform, () => {});
  code.localGet(FROM).localSet(row);
  code.loop();
  code.localGet(row).localGet(FROM).i32Sub().localSet(into);
  body.region(lowering.body, ({ output, bytes, value }) => {
    const at = layout.results + MAPPED_BYTES * output + bytes;
    code.localGet(into);
    body.value(value);
    if (width.vectors) code.v128Store(at);
    else code.f64Store(at);
  });
  nextTurn(code, row, TO, width);
  return { ...RUN, body: finished(body, width) };
}
