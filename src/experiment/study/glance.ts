import type { DiagnosedStudy } from '../../diagnose/diagnosis.js';
import { gradientCheck } from '../../diagnose/gradient-check.js';
import type { Outcome } from '../../optimize/outcome.js';
import type { Begun } from '../fit.js';
import { cancellable, type Steps } from '../in-steps.js';
import { type Arms, decides } from './arm.js';
import { isLean } from './members.js';
import { armsOf, drawsStart, type Own } from './study.js';
import { type Judged, judgeFor } from './success.js';

/** Of each kind, the run itself the first. */
const SEEDS = 5;
/** Rows times epochs, and what an epoch costs beside its rows: eight such runs take some milliseconds. */
const MOST_WORK = 1e5;
const EPOCH = 200;
/** Of the way: what is between this and a success is slow, and no failure. */
const FAR = 0.5;
const FAILED: readonly Outcome[] = ['diverged', 'not-finite'];

/**
 * Five seeds of the start alone and of the data alone, without being asked: of descents with a rate that was chosen by hand, where they cost little and the loss is no parabola that is descended by its own gradient, so that luck can
 * decide.
 *
 * @returns null where that is not looked at, and where no kind has both a success and a failure.
 */
export function* glanceAt(begun: Begun, own: Own): Steps<DiagnosedStudy | null> {
  const { options, redraw, choice, prepared } = begun;
  if (redraw === null || options.study !== undefined || own.end.outcome === 'cancelled' || choice.learningRate === null)
    return null;
  if (!isLean(begun) || choice.epochs * (prepared.rows + EPOCH) > MOST_WORK) return null;
  if (!redraw.drawsData && !drawsStart(begun)) return null;
  if (begun.linear && !followsWrong(begun, own)) return null;
  const how = { seeds: SEEDS, own, judge: judgeFor(begun, null), kinds: ['start', 'data'] as const };
  const runs = yield* cancellable(armsOf(begun, redraw, how), options.cancelled);
  if (runs === null) return null;
  const kinds = Object.entries(runs);
  if (!kinds.some(([, arm]) => arm.some(({ success }) => success) && arm.some(hasFailed))) return null;
  const arms: Arms<{ successes: number; runs: number; share: number }> = Object.fromEntries(
    kinds.map(([kind, arm]) => {
      const successes = arm.filter(({ success }) => success).length;
      return [kind, { successes, runs: arm.length, share: successes / arm.length }];
    }),
  );
  return { arms, decides: decides(arms).decides };
}

const hasFailed = ({ outcome, left, success }: Judged): boolean => !success && (FAILED.includes(outcome) || left > FAR);

function followsWrong({ model, objective }: Begun, { end: { start }, evaluate }: Own): boolean {
  if (model.gradient === undefined) return false;
  const check = gradientCheck({ made: new Map(), written: objective.evaluate, evaluate, start });
  return check !== null && !(check.factor !== null && check.factor > 0);
}
