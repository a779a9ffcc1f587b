import { Code } from './code.js';
import { Bytes, F64, I32, V128 } from './encode.js';
import { POINT } from './run.js';
import { type Branch, type Instruction, OP, type Region, type Sink, type Value } from './value.js';

/** Trees deeper than this are cut by a local, so that no recursion runs deep. */
const MOST_DEPTH = 24;

/**
 * The instructions of one function, from its value graph: a value that is used once stands where it is used, others in locals, which are
 * taken again after the last use.
 */
export class FunctionBody {
  readonly code = new Code();
  private readonly types: number[] = [];
  private readonly free = new Map<number, number[]>([
    [I32, []],
    [F64, []],
    [V128, []],
  ]);
  /** In locals in any case: values that rows use but are known before them (and constants, which are not), and roots of deep trees. */
  protected readonly kept = new Set<Value>();
  private readonly live = new Set<Branch>();

  /**
   * @param parameters how many locals the function's parameters are.
   * @param row the local that holds the byte offset of the row, for column loads.
   * @param functionIndex of a function by its number in the graph.
   */
  constructor(
    private readonly parameters: number,
    protected readonly row: number,
    protected readonly functionIndex: (number: number) => number,
  ) {}

  /** Counts the uses of everything that the roots need. Must come before any emission. */
  mark(roots: readonly Value[]): void {
    const seen: Value[] = [];
    const stack: Value[] = [];
    const use = (value: Value, byRow: boolean): void => {
      if (value.uses++ === 0) stack.push(value);
      if (byRow && value.uniform) this.kept.add(value);
    };
    for (const root of roots) use(root, true);
    for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
      seen.push(value);
      for (const arg of value.args) use(arg, !value.uniform);
      if (value.branch === undefined || this.live.has(value.branch)) continue;
      this.live.add(value.branch);
      use(value.branch.condition, !value.uniform);
    }
    seen.sort((a, b) => a.id - b.id);
    for (const value of seen) {
      this.met(value);
      for (const arg of value.args) if (!this.inLocal(arg)) value.depth = Math.max(value.depth, arg.depth + 1);
      if (value.depth > MOST_DEPTH) this.kept.add(value);
    }
  }

  /** The statements of a region in their order. */
  region(region: Region, sink: (sink: Sink) => void): void {
    for (const instruction of region.instructions) this.instruction(instruction, sink);
  }

  protected instruction(instruction: Instruction, sink: (sink: Sink) => void): void {
    if (instruction.kind === 'sink') sink(instruction);
    else if (instruction.kind === 'branch') this.branch(instruction, sink);
    else if (instruction.value.uses > 0 && this.inLocal(instruction.value)) {
      this.operation(instruction.value);
      this.store(instruction.value);
    }
  }

  /** Pushes a value. */
  value(value: Value): void {
    if (value.op === OP.constant) {
      if (value.truth) this.code.i32Const(value.immediate);
      else this.code.f64Const(value.immediate);
    } else if (value.op === OP.argument) {
      this.code.localGet(value.immediate);
    } else if (this.inLocal(value)) {
      this.code.localGet(value.local);
      this.used(value);
    } else {
      this.operation(value);
    }
  }

  /** One use less of a value in a local. */
  protected used(value: Value): void {
    if (--value.uses === 0 && !value.uniform) this.release(value.local);
  }

  /** A local of a type, for the caller to keep. */
  local(type: number): number {
    const index = this.free.get(type)?.pop();
    if (index !== undefined) return index;
    this.types.push(type);
    return this.parameters + this.types.length - 1;
  }

  /** Local declarations, the code, `end`. */
  finish(): Bytes {
    const runs: { type: number; count: number }[] = [];
    for (const type of this.types) {
      const last = runs[runs.length - 1];
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    const body = new Bytes().u32(runs.length);
    for (const { type, count } of runs) body.u32(count).byte(type);
    return body.append(this.code).byte(0x0b);
  }

  get locals(): number {
    return this.types.length;
  }

  /** Told of every value that is needed, arguments first. */
  protected met(_: Value): void {}

  protected typeOf(value: Value): number {
    return value.truth ? I32 : F64;
  }

  /** The condition of a branch as an i32. */
  protected condition(condition: Value): void {
    this.value(condition);
  }

  protected inLocal(value: Value): boolean {
    if (value.op === OP.constant || value.op === OP.argument) return false;
    return value.uses > 1 || value.local >= 0 || value.op === OP.result || this.kept.has(value);
  }

  private store(value: Value): void {
    value.local = this.local(this.typeOf(value));
    this.code.localSet(value.local);
  }

  protected release(local: number): void {
    this.free.get(this.types[local - this.parameters] as number)?.push(local);
  }

  private branch(branch: Branch, sink: (sink: Sink) => void): void {
    if (!this.live.has(branch)) return;
    const results = this.resultsOf(branch).filter(({ uses }) => uses > 0);
    // Before the sides, so that no side takes them for something else.
    for (const result of results) result.local = this.local(this.typeOf(result));
    this.sides(branch, results, sink);
  }

  protected resultsOf(branch: Branch): readonly Value[] {
    return branch.results;
  }

  protected sides({ condition, yes, no }: Branch, results: readonly Value[], sink: (sink: Sink) => void): void {
    this.condition(condition);
    this.code.if();
    this.side(yes, results, 0, sink);
    this.code.else();
    this.side(no, results, 1, sink);
    this.code.end();
  }

  protected side(region: Region, results: readonly Value[], which: 0 | 1, sink: (sink: Sink) => void): void {
    this.region(region, sink);
    for (const result of results) {
      this.value(result.args[which] as Value);
      this.code.localSet(result.local);
    }
  }

  protected operation(value: Value): void {
    const { code } = this;
    const [a, b, c] = value.args as readonly [Value, Value, Value];
    switch (value.op) {
      case OP.uniformLoad:
        code.localGet(POINT).f64Load(value.immediate);
        return;
      case OP.columnLoad:
        code.localGet(this.row).f64Load(value.immediate);
        return;
      case OP.floatLoad:
        code.localGet(this.row).i32Const(1).i32ShrU().f32Load(value.immediate).f64PromoteF32();
        return;
      case OP.lookup:
        // Clamped, NaN to 0: an index out of range is allowed where the result is not used.
        this.value(a);
        code
          .f64Const(value.immediate2 - 1)
          .f64Min()
          .i32TruncSatF64U()
          .i32Const(3)
          .i32Shl()
          .f64Load(value.immediate);
        return;
      case OP.call:
        for (const arg of value.args) this.value(arg);
        code.call(this.functionIndex(value.immediate));
        return;
      case OP.select:
        this.value(b);
        this.value(c);
        this.value(a);
        code.select();
        return;
      case OP.power2:
        // The integer lands in the low bits of the significand, from where it is shifted into the exponent.
        this.value(a);
        code.f64Const(1.5 * 2 ** 52 + 1023).f64Add();
        code.i64ReinterpretF64().i64Const(52n).i64Shl().f64ReinterpretI64();
        return;
      case OP.exponent:
        // The exponent's bits become the low bits of the significand of 2⁵².
        this.value(a);
        code.i64ReinterpretF64().i64Const(52n).i64ShrU().i64Const(0x7ffn).i64And();
        code.i64Const(0x4330000000000000n).i64Or().f64ReinterpretI64();
        code.f64Const(2 ** 52 + 1023).f64Sub();
        return;
      case OP.head:
        this.value(a);
        code
          .i64ReinterpretF64()
          .i64Const(-(1n << 27n))
          .i64And()
          .f64ReinterpretI64();
        return;
      case OP.bit:
        this.value(a);
        code.i64ReinterpretF64().i64Const(BigInt(value.immediate)).i64ShrU().i32WrapI64().i32Const(1).i32And();
        return;
      default:
        for (const arg of value.args) this.value(arg);
        code.byte(value.op);
    }
  }
}
