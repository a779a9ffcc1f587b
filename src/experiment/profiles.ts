import { columnNorms, norm2 } from '../base/linear-algebra/index.js';
import type { EndlessInterval } from '../diagnose/diagnosis.js';
import { evaluate } from '../expression/evaluate.js';
import { namesIn } from '../expression/node.js';
import { structure } from '../expression/structure.js';
import { METHODS } from '../optimize/methods/index.js';
import { minimize } from '../optimize/minimize.js';
import type { Model } from '../problem/model.js';
import { type LowerMinimum, type Profile, type ProfileCurve, type Profiled, profile, profileCurve } from '../statistics/index.js';
import { intervalReach } from '../statistics/intervals.js';
import type { Assessment } from './assess.js';
import type { Begun } from './fit.js';
import { atOnce, type Steps } from './in-steps.js';

/** What profiling a fit gives. */
export interface Profiles {
  readonly profiled: Profiled;
  /** By free parameter; those that were reached before a better point was found. */
  readonly byParameter: ReadonlyMap<string, Profile>;
  readonly endless: readonly EndlessInterval[];
  readonly lowerMinimum: LowerMinimum | null;
}

/**
 * Profiles of all free parameters.
 * @returns null where there is nothing to profile: a loss without inference, no minimum, no degrees of freedom, residuals that are exactly zero.
 */
export function* profiles(begun: Begun, point: Float64Array, assessment: Assessment): Steps<Profiles | null> {
  const around = surroundings(begun, point, assessment);
  if (around === null) return null;
  if ('better' in around) return { profiled: around.profiled, byParameter: new Map(), endless: [], lowerMinimum: around.better };
  const byParameter = new Map<string, Profile>();
  const endless: EndlessInterval[] = [];
  for (const [j, parameter] of begun.model.parameters.entries()) {
    const found = isExact(around, begun) ? straight(around, j) : yield* profile(around, j);
    if ('better' in found) return { profiled: around, byParameter, endless, lowerMinimum: found.better };
    byParameter.set(parameter, found);
    for (const [k, missing] of found.missing.entries())
      if (missing !== null) endless.push({ parameter, side: k === 0 ? 'lower' : 'upper', reach: around.reach, ...missing });
  }
  return { profiled: around, byParameter, endless, lowerMinimum: null };
}

/**
 * The profile interval of any parameter: of a free one its own; of one that is tied to a single free one by a straight line, carried along it; null of others.
 */
export function profileInterval({ byParameter }: Profiles, model: Model, parameter: string): Profile['interval'] | null {
  const own = byParameter.get(parameter);
  if (own !== undefined) return own.interval;
  const tie = model.dependent.get(parameter);
  const [free, another] = tie === undefined ? [] : namesIn(tie);
  const [low, high] = (free === undefined ? undefined : byParameter.get(free)?.interval) ?? [null, null];
  if (tie === undefined || free === undefined || another !== undefined || !structure(tie, [free]).linearInAll) return null;
  if (!byParameter.has(free)) return null;
  const along = (end: number | null): number | null => (end === null ? null : evaluate(tie, () => end));
  return evaluate(tie, () => 1) >= evaluate(tie, () => 0) ? [along(low), along(high)] : [along(high), along(low)];
}

/** Curves of all profiles, made again where the run made none. */
export function profileCurves(begun: Begun, point: Float64Array, assessment: Assessment, made: Profiles | null): ProfileCurve[] {
  const found = made ?? atOnce(profiles(begun, point, assessment));
  if (found === null) return [];
  return [...found.byParameter].map(([parameter, one]) =>
    profileCurve(found.profiled, begun.model.parameters.indexOf(parameter), parameter, one),
  );
}

/** Residuals below this part of the response are rounding, and so is what a profile would show. */
const EXACT = 1e-10;
const isExact = ({ loss }: Profiled, { model, prepared: { response } }: Begun): boolean =>
  model.loss.inference === 'squares' && Math.sqrt(2 * loss * response.length) <= EXACT * norm2(response);

/** What a profile tends to as the residuals vanish: the tangent. */
function straight({ point, scale, reach }: Profiled, j: number): Profile {
  const [value, half] = [point[j] as number, reach * (scale[j] as number)];
  return { interval: [value - half, value + half], missing: [null, null], points: [{ value, root: 0, point }] };
}

/** 2n(f − f′)/σ² per parameter up to which the last steps of the way down are no other minimum. */
const SAME = 1e-3;

/** The minimum to the last digit, since the run may have ended a hundredth of a standard error before it, and what is known around it. */
function surroundings(
  begun: Begun,
  reached: Float64Array,
  { objective, atMinimum, variance: known, degreesOfFreedom, estimate, robust }: Assessment,
): Profiled | { readonly profiled: Profiled; readonly better: LowerMinimum } | null {
  const { prepared, options, bounds, model } = begun;
  // A robust loss rises by mean ψ′ of what squares would: 2Σ(ρ − ρ̂)·mean ψ′/mean ψ² is about χ² (Schrader and Hettmansperger 1980, Biometrika 67).
  const variance = known === null ? Number.NaN : known * (robust?.flatness ?? 1);
  if (!atMinimum || !(variance > 0) || model.loss.inference === 'none') return null;
  const method = METHODS.find(({ name }) => name === 'lm') as (typeof METHODS)[number];
  const { answer, point } = minimize(objective.evaluate, { method, start: reached, epochs: 100, bounds });
  const r = objective.evaluate({ points: [point], want: 'qr' })[0]?.r;
  const before = objective.evaluate({ points: [reached], want: 'value' })[0]?.loss ?? Number.NaN;
  if (r === undefined || !Number.isFinite(answer.loss)) return null;
  const count = point.length;
  const unit = Math.sqrt(variance / prepared.rows);
  const scale = columnNorms(r, count, count).map((length, j) => {
    const error = estimate?.standardErrors?.[j] ?? 0;
    if (error > 0 && Number.isFinite(error)) return error;
    return length > 0 ? unit / length : 0.1 * Math.max(Math.abs(point[j] as number), 1);
  });
  const profiled: Profiled = {
    evaluate: objective.evaluate,
    point,
    loss: answer.loss,
    rows: prepared.rows,
    variance,
    reach: intervalReach(options.level ?? 0.95, degreesOfFreedom),
    scale,
    covariance: estimate?.covariance ?? null,
    ...bounds,
  };
  const gained = (2 * prepared.rows * (before - answer.loss)) / variance;
  return gained > SAME * count ? { profiled, better: { loss: answer.loss, point } } : profiled;
}
