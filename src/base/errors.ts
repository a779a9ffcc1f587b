/** A stretch of user text: offsets into `text`, in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Where a user's mistake stands. */
export interface Place {
  /** `data.csv:3:2`, `post.md:14:9`, `--learning-rate`, a column name. */
  readonly place?: string;
  /** The piece of the user's text that is meant; printed with a caret. */
  readonly span?: Span;
  /** Lines to be printed below, as they are: what was changed, as a diff. */
  readonly detail?: string;
  /** A value out of its option's range or an unknown option: exit 2 instead of 1. */
  readonly usage?: boolean;
}

/**
 * A user's mistake: what happened, where, and what to do. An outcome of a run (diverged, stalled) is a value, never this.
 *
 * @param code kebab-case, stable: scripts compare it.
 * @param message one sentence: what was got, what was expected.
 * @param advice one sentence: what to do.
 */
export class DownhillError extends Error {
  readonly code: string;
  readonly advice: string;
  readonly place: string | undefined;
  readonly span: Span | undefined;
  readonly detail: string | undefined;
  readonly usage: boolean;

  constructor(code: string, message: string, advice: string, where: Place = {}) {
    super(message);
    this.name = 'DownhillError';
    this.code = code;
    this.advice = advice;
    this.place = where.place;
    this.span = where.span;
    this.detail = where.detail;
    this.usage = where.usage ?? false;
  }
}
