import { DownhillError } from '../../base/errors.js';
import { sharesMemory, startsAtOnce } from './host.js';
import { pool } from './pool.js';
import { MOST_THREADS } from './words.js';

/**
 * Rows times points from which a sum is handed to threads, and rows from which data lie where threads see them. To wake one takes 10 … 20 µs, which the shortest
 * formula, a·x, has back at 250,000 rows (see docs/decisions/threads.md).
 */
export const LEAST_ROWS = 2 ** 18;

/**
 * How many threads a fit gets that asks for some: one where there are few rows; in Node all, because workers are started when there is work for them; in a page
 * those that were started.
 * @param wanted 1 … 64, this one included. @throws DownhillError `threads-out-of-range`.
 */
export function threadsFor(wanted: number, rows: number): number {
  checkThreads(wanted);
  if (wanted === 1 || rows < LEAST_ROWS || !sharesMemory()) return 1;
  return startsAtOnce() ? wanted : Math.min(wanted, pool().threads);
}

/** @throws DownhillError for a number of threads that is no integer from 1 to 64. */
export function checkThreads(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_THREADS) return;
  throw new DownhillError(
    'threads-out-of-range',
    `threads must be an integer from 1 to ${MOST_THREADS}, got ${count}`,
    'leave it out for one thread',
    { place: 'threads', usage: true },
  );
}
