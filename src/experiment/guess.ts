import { exp, pow } from '../base/elementary/scalar.js';
import { once } from '../base/once.js';
import type { RandomStream } from '../base/random/stream.js';
import { dimensions } from '../expression/dimensions.js';
import type { Expression } from '../expression/node.js';
import { parameterRoles } from '../expression/parameter-roles.js';
import { curveOf, cycles, humps } from './data-features.js';

/** What guesses are made from: formula and data. */
export interface Evidence {
  readonly prediction: Expression;
  readonly parameters: readonly string[];
  /** What the formula reads beside the response. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly response: Float64Array;
}

/** Draws one value for each parameter that is asked for. @param wanted indices of parameters. @returns NaN for the others. */
export type Guess = (wanted: readonly number[], stream: RandomStream) => Float64Array;

/** Decades to either side of a scale. */
const REACH = 2;

/**
 * Guesses for parameters in nonlinear places. Each is drawn on the scale that its dimension has in these data, so that nothing depends on units; places along an
 * axis are drawn along it, at humps of the response first; frequencies at peaks of its periodogram.
 */
export function guesser({ prediction, parameters, columns, response }: Evidence): Guess {
  const names = [...columns.keys()];
  const units = dimensions(prediction, parameters, names);
  const roles = parameterRoles(prediction, parameters, names);
  const ranges = [...names.map((name) => columns.get(name) as Float64Array), response].map(rangeOf);
  const features = new Map(
    names.map((column) => {
      const curve = once(() => curveOf(columns.get(column) as Float64Array, response));
      return [column, { cycles: once(() => cycles(curve())), humps: once(() => humps(curve())) }];
    }),
  );

  return (wanted, stream) => {
    const drawn = new Float64Array(parameters.length).fill(Number.NaN);
    const taken = new Map<string, number[]>();
    /** Of the hump that was drawn last: widths are written next to places. */
    let humpWidth: number | null = null;
    // Two waves or two peaks should not begin as one.
    const pick = (key: string, count: number): number => {
      const used = taken.get(key) ?? [];
      taken.set(key, used);
      const free = Array.from({ length: count }, (_, i) => i).filter((i) => !used.includes(i));
      if (free.length === 0) return Math.floor(stream.random() * count);
      // The strongest first, mostly.
      const index = free[Math.floor(stream.random() ** 2 * free.length)] as number;
      used.push(index);
      return index;
    };
    const widest = stream.random() < 0.5;
    const scale = (unit: Float64Array): number =>
      unit.reduce((product, exponent, base) => {
        if (exponent === 0) return product;
        const { span, size } = ranges[base] as Range;
        return product * pow(widest ? span : size, exponent);
      }, 1);
    for (const j of wanted) {
      const { place, cycle } = roles[j] as ReturnType<typeof parameterRoles>[number];
      const unit = units[j] as Float64Array;
      const kind = stream.random();
      if (cycle !== null) drawn[j] = frequency(cycle, kind);
      else if (place !== null && kind < 0.7) drawn[j] = along(place, kind);
      else {
        const power = widthPower(unit, j);
        const sign = stream.random() < 0.75 ? 1 : -1;
        const wide = power !== 0 && (Math.abs(power) !== 1 || power === 1 || kind < 0.5);
        drawn[j] = sign * (wide ? pow(width(unit, kind), power) : scale(unit) * decades(stream, -REACH, REACH));
      }
    }
    return drawn;

    function frequency({ column, rate, inverse }: NonNullable<(typeof roles)[number]['cycle']>, kind: number): number {
      const peaks = features.get(column)?.cycles() ?? [];
      const { span } = ranges[names.indexOf(column)] as Range;
      const highest = (Math.PI * (columns.get(column) as Float64Array).length) / span;
      const chosen = peaks.length > 0 && kind < 0.8 ? (peaks[pick(`cycle ${column}`, peaks.length)] as number) : 0;
      const w = chosen > 0 ? chosen : kind < 0.9 ? stream.uniform(0, highest) : decades(stream, -1, 1) / span;
      return inverse ? rate / w : w / rate;
    }

    function along({ column, sign }: NonNullable<(typeof roles)[number]['place']>, kind: number): number {
      const found = features.get(column)?.humps() ?? [];
      const { low, span } = ranges[names.indexOf(column)] as Range;
      const hump = found.length > 0 && kind < 0.4 ? (found[pick(`hump ${column}`, found.length)] ?? null) : null;
      humpWidth = hump === null || !(hump.width > 0) ? null : hump.width;
      const at = hump === null ? low + span * stream.uniform(-0.1, 1.1) : hump.at;
      return sign === 1 ? -at : at;
    }

    /** How wide something is on the axis of a column: as the hump that was drawn last, or anything from a point to all of it. */
    function width(unit: Float64Array, kind: number): number {
      if (humpWidth !== null && kind < 0.6) return humpWidth * decades(stream, -0.4, 0.4);
      const base = unit.findIndex((exponent) => exponent !== 0);
      return (ranges[base] as Range).span * decades(stream, -2.5, 0.5);
    }

    /** e where the dimension is that of a column to the power e, on which some other parameter is a place; else 0. */
    function widthPower(unit: Float64Array, j: number): number {
      const bases = [...unit.keys()].filter((base) => unit[base] !== 0);
      const [base] = bases;
      if (base === undefined || bases.length > 1) return 0;
      const placed = roles.some(({ place }, other) => place !== null && other !== j && names.indexOf(place.column) === base);
      return placed ? (unit[base] as number) : 0;
    }
  };
}

interface Range {
  readonly low: number;
  /** Greatest less least; the size where all are alike. */
  readonly span: number;
  /** Largest absolute value; 1 where all are zero. */
  readonly size: number;
}

function rangeOf(values: Float64Array): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
  return { low, span: high > low ? high - low : size, size };
}

const decades = (stream: RandomStream, from: number, to: number): number => exp(Math.LN10 * stream.uniform(from, to));
