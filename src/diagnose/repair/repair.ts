import { arrange } from '../../expression/arrange.js';
import { call, constant, type Expression } from '../../expression/node.js';
import { type Edit, edits } from './edits.js';
import { bestFactor, isMultiple, type Multiple, multipleOf } from './multiple.js';
import { occurrences } from './occurrences.js';
import type { RowSample } from './row-sample.js';
import type { Trial } from './sampled-rows.js';

/** The one change that makes a component right. Expressions are those of the text. */
export type Repair =
  | { readonly kind: 'sign'; readonly reversed: Expression | null }
  | { readonly kind: 'factor' | 'sum'; readonly multiple: Multiple }
  /** What is written belongs to another parameter; and where they are swapped, the other way round. */
  | { readonly kind: 'other-parameter' | 'swapped'; readonly other: number }
  | {
      readonly kind: 'edit';
      readonly edit: Edit /** `replace` is what the residual is multiplied by. */;
      readonly ofResidual: boolean;
    };

/** Per component, where it is wrong: how it is mended, or null where no one change does. */
export interface Repairs {
  /** The multiple that the components which are not wrong have of the true ones: a gradient of twice the loss is no mistake. */
  readonly common: Multiple;
  readonly wrong: readonly boolean[];
  readonly repairs: readonly (Repair | null)[];
}

/** What is repaired, in terms of rows. */
export interface Written {
  /** null where a function of a program gives them. */
  readonly components: readonly Expression[] | null;
  /** Per component, in the cells of the judge. */
  readonly values: readonly Float64Array[];
  /** What the true component takes the mean of. */
  readonly inners: readonly Expression[];
  readonly response: Expression;
  /** ∂loss/∂prediction of a row: the residual, for squares. */
  readonly outer: Expression;
  /** ∂prediction/∂parameter. */
  readonly slopes: readonly Expression[];
  /** What may be put in. */
  readonly parts: readonly Expression[];
}

/**
 * What single change makes each wrong component right, found by trying: a constant, another parameter's component, or a part of the model or of its derivatives in the place of another, as a factor
 * or as a term. The simplest that gives the true derivative at all points and in all groups of rows is taken.
 */
export function repairsOf(written: Written, trial: Trial): Repairs {
  const { judge } = trial;
  const truth = written.inners.map((inner) => meansOf(inner, judge));
  const scales = written.inners.map((_, j) => scaleOf(written, j, judge));
  const { values } = written;
  const multiple = (j: number, k: number): Multiple | null =>
    multipleOf(values[j] as Float64Array, truth[k] as Float64Array, scales[k] as Float64Array, judge);
  const own = values.map((_, j) => multiple(j, j));
  const common = commonOf(own);
  const wrong = own.map((found) => found === null || found.sum !== common.sum || found.c !== common.c);
  // Where no component tells, all may be those of twice the loss, or sums.
  const targets = own.some((found) => found !== null) ? [common] : UNKNOWN;
  const repairs = own.map((found, j): Repair | null => {
    if (!(wrong[j] as boolean)) return null;
    if (found !== null) return scaled(found, common, j, written, judge);
    const other = own.findIndex((_, k) => k !== j && same(multiple(j, k), common));
    if (other >= 0 && same(multiple(other, j), common)) return { kind: 'swapped', other };
    const few = judge.cells < FEWEST_CELLS;
    const slip = few ? null : written.components === null ? used(j, targets, written, judge) : edited(j, targets, written, trial);
    if (other >= 0 && (slip === null || slip.kind !== 'edit' || slip.edit.cost > SLIP)) return { kind: 'other-parameter', other };
    return slip;
  });
  return { common, wrong, repairs };
}

const same = (a: Multiple | null, b: Multiple): boolean =>
  a !== null && a.sum === b.sum && Math.abs(a.c - b.c) <= 1e-9 * Math.abs(b.c);

/** Of rounding in a residual, in units of the response, beside that in what the mean is of. */
const CANCELLED = 1e-4;

/** Mean size of what a component is the mean of, with what may have cancelled in its residuals. */
function scaleOf({ inners, slopes, response }: Written, j: number, sample: RowSample): Float64Array {
  const [whole, slope, y] = [inners[j] as Expression, slopes[j] as Expression, response].map(sample.rows) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const sizes = whole.map((value, i) => Math.abs(value) + CANCELLED * Math.abs((slope[i] as number) * (y[i] as number)));
  return sample.folded(sizes, true);
}

const meansOf = (inner: Expression, sample: RowSample): Float64Array => {
  const rows = sample.rows(inner);
  let from = 0;
  return Float64Array.from({ length: sample.cells }, (_, cell) => {
    const to = from + sample.size(cell);
    let sum = 0;
    for (; from < to; from++) sum += rows[from] as number;
    return sum / sample.size(cell);
  });
};

/** 1 where a component is right; else what most of those that are multiples have in common, where it is positive. */
function commonOf(own: readonly (Multiple | null)[]): Multiple {
  const positive = own.filter((found): found is Multiple => found !== null && found.c > 0);
  const count = (of: Multiple): number => positive.filter((found) => same(found, of)).length;
  const right = positive.find(({ c, sum }) => c === 1 && !sum);
  const most = [...positive].sort((a, b) => count(b) - count(a))[0];
  return right ?? most ?? { c: 1, sum: false };
}

