/** Something wrong in an experiment, before it is known where in a file that is. */
export interface BlockIssue {
  /** Keys and indices from the top of the block: `['start', 'W']`. */
  readonly path: readonly (string | number)[];
  /** Whether the key itself or what stands under it is meant. */
  readonly at: 'key' | 'value';
  readonly code: string;
  readonly message: string;
  readonly advice: string;
  /** The stretch of a text value that is meant, in offsets of that value. */
  readonly span?: { readonly start: number; readonly end: number };
}

/** `start.W`, `figures[1].fit`: a path as one reads it. */
export const pathText = (path: readonly (string | number)[]): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
