import { FunctionBody } from './emit.js';
import { F64, V128 } from './encode.js';
import type { Twins } from './twin.js';
import { type Branch, type Instruction, OP, type Region, type Sink, type Value } from './value.js';
import { BITS, bitsOf, EXPONENT_BITS, EXPONENT_SHIFT, HEAD, ONES, POWER_SHIFT, SIGN, VECTOR } from './vector-bits.js';
import { SIMD } from './vector-code.js';

/** What a vector body needs of its module. */
export interface VectorSurroundings {
  /** The column load's row. */
  readonly row: number;
  /** Index of a function of doubles by its number in the graph. */
  index(number: number): number;
  /** Index of the same function of vectors. */
  vectorIndex(number: number): number;
  /** Done in step with the instructions, so that the processor always has work that waits for nothing. */
  readonly twins?: Twins;
}

/**
 * The same instructions for two rows at a time: what depends on the row is a vector of two doubles, a truth value a mask of ones and zeros, and what
 * does not is a double as before, spread over a vector once before the loop. Each lane gets the bits that the scalar code gives.
 */
export class VectorBody extends FunctionBody {
  /** Constants of rows by their bits: the local, or −1 where they stand in the code. */
  private readonly constants = new Map<bigint, number>();
  private readonly spread = new Map<Value, number>();
  /** Whether values of rows are made; else those before the loop. */
  private rows = true;
  /** Branches around. */
  private depth = 0;

  constructor(
    parameters: number,
    private readonly around: VectorSurroundings,
  ) {
    super(parameters, around.row, around.index);
  }

  override region(region: Region, sink: (sink: Sink) => void): void {
    const { rows } = this;
    this.rows = !region.uniform;
    super.region(region, sink);
    if (region.uniform && region.parent === undefined) this.spreadAll();
    this.rows = rows;
  }

  protected override instruction(instruction: Instruction, sink: (sink: Sink) => void): void {
    super.instruction(instruction, sink);
    const twin = this.around.twins?.instructions.get(instruction);
    // The twin of a branch is in its branch.
    if (twin !== undefined && twin.kind !== 'branch' && this.rows) super.instruction(twin, sink);
  }

  override value(value: Value): void {
    const { code } = this;
    if (!this.rows || !value.uniform) super.value(value);
    else if (value.op === OP.constant) this.bits(value.truth ? -BigInt(value.immediate) & ONES : bitsOf(value.immediate));
    else code.localGet(this.spread.get(value) as number);
  }

  protected override met(value: Value): void {
    if (value.uniform && !this.kept.has(value)) return;
    if (value.op === OP.constant && !value.truth) this.constants.set(bitsOf(value.immediate), -1);
    if (!value.uniform) for (const bits of BITS[value.op] ?? []) this.constants.set(bits, -1);
    if (value.op === OP.bit) this.constants.set(1n << BigInt(value.immediate), -1);
    if (value.op === OP.lookup) this.constants.set(bitsOf(value.immediate2 - 1), -1);
  }

  protected override typeOf(value: Value): number {
    return value.uniform ? super.typeOf(value) : V128;
  }

  protected override condition(condition: Value): void {
    this.asUniform(() => super.condition(condition));
  }

  protected override sides(branch: Branch, results: readonly Value[], sink: (sink: Sink) => void): void {
    this.depth++;
    if (branch.condition.uniform) super.sides(branch, results, sink);
    else this.lanewise(branch, results, sink);
    this.depth--;
  }

  protected override resultsOf(branch: Branch): readonly Value[] {
    return this.withTwin(branch).flatMap(({ results }) => results);
  }

  private withTwin(branch: Branch): readonly Branch[] {
    const twin = this.around.twins?.branches.get(branch);
    return twin === undefined ? [branch] : [branch, twin];
  }

