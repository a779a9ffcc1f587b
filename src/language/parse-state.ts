import type { Span } from '../base/errors.js';
import type { Cursor } from './cursor.js';
import { fail } from './fail.js';
import { MAX_DEPTH } from './limits.js';
import type { Functions } from './special-functions.js';

/** A place where a name stands. */
export interface NameUse {
  readonly name: string;
  readonly span: Span;
  /** `index`: the column between the brackets of `b[group]`. */
  readonly kind: 'name' | 'index';
  /** Of an indexed parameter: the column by which it is indexed. */
  readonly by?: string;
}

/** What the parts of the parser share while a text is read. */
export interface ParseState {
  readonly cursor: Cursor;
  readonly functions: Functions;
  /** `b[A]` is the value of one level, a name of its own, instead of a parameter indexed by the column A. */
  readonly levels: boolean;
  /** `inf` is a number. */
  readonly infinite: boolean;
  /** From left to right. */
  readonly uses: NameUse[];
  /** Where `pi` and `π` stand without a prefix: a column may have that name. */
  readonly constants: { readonly name: string; readonly span: Span }[];
  /** The means and sums so far. */
  readonly aggregates: Span[];
  depth: number;
}

export const parseState = (
  cursor: Cursor,
  options: Partial<Pick<ParseState, 'functions' | 'levels' | 'infinite'>> = {},
): ParseState => ({
  cursor,
  functions: options.functions ?? 'formula',
  levels: options.levels ?? false,
  infinite: options.infinite ?? false,
  uses: [],
  constants: [],
  aggregates: [],
  depth: 0,
});

/** Parses something inside something else. @throws DownhillError `formula-too-deep` beyond {@link MAX_DEPTH}. */
export function within<Part>(state: ParseState, parse: () => Part): Part {
  if (state.depth === MAX_DEPTH) {
    const { start, end } = state.cursor.last();
    fail(
      'formula-too-deep',
      `the formula is nested more than ${MAX_DEPTH} levels deep`,
      'write it with fewer brackets within brackets',
      state.cursor.span(start, end),
    );
  }
  state.depth += 1;
  const part = parse();
  state.depth -= 1;
  return part;
}
