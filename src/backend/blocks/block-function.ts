import type { Elementary } from '../../base/arithmetic.js';
import { numbers } from '../../base/elementary/numbers.js';
import type { Operation } from '../../expression/operations/operation.js';
import { FunctionBody } from '../wasm/emit.js';
import { type EncodedFunction, encodeModule, F64, I32 } from '../wasm/encode.js';
import { elementaryFunction, FunctionTable } from '../wasm/functions.js';
import { Lowering, type Surroundings } from '../wasm/lower.js';
import { OP } from '../wasm/value.js';
import { blockMemory } from './block-memory.js';
import { ARGUMENTS } from './record.js';

/** Numbers of block functions by the form of their texts. */
const made = new Map<string, number>();

/**
 * Number, in the table of the {@link blockMemory}, of the function that computes an operation over a block of rows as a record tells it (see `record.ts`);
 * compiled once a process.
 * @param form the name of `lower`, equal for equal texts. @param arity ≥ 1.
 */
export function blockFunction(form: string, lower: Operation['lower'], arity: number): number {
  let fn = made.get(form);
  if (fn === undefined) {
    fn = compiled(lower, arity);
    made.set(form, fn);
  }
  return fn;
}

function compiled(lower: Operation['lower'], arity: number): number {
  const { memory, table } = blockMemory();
  let rareCalls = 0;
  const instantiate = (importsRare: boolean): unknown => {
    const { bytes, imports } = blockModule(lower, arity, importsRare);
    const env: Record<string, unknown> = { memory };
    for (const { name, body } of imports)
      env[name] = (...args: number[]): number => {
        if (++rareCalls === MOST_RARE_CALLS) table.set(fn, instantiate(false));
        return body(numbers, ...args);
      };
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env }).exports.run;
  };
  const fn = blockMemory().numbered(instantiate(true));
  return fn;
}

/** Functions on the rare sides of branches (huge arguments) come from the interpreter until they are met this often: they are long to compile. */
const MOST_RARE_CALLS = 200;

interface BlockModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly imports: readonly Elementary[];
}

/** A module that exports the block function as `run`. */
function blockModule(lower: Operation['lower'], arity: number, importsRare: boolean): BlockModule {
  const functions = new FunctionTable();
  const around = (inlines: boolean, imports: boolean): Surroundings => ({
    table: ({ name, values }) => blockMemory().constantTable(name, values),
    function: (fn, rare) => functions.number(fn, rare && imports),
    inlines: () => inlines,
  });
  const main = loopOver(lower, arity, around(true, importsRare), functions);
  const bodies: EncodedFunction[] = [];
  // Grows while it is read: functions call functions.
  for (const { fn } of functions.defined) bodies.push(elementaryFunction(fn, around(false, false), functions));
  const imported = functions.imported.map((fn) => ({
    name: fn.name,
    parameters: Array<number>(fn.arity).fill(F64),
    results: [F64],
  }));
  return { bytes: encodeModule(imported, [...bodies, main]), imports: functions.imported };
}

const RECORD = 0;
const BYTES = 1;

function loopOver(
  lower: Operation['lower'],
  arity: number,
  surroundings: Surroundings,
  functions: FunctionTable,
): EncodedFunction {
  const body = new FunctionBody(2, 0, functions.index);
  const { code } = body;
  const args = Array.from({ length: arity }, () => ({
    address: body.local(I32),
    step: body.local(I32),
    value: body.local(F64),
  }));
  const out = body.local(I32);
  const end = body.local(I32);
  const lowering = new Lowering(surroundings, false);
  const result = lower(lowering, ...args.map(({ value }) => lowering.leaf(OP.argument, value)));
  body.mark([result]);
  args.forEach(({ address, step }, i) => {
    const at = ARGUMENTS + 8 * i;
    code.localGet(RECORD).i32Load(at).localSet(address);
    code
      .localGet(RECORD)
      .i32Load(at + 4)
      .localSet(step);
  });
  code
    .localGet(RECORD)
    .i32Load(ARGUMENTS + 8 * arity)
    .localTee(out)
    .localGet(BYTES)
    .i32Add()
    .localSet(end);
  code.loop();
  for (const { address, step, value } of args) {
    code.localGet(address).f64Load(0).localSet(value);
    code.localGet(address).localGet(step).i32Add().localSet(address);
  }
  body.region(lowering.body, () => {});
  code.localGet(out);
  body.value(result);
  code.f64Store(0);
  code.localGet(out).i32Const(8).i32Add().localTee(out).localGet(end).i32LtU().brIf(0).end();
  return { parameters: [I32, I32], results: [], body: body.finish(), exportName: 'run' };
}
