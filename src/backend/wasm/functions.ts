import type { Elementary } from '../../base/arithmetic.js';
import { FunctionBody } from './emit.js';
import { type EncodedFunction, F64, V128 } from './encode.js';
import { Lowering, type Surroundings } from './lower.js';
import { OP } from './value.js';
import { VectorBody } from './vector-body.js';

/** Of {@link FOLD} in a module that imports it: before all others. */
export const FOLD_INDEX = 0;

/** The functions of a module, numbered before it is known how many will be imported: those come first in the module. */
export class FunctionTable {
  readonly imported: Elementary[] = [];
  readonly defined: { readonly fn: Elementary; readonly vector: boolean }[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly places: { readonly imported: boolean; readonly place: number }[] = [];

  /** @param first the index of the first: how many the module imports beside them. */
  constructor(private readonly first = 0) {}

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
    return this.first + this.imported.length + place;
  };

  readonly index = (number: number): number => {
    const { imported, place } = this.places[number] as { imported: boolean; place: number };
    return this.first + (imported ? place : this.imported.length + place);
  };
}

/** The function that computes `fn` of doubles, or of vectors lane by lane. */
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
  body.region(lowering.body, () => {});
  body.value(result);
  const type = vector ? V128 : F64;
  return { parameters: args.map(() => type), results: [type], body: body.finish() };
}