  /** Both sides are pure, so that a lane may compute the one that it does not need: the shorter side always, the longer one where a lane asks for it. */
  private lanewise(branch: Branch, results: readonly Value[], sink: (sink: Sink) => void): void {
    const { code } = this;
    const branches = this.withTwin(branch);
    const masks = branches.map(({ condition }) => {
      const mask = this.local(V128);
      this.value(condition);
      code.localSet(mask);
      return mask;
    });
    const longer = weight(branch.yes) > weight(branch.no) ? 0 : 1;
    const sides = [branch.yes, branch.no] as const;
    this.side(sides[1 - longer] as Region, results, longer === 0 ? 1 : 0, sink);
    masks.forEach((mask, i) => {
      code.localGet(mask);
      if (i > 0) code.simd(longer === 0 ? SIMD.or : SIMD.and);
    });
    if (longer === 0) code.simd(SIMD.anyTrue).if();
    else code.simd(SIMD.i64x2AllTrue).i32Eqz().if();
    this.region(sides[longer], sink);
    for (const { args, local, branch } of results) {
      if (longer === 1) code.localGet(local);
      this.value(args[longer] as Value);
      if (longer === 0) code.localGet(local);
      code
        .localGet(masks[branches.indexOf(branch as Branch)] as number)
        .simd(SIMD.bitselect)
        .localSet(local);
    }
    code.end();
    for (const mask of masks) this.release(mask);
  }

  protected override operation(value: Value): void {
    if (value.uniform) this.asUniform(() => super.operation(value));
    else this.lanes(value);
  }

  private lanes(value: Value): void {
    const { code } = this;
    const [a, b, c] = value.args as readonly [Value, Value, Value];
    switch (value.op) {
      case OP.columnLoad:
        code.localGet(this.row).v128Load(value.immediate);
        return;
      case OP.floatLoad:
        code.localGet(this.row).i32Const(1).i32ShrU().v128Load64Zero(value.immediate).simd(SIMD.f64x2PromoteLowF32x4);
        return;
      case OP.lookup:
        this.lookup(a, value);
        return;
      case OP.call:
        this.call(value);
        return;
      case OP.select:
        this.select(a, b, c);
        return;
      case OP.mul:
        this.product(value, a, b);
        return;
      case OP.bit:
        this.value(a);
        this.bits(1n << BigInt(value.immediate));
        code.simd(SIMD.and);
        this.bits(1n << BigInt(value.immediate));
        code.simd(SIMD.i64x2Eq);
        return;
      case OP.min:
      case OP.max:
        this.extreme(value.op, a, b);
        return;
      case OP.neg:
        this.value(a);
        this.bits(SIGN);
        code.simd(SIMD.xor);
        return;
      case OP.copysign:
        if (a.op === OP.constant && !Number.isNaN(a.immediate)) {
          this.value(b);
          this.bits(SIGN);
          code.simd(SIMD.and);
          this.bits(bitsOf(Math.abs(a.immediate)));
          code.simd(SIMD.or);
          return;
        }
        this.value(b);
        this.value(a);
        this.bits(SIGN);
        code.simd(SIMD.bitselect);
        return;
      case OP.power2:
        this.value(a);
        this.bits(POWER_SHIFT);
        code.simd(SIMD.f64x2Add).i32Const(52).simd(SIMD.i64x2Shl);
        return;
      case OP.exponent:
        this.value(a);
        code.i32Const(1).simd(SIMD.i64x2Shl).i32Const(53).simd(SIMD.i64x2ShrU);
        this.bits(EXPONENT_BITS);
        code.simd(SIMD.or);
        this.bits(EXPONENT_SHIFT);
        code.simd(SIMD.f64x2Sub);
        return;
      case OP.head:
        this.value(a);
        this.bits(HEAD);
        code.simd(SIMD.and);
        return;
      default:
        for (const arg of value.args) this.value(arg);
        code.simd(VECTOR[value.op] as number);
    }
  }

  private lookup(index: Value, { immediate, immediate2 }: Value): void {
    const { code } = this;
    const at = this.local(V128);
    this.value(index);
    // Clamped, NaN to 0: an index out of range is allowed where the result is not used.
    this.bits(bitsOf(immediate2 - 1));
    code.simd(SIMD.f64x2Pmin).simd(SIMD.i32x4TruncSatF64x2UZero).localSet(at);
    for (const lane of [1, 0]) code.localGet(at).i32x4ExtractLane(lane).i32Const(3).i32Shl();
    code.v128Load64Zero(immediate).v128Load64Second(immediate);
    this.release(at);
  }

