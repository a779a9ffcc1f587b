import { DownhillError } from '../../src/base/errors.js';

/** The user's mistake that `run` throws; anything else is thrown on. */
export function thrown(run: () => unknown): DownhillError {
  try {
    run();
  } catch (error) {
    if (error instanceof DownhillError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
