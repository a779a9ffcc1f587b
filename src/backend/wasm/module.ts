import type { Elementary } from '../../base/arithmetic.js';
import { BLOCK, LANES } from '../fold.js';
import type { Plan } from '../plan.js';
import type { ColumnMemory } from '../program.js';
import type { Code } from './code.js';
import { FunctionBody } from './emit.js';
import { type EncodedFunction, encodeModule, F64, I32, V128 } from './encode.js';
import { Lowering, type Surroundings } from './lower.js';
import { twinsOf } from './twin.js';
import { type Instruction, OP, type Sink, type Value } from './value.js';
import { VectorBody } from './vector-body.js';
import { SIMD } from './vector-code.js';

/** Programs beyond this are left to the interpreter: engines refuse functions with more than 50,000 locals or 7.6 MB. */
const MOST_VALUES = 200_000;
/** Above this, elementary functions are called instead of put in place, which keeps compilation short. */
const MOST_INLINED = 6_000;
/** Up to this, four rows go at a time, as two vectors in step: twice the code. */
const MOST_PAIRED = 1500;

/** Addresses that the code has in it. */
export interface Layout {
  /** P doubles. */
  readonly parameters: number;
  /** K·LANES doubles: output k, lane l at 8·(k·LANES + l); twice as many where rows go by vectors. */
  readonly lanes: number;
  /** Where results go: block sums, K doubles a block; or rows, MAPPED_BYTES from output to output. */
  readonly results: number;
}

export interface KernelModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Functions that the module imports, by their names. */
  readonly imports: readonly Elementary[];
}

/**
 * A module that exports one function `run(from, to)` over rows, as byte offsets into columns (8 × row).
 * - `sum`: the sums of each block of rows from `from` on, one block after the other.
 * - `map`: the outputs of at most BLOCK rows.
 * @param importsRare functions on the sides of branches (huge arguments) are imported instead of compiled: they are long, and seldom met.
 * @param vectors whether two rows go at a time, as 128-bit vectors. It may then read 8 bytes behind the last row.
 * @throws RangeError when the program is too large for one function.
 */
export function kernelModule(
  kind: 'sum' | 'map',
  plan: Plan,
  columns: ColumnMemory,
  layout: Layout,
  importsRare: boolean,
  vectors = false,
): KernelModule {
  const functions = new FunctionTable();
  const surroundings: Surroundings = {
    table: ({ name, values }) => columns.table(name, values),
    function: (fn, rare) => functions.number(fn, rare && importsRare),
    inlines: (values) => values < MOST_INLINED,
  };
  const lowering = new Lowering(surroundings, true);
  lowerPlan(plan, columns, layout, lowering);
  const bodies: EncodedFunction[] = [];
  const inside: Surroundings = { ...surroundings, function: (fn) => functions.number(fn, false), inlines: () => false };
  const width = vectors ? (lowering.size <= MOST_PAIRED ? PAIRS : VECTORS) : DOUBLES;
  const main = kind === 'sum' ? sumFunction(plan, layout, lowering, functions, width) : mapFunction(layout, lowering, functions, width);
  // Grows while it is read: functions call functions.
  for (const { fn, vector } of functions.defined) bodies.push(elementaryFunction(fn, inside, functions, vector));
  const imported = functions.imported.map(({ name, arity }) => ({
    name,
    parameters: Array<number>(arity).fill(F64),
    results: [F64],
  }));
  return { bytes: encodeModule(imported, [...bodies, main]), imports: functions.imported };
}