  /** At the top of a row by the function of vectors; on the side of a branch, where it is rare, lane by lane by the function of doubles. */
  private call({ args, immediate }: Value): void {
    const { code } = this;
    if (this.depth === 0) {
      for (const arg of args) this.value(arg);
      code.call(this.around.vectorIndex(immediate));
      return;
    }
    const locals = args.map((arg) => {
      const local = this.local(V128);
      this.value(arg);
      code.localSet(local);
      return local;
    });
    const first = this.local(F64);
    for (const lane of [0, 1]) {
      for (const local of locals) code.localGet(local).f64x2ExtractLane(lane);
      code.call(this.around.index(immediate));
      if (lane === 0) code.localSet(first);
    }
    const second = this.local(F64);
    code.localSet(second).localGet(first).simd(SIMD.f64x2Splat).localGet(second).f64x2ReplaceLane(1);
    for (const local of [...locals, first, second]) this.release(local);
  }

  /** A factor copysign(1, x) is a sign. */
  private product({ op }: Value, a: Value, b: Value): void {
    const sign = [a, b].find(
      (arg) => arg.op === OP.copysign && isOne(arg.args[0] as Value) && !arg.uniform && !this.inLocal(arg),
    );
    if (sign === undefined) {
      this.value(a);
      this.value(b);
      this.code.simd(VECTOR[op] as number);
      return;
    }
    this.value(sign === a ? b : a);
    this.value(sign.args[1] as Value);
    this.bits(SIGN);
    this.code.simd(SIMD.and).simd(SIMD.xor);
  }

  private select(condition: Value, yes: Value, no: Value): void {
    const { code } = this;
    if (yes.op === OP.neg && yes.args[0] === no && !no.uniform && this.inLocal(no) && !this.inLocal(yes)) {
      this.value(no);
      this.used(no);
      if (condition.op === OP.bit && !condition.uniform && !this.inLocal(condition)) {
        this.value(condition.args[0] as Value);
        code.i32Const(63 - condition.immediate).simd(SIMD.i64x2Shl);
      } else {
        this.value(condition);
      }
      this.bits(SIGN);
      code.simd(SIMD.and).simd(SIMD.xor);
    } else if (isZero(no)) {
      this.value(yes);
      this.value(condition);
      code.simd(SIMD.and);
    } else if (isZero(yes)) {
      this.value(no);
      this.value(condition);
      code.simd(SIMD.andnot);
    } else {
      this.value(yes);
      this.value(no);
      this.value(condition);
      code.simd(SIMD.bitselect);
    }
  }

  /** With a constant beside it that is neither NaN nor zero, `pmin(a, constant)` gives min(a, constant), NaN for NaN. */
  private extreme(op: number, a: Value, b: Value): void {
    const plain = [a, b].find(({ op, immediate }) => op === OP.constant && (immediate < 0 || immediate > 0));
    if (plain === undefined) {
      this.value(a);
      this.value(b);
      this.code.simd(VECTOR[op] as number);
      return;
    }
    this.value(plain === a ? b : a);
    this.value(plain);
    this.code.simd(op === OP.min ? SIMD.f64x2Pmin : SIMD.f64x2Pmax);
  }

  private bits(bits: bigint): void {
    const local = this.constants.get(bits) ?? -1;
    if (local >= 0) this.code.localGet(local);
    else this.code.v128Const(bits);
  }

  /** Locals with the constants and the values before the loop that rows use. */
  private spreadAll(): void {
    const { code } = this;
    for (const bits of this.constants.keys()) {
      const local = this.local(V128);
      code.v128Const(bits).localSet(local);
      this.constants.set(bits, local);
    }
    for (const value of this.kept) {
      if (!value.uniform || value.op === OP.constant) continue;
      const local = this.local(V128);
      if (value.truth) {
        code.i32Const(0);
        super.value(value);
        code.i32Sub().simd(SIMD.i32x4Splat);
      } else {
        super.value(value);
        code.simd(SIMD.f64x2Splat);
      }
      code.localSet(local);
      this.spread.set(value, local);
    }
  }

  private asUniform(make: () => void): void {
    const { rows } = this;
    this.rows = false;
    make();
    this.rows = rows;
  }
}

/** About how long a side takes; calls most. */
const weight = ({ instructions }: Region): number =>
  instructions.reduce(
    (sum, instruction) => sum + (instruction.kind === 'value' && instruction.value.op !== OP.call ? 1 : 1000),
    0,
  );

const isOne = ({ op, immediate }: Value): boolean => op === OP.constant && immediate === 1;
const isZero = ({ op, immediate }: Value): boolean => op === OP.constant && Object.is(immediate, 0);
