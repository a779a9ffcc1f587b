import { DownhillError } from '../base/errors.js';
import type { Begun } from './fit.js';
import { cancellable, type Steps } from './in-steps.js';
import { drawsIn, type Made, type Redraw } from './redraw.js';
import { type Arms, type Decides, decides, type StudyArm, studyArm } from './study-arm.js';
import { type Runner, runnerFor, type Starts, type Together } from './study-members.js';
import { checkStudy } from './study-options.js';
import { type Judged, judgeFor } from './study-success.js';

/** How a run comes out with other seeds: plain data. */
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
  judgeFor(begun);
  if (begun.redraw?.drawsData !== true && !drawsStart(begun)) throw nothingDrawn();
}

/** The study that was asked for; null where none was, and where it was cancelled. */
export function* studyOf(begun: Begun): Steps<Study | null> {
  const { options, redraw, prepared } = begun;
  const { study, lang = 'en' } = options;
  if (study === undefined || redraw === null) return null;
  const judge = judgeFor(begun);
  const runs = yield* cancellable(armsOf(begun, redraw, study.seeds), options.cancelled);
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

/** All runs, judged; the first of each kind is the run itself. */
function* armsOf(begun: Begun, redraw: Redraw, seeds: number): Steps<Arms<readonly Judged[]>> {
  const { run, judged, startsOf } = setUp(begun, redraw);
  const own = startsOf(0);
  const start = drawsStart(begun) ? judged(yield* onOneDataSet(run, own.made, seeds, startsOf)) : null;
  if (!redraw.drawsData) return start === null ? {} : { start };
  const both: Judged[] = [];
  const data: Judged[] = [];
  for (let k = 0; k < seeds; k++) {
    const other = startsOf(k);
    const ends = judged(yield* run(other.made, start === null || k === 0 ? [own] : [other, own]));
    both.push(ends[0] as Judged);
    data.push(ends.at(-1) as Judged);
  }
  return start === null ? { data } : { both, start, data };
}

/** Those that change one thing alone. */
export function* aloneArms(begun: Begun, redraw: Redraw, seeds: number): Steps<Arms<readonly Judged[]>> {
  const { run, judged, startsOf } = setUp(begun, redraw);
  const own = startsOf(0);
  const start = drawsStart(begun) ? { start: judged(yield* onOneDataSet(run, own.made, seeds, startsOf)) } : {};
  if (!redraw.drawsData) return start;
  const data: Judged[] = [];
  for (let k = 0; k < seeds; k++) data.push(...judged(yield* run(startsOf(k).made, [own])));
  return { ...start, data };
}

function setUp(begun: Begun, redraw: Redraw) {
  const first = begun.options.seed ?? 0;
  const startsOf = (k: number): Starts => {
    const seed = (first + k) % SEEDS;
    return { seed, made: redraw.data(seed) };
  };
  return { run: runnerFor(begun, redraw), judged: judgeFor(begun).judged, startsOf };
}

function* onOneDataSet(run: Runner, data: Made, seeds: number, startsOf: (k: number) => Starts): Steps<Together> {
  const runs: Together[] = [];
  for (let k = 0; k < seeds; k += TOGETHER)
    runs.push(
      yield* run(
        data,
        Array.from({ length: Math.min(TOGETHER, seeds - k) }, (_, i) => startsOf(k + i)),
      ),
    );
  const [{ evaluate }] = runs as [Together, ...Together[]];
  return { ends: runs.flatMap(({ ends }) => ends), evaluate };
}
