import { DownhillError } from '../../base/errors.js';
import type { Evaluate } from '../../base/evaluation.js';
import type { Begun } from '../fit.js';
import { cancellable, type Steps } from '../in-steps.js';
import { drawsIn, type Redraw } from '../redraw.js';
import { type Arms, type Decides, decides, type StudyArm, studyArm } from './arm.js';
import { type Ended, runnerFor, type Starts } from './members.js';
import { checkStudy } from './options.js';
import { type Judge, type Judged, judgeFor } from './success.js';

/** How a run comes out with other seeds: plain data. What it takes is not counted among the evaluations of the run. */
export interface Study {
  /** Runs of each kind: with the seeds s, s + 1, …, s that of the run (after 2³² − 1 comes 0). */
  readonly seeds: number;
  /** What counts as a success. */
  readonly criterion: string;
  /** Share of successes with everything that is drawn drawn anew. */
  readonly success: number;
  /** `both`: data and start of another seed. `start`: its start alone, with the data of this run. `data`: its data alone, with the start of this run. Minibatches go with the start. */
  readonly arms: Arms<StudyArm>;
  readonly decides: Decides;
  /** Of the variance of success while one thing changes, what belongs to the data; null where nothing varies, or only one of them is drawn. */
  readonly dataShare: number | null;
}

const SEEDS = 2 ** 32;
/** Runs that go side by side on one data set. */
const TOGETHER = 64;

/** @throws DownhillError for a study that cannot be made: `nothing-drawn` where every seed gives the same run, and those of `checkStudy` and `parseSuccess`. */
export function refuseStudy(begun: Begun): void {
  const { study } = begun.options;
  if (study === undefined) return;
  checkStudy(study);
  judgeFor(begun, null);
  if (begun.redraw?.drawsData !== true && !drawsStart(begun)) throw nothingDrawn();
}

/** The study that was asked for; null where none was, and where it was cancelled. */
export function* studyOf(begun: Begun, own: Own): Steps<Study | null> {
  const { options, redraw, prepared } = begun;
  const { study, lang = 'en' } = options;
  if (study === undefined || redraw === null) return null;
  const judge = judgeFor(begun, redraw);
  const runs = yield* cancellable(armsOf(begun, redraw, { seeds: study.seeds, own, judge }), options.cancelled);
  if (runs === null || options.cancelled?.() === true) return null;
  const { model } = prepared.resolved;
  const arms: Arms<StudyArm> = Object.fromEntries(Object.entries(runs).map(([kind, made]) => [kind, studyArm(made, model)]));
  const whole = (arms.both ?? arms.start ?? arms.data) as StudyArm;
  return { seeds: study.seeds, criterion: judge.criterion[lang], success: whole.share, arms, ...decides(arms) };
}

/** Whether another seed leads to another start, or to other minibatches. */
export function drawsStart({ options, given, choice, linearIn, prepared }: Begun): boolean {
  const { free } = prepared.resolved.model;
  const { start = {}, batch } = options;
  if (batch !== undefined || Object.values(start).some(drawsIn)) return true;
  if (choice.method.steps === 'rate') return free.some((name) => start[name] === undefined);
  return given.some((value, j) => Number.isNaN(value) && !linearIn.includes(j));
}

const nothingDrawn = (): DownhillError =>
  new DownhillError(
    'nothing-drawn',
    'a study repeats a run with other seeds, but nothing in this one is drawn: every seed gives the same',
    "draw the start, as in --start 'a = uniform(-1, 1)', or make the data with uniform(…) or normal(…)",
    { place: '--study' },
  );

const KINDS = ['both', 'start', 'data'] as const;
type Kind = (typeof KINDS)[number];

/** The run that is studied: where it ended, and what evaluates there with the true derivatives. */
export interface Own {
  readonly end: Ended;
  readonly evaluate: Evaluate;
}

/** Of each kind all runs, judged; the first of each is the run itself. @param kinds those that are wanted, where what they change is drawn. */
export function* armsOf(
  begun: Begun,
  redraw: Redraw,
  {
    seeds,
    own,
    judge,
    kinds = KINDS,
  }: { readonly seeds: number; readonly own: Own; readonly judge: Judge; readonly kinds?: readonly Kind[] },
): Steps<Arms<readonly Judged[]>> {
  const { data, start } = { data: redraw.drawsData, start: drawsStart(begun) };
  const drawn: Readonly<Record<Kind, boolean>> = { both: data && start, start, data };
  const wanted = kinds.filter((kind) => drawn[kind]);
  const first = begun.options.seed ?? 0;
  const startsOf = (k: number): Starts => {
    const seed = (first + k) % SEEDS;
    return { seed, made: redraw.data(seed) };
  };
  const run = runnerFor(begun, redraw);
  const here = startsOf(0);
  const onOwn: Ended[] = [own.end];
  const elsewhere: Readonly<Record<'both' | 'data', Judged[]>> = { both: [], data: [] };
  const onOther = (['both', 'data'] as const).filter((kind) => wanted.includes(kind));
  for (let from = 1; from < seeds; from += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, seeds - from) }, (_, i) => startsOf(from + i));
    if (wanted.includes('start')) onOwn.push(...(yield* run(here.made, some)).ends);
    for (const other of onOther.length > 0 ? some : []) {
      // Side by side: they have the same data.
      const starts = onOther.map((kind) => (kind === 'both' ? other : here));
      const judged = judge.judged(yield* run(other.made, starts));
      for (const [i, kind] of onOther.entries()) elsewhere[kind].push(judged[i] as Judged);
    }
  }
  const there = judge.judged({ ends: onOwn, evaluate: own.evaluate });
  const whole = (kind: Kind): readonly Judged[] => (kind === 'start' ? there : [there[0] as Judged, ...elsewhere[kind]]);
  return Object.fromEntries(wanted.map((kind) => [kind, whole(kind)]));
}
