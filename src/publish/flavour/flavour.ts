import type { Picture } from '../asset.js';

/** Where a formula stands in its text. */
export interface Around {
  /** What stands directly before and behind it; empty at the ends. */
  readonly before: string;
  readonly after: string;
  /** What stands before it in its line where nothing else does (blanks, the marks of quotes); null where it shares its lines with other text. */
  readonly alone: string | null;
}

/** The Markdown of a place that is no site of its own: where it differs from what its neighbours understand. */
export interface Flavour {
  readonly picture: (picture: Picture) => string;
  readonly math: (tex: string, display: boolean, around: Around) => string;
  /** A dollar that is a dollar, where there are two in a paragraph. */
  readonly dollar: string;
  /** A paragraph that the machine says. @param text Markdown. */
  readonly aside: (text: string, tone: 'note' | 'warning' | 'error') => string;
  /** Code that is folded in where it can be. @param summary plain text. @param code fenced. */
  readonly details: (summary: string, code: string) => string;
}
