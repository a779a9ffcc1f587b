import type { Evaluate } from '../base/evaluation.js';

/** A function of the parameters that can be minimised: in memory (`pointwise.ts`), later from a stored factor or by an engine. */
export interface Objective {
  readonly parameters: readonly string[];
  readonly rows: number;
  readonly evaluate: Evaluate;
  /** The model's value η on every row; `mean` applies the inverse link of the loss. */
  predict(point: Float64Array, scale: 'model' | 'mean'): Float64Array;
  /** The same row by row, without an array of all: a pass for rows that are asked for in ascending order. */
  predictor(point: Float64Array, scale: 'model' | 'mean'): (row: number) => number;
}
