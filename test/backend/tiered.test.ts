import { expect, it } from 'vitest';
import { columnMemory } from '../../src/backend/column-memory.js';
import { interpreter } from '../../src/backend/interpreter.js';
import type { Backend } from '../../src/backend/program.js';
import { tiered } from '../../src/backend/tiered.js';
import { wasm } from '../../src/backend/wasm/kernel.js';
import { parseExpression } from '../../src/language/index.js';

const x = Float64Array.from({ length: 30_000 }, (_, i) => i / 7);
const program = { parameters: ['a'], columns: ['x'], outputs: [parseExpression('sin(a*x) + exp(-x)').expression] };

it('compiles a program after 131,072 rows and not before, and gives the same bits all the way', () => {
  let compiled = 0;
  const counting: Backend = {
    name: 'counting',
    compile: (...given) => {
      compiled++;
      return wasm.compile(...given);
    },
  };
  const memory = columnMemory(new Map([['x', x]]), x.length, 0);
  const kernel = tiered(counting).compile(program, memory);
  const reference = interpreter.compile(program, columnMemory(new Map([['x', x]]), x.length, 0));
  for (let call = 1; call <= 8; call++) {
    const out = new Float64Array(1);
    const want = new Float64Array(1);
    kernel.sum(Float64Array.of(call / 3), 0, x.length, out);
    reference.sum(Float64Array.of(call / 3), 0, x.length, want);
    expect(Object.is(out[0], want[0])).toBe(true);
    expect(compiled).toBe(call * x.length > 131_072 ? 1 : 0);
  }
});