/** The functions of a module, numbered before it is known how many will be imported: those come first in the module. */
export class FunctionTable {
  readonly imported: Elementary[] = [];
  readonly defined: { readonly fn: Elementary; readonly vector: boolean }[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly places: { readonly imported: boolean; readonly place: number }[] = [];

  number(fn: Elementary, imported: boolean): number {
    const key = `${imported ? 'import' : 'define'} ${fn.name}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const place = imported ? this.imported.push(fn) - 1 : this.defined.push({ fn, vector: false }) - 1;
    this.places.push({ imported, place });
    this.numbers.set(key, this.places.length - 1);
    return this.places.length - 1;
  }

  /** The same function for two rows at a time. @param number of a function that is not imported. */
  readonly vectorIndex = (number: number): number => {
    const { fn } = this.defined[(this.places[number] as { place: number }).place] as { fn: Elementary };
    let place = this.defined.findIndex(({ fn: { name }, vector }) => vector && name === fn.name);
    if (place < 0) place = this.defined.push({ fn, vector: true }) - 1;
    return this.imported.length + place;
  };

  readonly index = (number: number): number => {
    const { imported, place } = this.places[number] as { imported: boolean; place: number };
    return imported ? place : this.imported.length + place;
  };
}

function lowerPlan(plan: Plan, columns: ColumnMemory, layout: Layout, lowering: Lowering): void {
  const values: (Value | undefined)[] = [];
  const waiting = new Map<number, number[]>();
  plan.outputs.forEach((node, output) => {
    waiting.set(node, [...(waiting.get(node) ?? []), output]);
  });
  plan.nodes.forEach((node, i) => {
    lowering.enter(node.uniform ? 'uniform' : 'body');
    const made =
      node.kind === 'constant'
        ? lowering.constant(node.value)
        : node.kind === 'parameter'
          ? lowering.leaf(OP.uniformLoad, layout.parameters + 8 * node.index)
          : node.kind === 'column'
            ? lowering.leaf(OP.columnLoad, columns.address(node.name))
            : node.lower(lowering, ...node.args.map((arg) => values[arg] as Value));
    values[i] = made;
    if (lowering.size > MOST_VALUES) throw new RangeError('the program is too large for one function');
    // Summed as soon as it is there, so that it need not be kept.
    for (const output of waiting.get(i) ?? []) lowering.sink(output, made);
  });
}

export function elementaryFunction(
  fn: Elementary,
  surroundings: Surroundings,
  functions: FunctionTable,
  vector = false,
): EncodedFunction {
  const lowering = new Lowering(surroundings, false);
  const args = Array.from({ length: fn.arity }, (_, i) => lowering.leaf(OP.argument, i));
  const result = fn.body(lowering, ...args);
  const body = vector
    ? new VectorBody(fn.arity, { row: 0, index: functions.index, vectorIndex: functions.vectorIndex })
    : new FunctionBody(fn.arity, 0, functions.index);
  body.mark([result]);
  body.region(lowering.body, noSink);
  body.value(result);
  const type = vector ? V128 : F64;
  return { parameters: args.map(() => type), results: [type], body: body.finish() };
}

const BLOCK_BYTES = 8 * BLOCK;
/** From output to output of mapped rows. A line of the cache more than a block: outputs 8 KiB apart would push each other out of it. */
export const MAPPED_BYTES = BLOCK_BYTES + 64;
const LANE_BYTES = 8 * LANES;
const FROM = 0;
const TO = 1;
const ROW = 2;
const RUN = { parameters: [I32, I32], results: [], exportName: 'run' };

/** How the loop goes over rows. */
interface Width {
  /** Of the rows of one turn. */
  readonly bytes: number;
  readonly vectors: boolean;
  readonly mostLocals: number;
}

const DOUBLES: Width = { bytes: 8, vectors: false, mostLocals: 40_000 };
const VECTORS: Width = { bytes: 16, vectors: true, mostLocals: 10_000 };
const PAIRS: Width = { bytes: 32, vectors: true, mostLocals: 10_000 };

function bodyFor(lowering: Lowering, { bytes, vectors }: Width, { index, vectorIndex }: FunctionTable): FunctionBody {
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

function sumFunction(plan: Plan, layout: Layout, lowering: Lowering, functions: FunctionTable, width: Width): EncodedFunction {
  const outputBytes = width.vectors ? 2 * LANE_BYTES : LANE_BYTES;
  const allBytes = outputBytes * plan.outputs.length;
  const body = bodyFor(lowering, width, functions);
  const { code } = body;
  const row = body.local(I32);
  const blockEnd = body.local(I32);
  const lane = body.local(I32);
  const output = body.local(I32);
  const into = body.local(I32);
  body.region(lowering.uniform, noSink);
  code.localGet(FROM).localSet(row);
  code.loop(); // per block
  code.localGet(TO).localSet(blockEnd);
  // By the distance, not the end: the end of the last block may be beyond 2³².
  code.i32Const(BLOCK_BYTES).localGet(TO).localGet(row).i32Sub().i32LtU();
  code.if().localGet(row).i32Const(BLOCK_BYTES).i32Add().localSet(blockEnd).end();
  code.i32Const(layout.lanes).i32Const(0).i32Const(allBytes).memoryFill();
  code.loop(); // per turn
  code
    .localGet(row)
    .localGet(FROM)
    .i32Sub()
    .i32Const(LANE_BYTES - width.bytes)
    .i32And();
  if (width.vectors) {
    // The last rows, where they are not enough for a turn, go to lanes of their own: what is beside them is no row.
    code.localGet(blockEnd).localGet(row).i32Sub().i32Const(width.bytes).i32LtU().i32Const(5).i32Shl().i32Or();
  }
  code.localSet(lane);
  body.region(lowering.body, ({ output, bytes, value }) => {
    const sum = layout.lanes + outputBytes * output + bytes;
    code.localGet(lane).localGet(lane);
    if (width.vectors) {
      code.v128Load(sum);
      body.value(value);
      code.simd(SIMD.f64x2Add).v128Store(sum);
    } else {
      code.f64Load(sum);
      body.value(value);
      code.f64Add().f64Store(sum);
    }
  });
  nextTurn(code, row, blockEnd, width);
  const fold = width.vectors ? vectorFold(body, blockEnd) : scalarFold(body);
  code.i32Const(0).localSet(output);
  code.loop(); // per output
  code.localGet(into);
  fold(output, layout.lanes);
  code.f64Store(layout.results);
  code.localGet(into).i32Const(8).i32Add().localSet(into);
  code.localGet(output).i32Const(outputBytes).i32Add().localTee(output);
  code.i32Const(allBytes).i32LtU().brIf(0).end();
  code.localGet(row).localGet(TO).i32LtU().brIf(0).end();
  return { ...RUN, body: finished(body, width) };
}

/** Pushes the sum of the four lanes at `lanes` plus the value of the local `at`. */
type Fold = (at: number, lanes: number) => void;

function scalarFold({ code }: FunctionBody): Fold {
  return (at, lanes) => {
    code
      .localGet(at)
      .f64Load(lanes)
      .localGet(at)
      .f64Load(lanes + 8)
      .f64Add();
    code
      .localGet(at)
      .f64Load(lanes + 16)
      .localGet(at)
      .f64Load(lanes + 24)
      .f64Add();
    code.f64Add();
  };
}

/** First adds the lanes of the last rows, without those that are no rows. Where there are none this adds +0, which changes nothing: lanes are never −0. */
function vectorFold(body: FunctionBody, blockEnd: number): Fold {
  const { code } = body;
  const last = body.local(I32);
  const masks = [body.local(V128), body.local(V128)] as const;
  code.localGet(blockEnd).localGet(FROM).i32Sub().i32Const(LANE_BYTES - 8).i32And().localSet(last);
  code.v128Const(-1n, 0n).i32Const(0).localGet(last).i32Const(8).i32Ne().i32Sub();
  code.simd(SIMD.i32x4Splat).simd(SIMD.or).localSet(masks[0]);
  code.v128Const(-1n, 0n).i32Const(0).localGet(last).i32Const(24).i32Eq().i32Sub();
  code.simd(SIMD.i32x4Splat).simd(SIMD.and).localSet(masks[1]);
  const pair = body.local(V128);
  return (at, lanes) => {
    masks.forEach((mask, i) => {
      code.localGet(at).v128Load(lanes + 16 * i).localGet(at).v128Load(lanes + LANE_BYTES + 16 * i);
      code.localGet(mask).simd(SIMD.and).simd(SIMD.f64x2Add).localSet(pair);
      code.localGet(pair).f64x2ExtractLane(0).localGet(pair).f64x2ExtractLane(1).f64Add();
    });
    code.f64Add();
  };
}

function mapFunction(layout: Layout, lowering: Lowering, functions: FunctionTable, width: Width): EncodedFunction {
  const body = bodyFor(lowering, width, functions);
  const { code } = body;
  const row = body.local(I32);
  const into = body.local(I32);
  body.region(lowering.uniform, noSink);
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

/** The next rows; the end of the loop over them. */
function nextTurn(code: Code, row: number, end: number, { bytes }: Width): void {
  code.localGet(row).i32Const(bytes).i32Add().localTee(row).localGet(end).i32LtU().brIf(0).end();
}

const noSink = (_: Sink): void => {};

function finished(body: FunctionBody, { mostLocals }: Width): EncodedFunction['body'] {
  if (body.locals > mostLocals) throw new RangeError('the program needs too many locals for one function');
  return body.finish();
}
