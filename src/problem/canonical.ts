/** What leaves a model as it is: exchanges of terms and changes of sign. Indices of parameters. */
export interface Symmetries {
  /** Groups of terms that are equal but for the names of their parameters, in corresponding order. */
  readonly exchanges: readonly (readonly (readonly number[])[])[];
  /** Sets of parameters whose signs can change together. */
  readonly flips: readonly (readonly number[])[];
  /** By parameter: how terms are put in order where no start says it; null for parameters that decide nothing (linear ones). */
  readonly order: readonly ('ascending' | 'descending' | null)[];
}

/** A symmetry: parameter j takes the value of parameter `from[j]`, times `sign[j]`. */
export interface Rewriting {
  readonly from: readonly number[];
  readonly sign: readonly number[];
}

/** More combinations of signs are not tried. */
const MOST_FLIPS = 8;

/**
 * The symmetry that writes a solution as a person would: exchangeable terms in the order of the start (without one from slow to fast, from left to right), signs as in
 * the start (positive without one).
 *
 * @param point length P. @param start length P; NaN where none was given. @returns null where nothing has to be rewritten.
 */
export function canonicalForm(point: Float64Array, start: Float64Array, symmetries: Symmetries): Rewriting | null {
  let form: Rewriting = { from: [...point.keys()], sign: Array.from(point, () => 1) };
  // Signs first, because exchanges go by values; then again, because terms that moved may have the other's.
  form = withSigns(form, point, start, symmetries);
  for (const terms of symmetries.exchanges) form = exchanged(form, point, start, terms, symmetries.order);
  form = withSigns(form, point, start, symmetries);
  return form.from.every((j, k) => j === k) && form.sign.every((sign) => sign === 1) ? null : form;
}

/** The point after a rewriting. */
export const rewritten = ({ from, sign }: Rewriting, point: Float64Array): Float64Array =>
  Float64Array.from(from, (j, k) => {
    const value = (sign[k] as number) * (point[j] as number);
    return value === 0 ? 0 : value;
  });

function withSigns(form: Rewriting, point: Float64Array, start: Float64Array, symmetries: Symmetries): Rewriting {
  // No other signs could agree better.
  if (rewritten(form, point).every((value, j) => agrees(value, start[j] as number))) return form;
  const { flips, order } = symmetries;
  const tried = flips.slice(0, MOST_FLIPS);
  let best = form;
  let most = agreement(rewritten(form, point), start, order);
  for (let mask = 1; mask < 1 << tried.length; mask++) {
    const sign = [...form.sign];
    tried.forEach((set, k) => {
      if ((mask >> k) & 1) for (const j of set) sign[j] = -(sign[j] as number);
    });
    const next = { from: form.from, sign };
    const signs = agreement(rewritten(next, point), start, order);
    if (signs > most) {
      best = next;
      most = signs;
    }
  }
  return best;
}

/** Parameters that are searched count before those that follow from them. */
function agreement(point: Float64Array, start: Float64Array, order: Symmetries['order']): number {
  return point.reduce((sum, value, j) => (agrees(value, start[j] as number) ? sum + (order[j] === null ? 1 : 64) : sum), 0);
}

const agrees = (value: number, wanted: number): boolean =>
  Number.isNaN(wanted) || wanted === 0 ? value > 0 : value * wanted > 0;

function exchanged(
  form: Rewriting,
  point: Float64Array,
  start: Float64Array,
  terms: readonly (readonly number[])[],
  order: Symmetries['order'],
): Rewriting {
  const [first] = terms;
  if (first === undefined) return form;
  const decisive = first.findIndex((j) => order[j] !== null);
  const key = Math.max(decisive, 0);
  const keyOf = (term: number): number => (terms[term] as readonly number[])[key] as number;
  const values = rewritten(form, point);
  const all = terms.map((_, k) => k);
  const begun = all.map((k) => start[keyOf(k)] as number);
  const given = begun.every((x) => !Number.isNaN(x)) && new Set(begun).size === all.length;
  const sign = !given && order[first[key] as number] === 'descending' ? -1 : 1;
  const value = (term: number): number => values[keyOf(term)] as number;
  // The term that comes k-th in the start gets the values that come k-th in the solution.
  const places = given ? [...all].sort((a, b) => (begun[a] as number) - (begun[b] as number)) : all;
  const sources = [...all].sort((a, b) => sign * (value(a) - value(b)) || a - b);
  const from = [...form.from];
  const signs = [...form.sign];
  places.forEach((place, k) => {
    const source = terms[sources[k] as number] as readonly number[];
    (terms[place] as readonly number[]).forEach((j, at) => {
      from[j] = form.from[source[at] as number] as number;
      signs[j] = form.sign[source[at] as number] as number;
    });
  });
  return { from, sign: signs };
}