function scaled(found: Multiple, common: Multiple, j: number, { components, outer }: Written, judge: RowSample): Repair {
  if (found.sum !== common.sum && found.c === common.c) return { kind: 'sum', multiple: found };
  if (found.sum !== common.sum || found.c !== -common.c) return { kind: 'factor', multiple: found };
  const slope = judge.rows(outer);
  const reversed = (components === null ? [] : occurrences(components[j] as Expression)).find(({ node, multiplies }) => {
    if (!multiplies || node.kind !== 'call' || node.operation !== 'subtract') return false;
    return judge.rows(node).every((value, i) => Math.abs(value + (slope[i] as number)) <= 1e-12 * Math.abs(value));
  });
  return { kind: 'sign', reversed: reversed?.node ?? null };
}

/** A greater change than this is told of as the component of another parameter, where it is one. */
const SLIP = 5;
/** Fewer agree by chance. */
const FEWEST_CELLS = 3;
const UNKNOWN: readonly Multiple[] = [false, true].flatMap((sum) => [1, 2].map((c) => ({ c, sum })));

/** By what an edit may still be off: it is then made with a factor. */
const CONSTANTS = [1, -1, 2, 0.5, -2, -0.5];

function edited(j: number, targets: readonly Multiple[], written: Written, { screen, judge }: Trial): Repair | null {
  const { components, inners, outer, parts } = written;
  const component = components?.[j] as Expression;
  const inner = inners[j] as Expression;
  const sampled = [screen, judge].map((sample) => ({ truth: meansOf(inner, sample), scale: scaleOf(written, j, sample) }));
  const [seen, judged] = sampled as [(typeof sampled)[number], (typeof sampled)[number]];
  const perRow = (edit: Edit, sample: RowSample, sum: boolean): Float64Array => {
    const h = edit.values(sample);
    return sum ? h.map((value, cell) => value / sample.size(cell)) : h;
  };
  const isRight = (edit: Edit, { c, sum }: Multiple): boolean =>
    isMultiple(perRow(edit, judge, sum), judged.truth, judged.scale, c);
  /** The edit, with the factor by which it is still off the target, where that makes it right. */
  const tried = (edit: Edit, target: Multiple): Edit | null => {
    const h = perRow(edit, screen, target.sum);
    const c = bestFactor(h, seen.truth, seen.scale);
    const off = c === null ? undefined : CONSTANTS.find((k) => Math.abs(c / target.c - k) <= 1e-8 * Math.abs(k));
    if (off === undefined || !isMultiple(h, seen.truth, seen.scale, off * target.c)) return null;
    const made = off === 1 ? edit : (edit.scaled?.(1 / off) ?? null);
    return made !== null && isRight(made, target) ? made : null;
  };
  let best: Edit | null = null;
  for (const edit of edits(component, parts)) {
    if (best !== null && edit.cost >= best.cost) break;
    for (const target of targets) {
      const made = tried(edit, target);
      if (made !== null && (best === null || made.cost < best.cost)) best = made;
    }
  }
  return best === null ? null : { kind: 'edit', edit: best, ofResidual: multipliesResidual(best, outer, judge) };
}

/** What a function multiplies the residual by, where that is a part of the model: it shows in its sums alone. */
function used(
  j: number,
  targets: readonly Multiple[],
  { values, inners, outer, parts, slopes }: Written,
  judge: RowSample,
): Repair | null {
  const h = values[j] as Float64Array;
  for (const part of [constant(1), ...parts])
    for (const { c, sum } of targets) {
      const inner = call('multiply', outer, part);
      const [g, scale] = [meansOf(inner, judge), judge.sizes(inner)];
      const own = sum ? h.map((value, cell) => value / judge.size(cell)) : h;
      const found = bestFactor(own, g, scale);
      const off = found === null ? undefined : CONSTANTS.find((k) => Math.abs(found / c - k) <= 1e-8 * Math.abs(k));
      if (off === undefined || !isMultiple(own, g, scale, off * c)) continue;
      const replace = off === 1 ? part : arrange(call('multiply', constant(off), part));
      const component = call('mean', inners[j] as Expression);
      const slope = slopes[j] as Expression;
      const edit: Edit = {
        kind: 'replace',
        replace,
        by: () => slope,
        component: () => component,
        values: () => h,
        scaled: null,
        at: null,
        cost: 0,
      };
      return { kind: 'edit', edit, ofResidual: true };
    }
  return null;
}

/** Whether the inside of the mean is the residual times what is replaced. */
function multipliesResidual({ kind, at }: Edit, outer: Expression, judge: RowSample): boolean {
  if (kind !== 'replace' || at === null || at.role !== 'factor' || !at.multiplies) return false;
  const [whole, factor, slope] = [at.inner, at.node, outer].map(judge.rows) as [Float64Array, Float64Array, Float64Array];
  return whole.every((value, i) => {
    const product = (factor[i] as number) * (slope[i] as number);
    return Math.abs(value - product) <= 1e-12 * (Math.abs(value) + Math.abs(product));
  });
}
