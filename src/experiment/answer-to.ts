import type { Begun } from './fit.js';
import { answered, type Steps } from './in-steps.js';
import { sampled } from './sampled.js';
import { searched } from './searched.js';
import { type Solved, solve } from './solve.js';

/** The answer to a problem of which all is settled, a robust loss with its plan: from the starts of that, or of very many rows from what a search on some of them finds. */
export function* answerTo(begun: Begun): Steps<Solved> {
  const planned = begun.robust?.starts ?? null;
  const sample = planned === null ? sampled(begun) : null;
  const looked = sample === null ? null : yield* answered(searched(sample), sample.objective.evaluate);
  const each = Math.max(1, Math.floor(ROWS / begun.prepared.rows));
  return yield* answered(solve(begun, planned ?? looked?.lowest() ?? null, looked), begun.objective.evaluate, each);
}

/** That are gone over between two steps, where evaluations take fewer: some tenths of a millisecond. */
const ROWS = 16_384;
