import type { Elementary } from '../../base/arithmetic.js';
import { numbers } from '../../base/elementary/numbers.js';
import type { Operation } from '../../expression/operations/operation.js';
import { FunctionBody } from '../wasm/emit.js';
import { type EncodedFunction, encodeModule, F64, I32 } from '../wasm/encode.js';
import { Lowering, type Surroundings } from '../wasm/lower.js';
import { elementaryFunction, FunctionTable } from '../wasm/module.js';
import { OP } from '../wasm/value.js';
import { blockMemory } from './block-memory.js';

/** One operation over a block of rows in the {@link blockMemory}. */
export interface BlockFunction {
  /**
   * `run(a, b, …, aStep, bStep, …, out, end)`, addresses and steps in bytes: out[i] = f(a[i], b[i], …) up to the address `end` of `out`, which is
   * beyond its start. A step is 8, or 0 for one value for all rows. A function of one argument takes no step. `out` may be an argument.
   */
  run: (...places: number[]) => void;
}

const made = new Map<string, BlockFunction>();

/** Whether {@link blockFunction} has this form at hand. */
export const isMade = (form: string): boolean => made.has(form);

/**
 * The block function of an operation's text, compiled once a process.
 * @param form the name of `lower`, equal for equal texts. @param arity ≥ 1.
 */
export function blockFunction(form: string, lower: Operation['lower'], arity: number): BlockFunction {
  let fn = made.get(form);
  if (fn === undefined) {
    fn = compiled(lower, arity);
    made.set(form, fn);
  }
  return fn;
}

function compiled(lower: Operation['lower'], arity: number): BlockFunction {
  let rareCalls = 0;
  const instantiate = (importsRare: boolean): BlockFunction['run'] => {
    const { bytes, imports } = blockModule(lower, arity, importsRare);
    const env: Record<string, unknown> = { memory: blockMemory().memory };
    for (const { name, body } of imports)
      env[name] = (...args: number[]): number => {
        if (++rareCalls === MOST_RARE_CALLS) fn.run = instantiate(false);
        return body(numbers, ...args);
      };
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env }).exports.run as BlockFunction['run'];
  };
  const fn: BlockFunction = { run: instantiate(true) };
  return fn;
}

/** Functions on the rare sides of branches (huge arguments) come from the interpreter until they are met this often: they are long to compile. */
const MOST_RARE_CALLS = 200;

interface BlockModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly imports: readonly Elementary[];
}

/** A module that exports {@link BlockFunction.run}. */
function blockModule(lower: Operation['lower'], arity: number, importsRare: boolean): BlockModule {
  const functions = new FunctionTable();
  const around = (inlines: boolean, imports: boolean): Surroundings => ({
    table: ({ name, values }) => blockMemory().table(name, values),
    function: (fn, rare) => functions.number(fn, rare && imports),
    inlines: () => inlines,
  });
  const main = loopOver(lower, arity, around(true, importsRare), functions);
  const bodies: EncodedFunction[] = [];
  // Grows while it is read: functions call functions.
  for (const fn of functions.defined) bodies.push(elementaryFunction(fn, around(false, false), functions));
  const imported = functions.imported.map((fn) => ({
    name: fn.name,
    parameters: Array<number>(fn.arity).fill(F64),
    results: [F64],
  }));
  return { bytes: encodeModule(imported, [...bodies, main]), imports: functions.imported };
}

function loopOver(
  lower: Operation['lower'],
  arity: number,
  surroundings: Surroundings,
  functions: FunctionTable,
): EncodedFunction {
  const steps = arity === 1 ? 0 : arity;
  const out = arity + steps;
  const parameters = Array<number>(out + 2).fill(I32);
  const body = new FunctionBody(parameters.length, 0, functions.index);
  const { code } = body;
  const locals = Array.from({ length: arity }, () => body.local(F64));
  const lowering = new Lowering(surroundings, false);
  const result = lower(lowering, ...locals.map((local) => lowering.leaf(OP.argument, local)));
  body.mark([result]);
  code.loop();
  locals.forEach((local, i) => {
    code.localGet(i).f64Load(0).localSet(local).localGet(i);
    if (steps === 0) code.i32Const(8);
    else code.localGet(arity + i);
    code.i32Add().localSet(i);
  });
  body.region(lowering.body, () => {});
  code.localGet(out);
  body.value(result);
  code.f64Store(0);
  code
    .localGet(out)
    .i32Const(8)
    .i32Add()
    .localTee(out)
    .localGet(out + 1)
    .i32LtU()
    .brIf(0)
    .end();
  return { parameters, results: [], body: body.finish(), exportName: 'run' };
}
