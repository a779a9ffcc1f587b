import type { Arithmetic } from '../../base/arithmetic.js';
import type { DoubleDouble } from '../../base/double-double.js';
import type { Text } from '../../base/text.js';
import type { Expression } from '../node.js';

/** How a call is written: as `name(a, b)`, or by an operator with its strength. */
export interface Operator {
  /** `+`, `<`, `?:`. */
  readonly symbol: string;
  /** 1 `?:` · 2 comparisons · 3 `+ -` · 4 `* /` · 5 unary minus · 6 `^`. */
  readonly strength: number;
  readonly form: 'infix' | 'prefix' | 'ternary';
  readonly associates: 'left' | 'right' | 'none';
}

/** A row of the table: all that downhill knows of one function. A missing form is a type error. */
export interface Operation {
  /** As it is written in a formula; unique. */
  readonly name: string;
  /** Other spellings, without the prefixes `np. numpy. math. Math.`, which every row accepts. */
  readonly aliases?: readonly string[];
  readonly title: Text;
  /** Number of arguments, or least and most. */
  readonly arity: number | readonly [least: number, most: number];
  readonly operator?: Operator;
  /** The value, over any arithmetic: the interpreter, WebAssembly and the scalar functions come from this one text. */
  readonly lower: <F, B>(m: Arithmetic<F, B>, ...args: F[]) => F;
  /** A better text where some arguments are constants (`x^3`); undefined in `constants` stands for any value, as a result for `lower`. */
  readonly lowerFor?: (constants: readonly (number | undefined)[]) => Operation['lower'] | undefined;
  /** The value to some 30 digits, where `lower` calls an approximation that is made for doubles. Absent there: such a formula has no double-double form. */
  readonly doubleDouble?: (...args: DoubleDouble[]) => DoubleDouble;
  /** ∂value/∂argumentᵢ for each i, as expressions; `self` is the call itself. Built with `build.ts`, which simplifies. */
  readonly derivative: (args: readonly Expression[], self: Expression) => readonly Expression[];
  /** Expressions whose zeros are the points where the derivative does not exist. */
  readonly kinks?: (args: readonly Expression[]) => readonly Expression[];
  /** Where the value is a real number, as LaTeX-free text: `x > 0`. Absent: everywhere. */
  readonly domain?: Text;
  /** Argument ranges inside the domain, one per argument (the last repeats), for tests and examples. */
  readonly sample: readonly (readonly [low: number, high: number])[];
  /** Units in the last place that the value may be off, on the sample range and beyond. */
  readonly ulp: number;
  /** The texts of the arguments, already bracketed as `operator` demands or bare for a call → LaTeX, NumPy, JavaScript. */
  readonly latex: (...args: string[]) => string;
  readonly numpy: (...args: string[]) => string;
  readonly javascript: (...args: string[]) => string;
  /** The package whose function the JavaScript text calls, where `Math` has none. */
  readonly javascriptNeeds?: string;
  /** Source of the definition or approximation, where it is not school mathematics. */
  readonly reference?: string;
}
