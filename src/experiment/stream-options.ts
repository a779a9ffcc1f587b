import { DownhillError } from '../base/errors.js';
import { chooseLoss } from './choose-method.js';
import type { FitOptions } from './options.js';
import type { Resolved } from './resolve.js';

/** What needs all rows at once, or a column that is made of all of them. */
const NOT_STREAMED = [
  'weights',
  'sigma',
  'absoluteSigma',
  'let',
  'where',
  'skipInvalid',
  'batch',
  'profile',
  'bootstrap',
  'resample',
  'study',
  'gradient',
] as const satisfies readonly (keyof FitOptions)[];

/** Options of {@link fitStream}: those of a fit, but for what needs all rows at once. */
export interface StreamOptions extends Omit<FitOptions, (typeof NOT_STREAMED)[number]> {
  /** What the data are called in messages and in the result; default `<stream>`. */
  readonly source?: string;
  /** Bytes that the columns of the formula may take to be read whole, which takes one pass instead of one an evaluation; default 64 MiB. 100 000 rows always are. */
  readonly memory?: number;
}

/** Refuses what the compiler sees too, for programs without types; and what only the formula says. */
export function refuseUnstreamed({ equations, levels }: Resolved, options: FitOptions, place: string): void {
  const option = NOT_STREAMED.find((name) => (options[name] ?? false) !== false);
  const what =
    option !== undefined
      ? `the option ${option}`
      : equations.length > 1
        ? 'several formulas'
        : levels.size > 0
          ? 'a parameter for each level of a column'
          : chooseLoss(options).loss.inference !== 'squares'
            ? `the loss ${options.loss}`
            : null;
  if (what === null) return;
  throw new DownhillError(
    'stream-not-possible',
    `${what} needs all rows at once, and ${place} gives them block by block`,
    place.startsWith('<')
      ? 'read the rows into allocateColumns and use fit, or do in the blocks what has to be done to each row'
      : 'leave it out, or take a sample of the rows, or a file below 512 MB',
    { place },
  );
}
