import { pow } from '../base/elementary/scalar.js';
import type { RandomStream } from '../base/random/stream.js';
import { remembered } from '../base/remembered.js';
import { dimensions } from '../expression/dimensions.js';
import type { Expression } from '../expression/node.js';
import { parameterRoles } from '../expression/parameter-roles.js';
import { type Range, rangeOf } from './column-range.js';
import { curveOf } from './data-features.js';
import { frequencyGuess } from './frequency-guess.js';
import { landmarks } from './landmarks.js';
import { logUniform } from './log-uniform.js';
import { placeGuess } from './place-guess.js';

/** What guesses are made from: formula and data. */
export interface Evidence {
  readonly prediction: Expression;
  readonly parameters: readonly string[];
  /** What the formula reads beside the response. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** The response, or what some fit leaves of it. */
  readonly response: Float64Array;
}

/** Draws one value for each parameter that is asked for. @param wanted indices of parameters. @returns NaN for the others. */
export type Guess = (wanted: readonly number[], stream: RandomStream) => Float64Array;

/** Decades to either side of a scale. */
const REACH = 2;

/**
 * Guesses for parameters in nonlinear places. Each is drawn on the scale that its dimension has in these data, so that nothing depends on units; places along an
 * axis are drawn along it, at landmarks of the response first, and widths from those of the landmarks; frequencies at peaks of its periodogram.
 */
export function guesser({ prediction, parameters, columns, response }: Evidence): Guess {
  const names = [...columns.keys()];
  const units = dimensions(prediction, parameters, names);
  const roles = parameterRoles(prediction, parameters, names);
  const ranges = [...names.map((name) => columns.get(name) as Float64Array), response].map(rangeOf);
  const curves = remembered(names.length, itself, (column: string) => curveOf(columns.get(column) as Float64Array, response));
  const marks = remembered(names.length, itself, (column: string) => landmarks(curves(column)));
  const rangeOn = (column: string): Range => ranges[names.indexOf(column)] as Range;
  const frequencies = frequencyGuess(roles, curves);

  return (wanted, stream) => {
    const drawn = new Float64Array(parameters.length).fill(Number.NaN);
    const frequency = frequencies(stream);
    const { along, widthAt } = placeGuess(marks, rangeOn, stream);
    const measure = MEASURES[Math.floor(MEASURES.length * stream.random())] as (typeof MEASURES)[number];
    const scale = (unit: Float64Array): number =>
      unit.reduce((product, exponent, base) => {
        const of = ranges[base] as Range;
        return exponent === 0 ? product : product * pow(of[measure], exponent);
      }, 1);
    // Widths need the places that they stand beside.
    const isPlace = (j: number): boolean => roles[j]?.place !== null;
    for (const j of [...wanted.filter(isPlace), ...wanted.filter((j) => !isPlace(j))]) {
      const { place, cycle, beside } = roles[j] as (typeof roles)[number];
      const kind = stream.random();
      const at = place === null ? null : along(j, place, kind);
      if (cycle !== null) drawn[j] = frequency(cycle, kind);
      else if (at !== null) drawn[j] = at;
      else {
        const unit = units[j] as Float64Array;
        const power = widthPower(unit, j);
        const sign = stream.random() < 0.75 ? 1 : -1;
        const wide = power !== 0 && (Math.abs(power) !== 1 || power === 1 || kind < 0.5);
        const span = (ranges[unit.findIndex((exponent) => exponent !== 0)] as Range | undefined)?.span ?? 1;
        drawn[j] = sign * (wide ? pow(widthAt(beside, span, kind), power) : scale(unit) * logUniform(stream, -REACH, REACH));
      }
    }
    return drawn;
  };

  /** e where the dimension is that of a column to the power e, on which some other parameter is a place; else 0. */
  function widthPower(unit: Float64Array, j: number): number {
    const bases = [...unit.keys()].filter((base) => unit[base] !== 0);
    const [base] = bases;
    if (base === undefined || bases.length > 1) return 0;
    const placed = roles.some(({ place }, other) => place !== null && other !== j && names.indexOf(place.column) === base);
    return placed ? (unit[base] as number) : 0;
  }
}

/** What counts as the scale of a column: where values go over decades, neither extent nor size is where things happen. */
const MEASURES = ['span', 'size', 'middle'] as const;

const itself = (column: string): string => column;
