/**
 * The arithmetic that elementary functions are written over, once: instances compute on numbers (the interpreter) or emit
 * WebAssembly. Every operation is IEEE 754 binary64 without contraction, so all instances give the same bits.
 *
 * @typeParam F a value. @typeParam B a truth value.
 */
export interface Arithmetic<F, B> {
  constant(value: number): F;
  add(a: F, b: F): F;
  sub(a: F, b: F): F;
  mul(a: F, b: F): F;
  div(a: F, b: F): F;
  neg(a: F): F;
  abs(a: F): F;
  sqrt(a: F): F;
  floor(a: F): F;
  ceil(a: F): F;
  trunc(a: F): F;
  /** Nearest integer, ties to even. */
  nearest(a: F): F;
  /** NaN if either is NaN; −0 < +0. */
  min(a: F, b: F): F;
  max(a: F, b: F): F;
  /** |a| with the sign bit of b. */
  copysign(a: F, b: F): F;

  lt(a: F, b: F): B;
  le(a: F, b: F): B;
  gt(a: F, b: F): B;
  ge(a: F, b: F): B;
  eq(a: F, b: F): B;
  ne(a: F, b: F): B;
  and(a: B, b: B): B;
  or(a: B, b: B): B;
  not(a: B): B;

  /** Both sides are evaluated. */
  select(condition: B, yes: F, no: F): F;
  /** For rare or dear sides: an instance may evaluate only the side that is taken. */
  choose(condition: B, yes: () => F, no: () => F): F;

  /** 2ⁿ, exactly, for an integral n in −1022…1023; anything for other n. */
  power2(n: F): F;
  /** The unbiased exponent ⌊log₂|a|⌋ of a normal number, as a value; anything for zero, subnormal, ±∞, NaN. */
  exponent(a: F): F;
  /** a with the low 27 bits of its significand cleared (so that products of heads are exact). */
  head(a: F): F;
  /** Whether bit `place` of the significand of a is set, 0 the lowest: of a + 1.5·2⁵² the binary digits of an integral a in ±2⁵⁰. @param place 0…31. */
  bit(a: F, place: number): B;
  /** table[index] for an integral index in range; the tables are constants of the code. */
  lookup(table: LookupTable, index: F): F;
  /** The function's value; an instance may inline it or make it a function of its own. */
  call(fn: Elementary, ...args: F[]): F;
}

/** A constant table. `name` is unique over the whole program. */
export interface LookupTable {
  readonly name: string;
  readonly values: readonly number[];
}

/** A function written over {@link Arithmetic}. `name` is unique over the whole program. */
export interface Elementary {
  readonly name: string;
  readonly arity: number;
  readonly body: <F, B>(m: Arithmetic<F, B>, ...args: F[]) => F;
}
