import type { Answer } from '../base/evaluation.js';
import { allFinite, norm2, scaledSvd } from '../base/linear-algebra/index.js';
import type { Stepping } from '../optimize/method.js';
import { minimizing, type RunOptions, type RunResult } from '../optimize/minimize.js';
import type { Epoch } from '../optimize/outcome.js';
import { racing } from '../optimize/race.js';
import type { RunState } from '../optimize/run.js';
import type { Recorder } from '../trace/recorder.js';

/** One run from one start. */
export interface Attempt extends Pick<RunOptions, 'method'> {
  readonly settings: Readonly<Record<string, number>>;
  readonly start: Float64Array;
  readonly result: RunResult;
  readonly recorder: Recorder;
  /** Saddles that it came to and stepped out of. */
  readonly saddles?: readonly Float64Array[];
}

/** A place where searches ended. */
export interface Minimum {
  readonly loss: number;
  /** Length P. */
  readonly point: Float64Array;
  /** Searches that ended there. */
  readonly count: number;
}

/** Losses closer than this, relatively, are one minimum. */
const SAME_LOSS = 1e-7;
/** Coordinates closer than this, relatively, are one place: within {@link SAME_LOSS} of the lowest loss they are known to some hundredths of their standard errors. */
const SAME_PLACE = 1e-2;
/** Condition numbers of columns that depend on each other are all above this, and which is larger is rounding. */
const DEPENDENT = 1e13;
/** Minima of a sample that are followed on all rows. */
const FOLLOWED = 3;

/** A run of a search. */
export interface Search extends RunOptions {
  /** Its learning rate is raced for: see {@link racing}. */
  readonly race?: true;
}

/** Runs of several methods from several starts, the best kept, and every minimum that was seen. */
export class LocalSearches {
  best: Attempt | null = null;
  readonly minima: Minimum[] = [];
  /** Names of methods, each once. */
  readonly tried: string[] = [];
  /** One of them was cancelled: the others would end as soon. */
  cancelled = false;
  searches = 0;
  evaluations = 0;
  passes = 0;

  /** @param floor losses below are exact fits, which rounding cannot tell apart. */
  constructor(private readonly floor: number) {}

  /**
   * A search that comes to the lowest minimum that is known ends there: that it arrived is all that it can tell. The attempt then reads `cancelled`, and is not the best.
   *
   * @param independent of what was found before: then the same minimum again is evidence for it.
   */
  *run(
    { race, ...options }: Omit<Search, 'start'>,
    start: Float64Array,
    recorder: Recorder,
    independent = true,
  ): Stepping<Attempt> {
    let known = false;
    const result = yield* (race === true ? racing : minimizing)({
      ...options,
      start,
      cancelled: () => known || options.cancelled?.() === true,
      onEpoch: (epoch) => {
        known = this.isKnown(epoch);
        recorder.observe(epoch);
        options.onEpoch?.(epoch);
      },
    });
    const attempt = { method: options.method, settings: options.settings ?? {}, start, result, recorder };
    this.add(attempt, independent, known && result.outcome === 'cancelled');
    return attempt;
  }

  /** The best run goes on from a point below where it ended, which then is no minimum. What that takes is not counted here: the caller does. */
  *goOn(attempt: Attempt, options: Omit<RunOptions, 'start'>, from: RunState): Stepping<Attempt> {
    const { recorder } = attempt;
    const result = yield* minimizing({
      ...options,
      resume: from,
      onEpoch: (epoch) => {
        recorder.observe(epoch);
        options.onEpoch?.(epoch);
      },
    });
    if (result.outcome === 'cancelled') this.cancelled = true;
    else this.note(result.answer.loss, result.point, true);
    this.best = { ...attempt, result };
    return this.best;
  }

  /**
   * At the place of the best one so far, not only at its loss: where many points have the same, the nicest of them is looked for. Between two steps of a search that goes
   * on to something lower, neither is met by chance.
   */
  private isKnown({ loss, point }: Pick<Epoch, 'loss' | 'point'>): boolean {
    const best = this.best?.result;
    if (best?.outcome !== 'converged' || !this.same(best.answer.loss, loss)) return false;
    return best.point.every((x, j) => Math.abs((point[j] as number) - x) <= SAME_PLACE * Math.abs(x));
  }

  private add(attempt: Attempt, independent: boolean, known: boolean): void {
    const { result, method } = attempt;
    if (!this.tried.includes(method.name)) this.tried.push(method.name);
    this.searches++;
    this.evaluations += result.evaluations;
    this.passes += result.passes;
    // Where a search was cut short is no minimum.
    if (known || result.outcome === 'converged' || result.outcome === 'stalled')
      this.note(result.answer.loss, result.point, independent);
    if (known) return;
    if (result.outcome === 'cancelled') this.cancelled = true;
    if (this.best === null || this.prefers(result, this.best.result)) this.best = attempt;
  }

  private note(loss: number, point: Float64Array, independent: boolean): void {
    if (!Number.isFinite(loss)) return;
    const at = this.minima.findIndex((minimum) => this.same(minimum.loss, loss));
    const known = this.minima[at];
    if (known === undefined) this.minima.push({ loss, point, count: 1 });
    else
      this.minima[at] = {
        loss: Math.min(known.loss, loss),
        point: loss < known.loss ? point : known.point,
        count: known.count + (independent ? 1 : 0),
      };
    this.minima.sort((a, b) => a.loss - b.loss);
  }

  /** Where the lowest minima are, the lowest first, of it the nicest point that was met; where every search was cut short, where the best one ended. */
  lowest(most = FOLLOWED): Float64Array[] {
    const [first, ...others] = this.minima.slice(0, most);
    if (first !== undefined) {
      const best = this.best?.result;
      const isThere = best?.outcome === 'converged' && this.same(best.answer.loss, first.loss);
      return [isThere ? best.point : first.point, ...others.map(({ point }) => point)];
    }
    return this.best !== null && Number.isFinite(this.best.result.answer.loss) ? [this.best.result.point] : [];
  }

  /** Whether two losses are one minimum, as far as rounding lets one see. */
  same(a: number, b: number): boolean {
    return Math.abs(a - b) <= SAME_LOSS * Math.min(Math.abs(a), Math.abs(b)) + this.floor;
  }

  /** The lower loss; where both are the same, the better determined one, then the one nearer to zero; where nothing is finite, the earlier. */
  private prefers(next: RunResult, best: RunResult): boolean {
    const [before, after] = [best.answer.loss, next.answer.loss];
    if (!Number.isFinite(before)) return Number.isFinite(after);
    if (!Number.isFinite(after)) return false;
    if (!this.same(before, after)) return after < before;
    if ((best.outcome === 'converged') !== (next.outcome === 'converged')) return next.outcome === 'converged';
    const [conditionBefore, conditionAfter] = [best, next].map(({ answer }) => Math.min(conditionOf(answer), DEPENDENT)) as [
      number,
      number,
    ];
    if (conditionAfter < 0.5 * conditionBefore) return true;
    if (conditionAfter > 2 * conditionBefore) return false;
    return norm2(next.point) < norm2(best.point) * (1 - 1e-6);
  }
}

/** Of the Jacobian with columns of length 1; ∞ where it is singular, NaN without a factor. */
export function conditionOf({ r }: Pick<Answer, 'r'>): number {
  if (r === undefined || !allFinite(r)) return Number.NaN;
  const n = Math.round(Math.sqrt(r.length));
  const { s } = scaledSvd(r, n);
  return (s[0] as number) / (s[n - 1] as number);
}
