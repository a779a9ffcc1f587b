/**
 * A name that needs no backticks: letters, digits, `_`, subscript digits. Not superscripts (`x²` must not become a name in silence) and not
 * what Unicode's ID_Continue adds (it has the middle dot, a multiplication sign).
 */
export const NAME = /[\p{L}\p{Nl}_][\p{L}\p{M}\p{Nl}\p{Nd}_₀-₉]*/uy;

const WHOLE_NAME = new RegExp(`^(?:${NAME.source})$`, 'u');

/** Prefixes of pasted Python and JavaScript lines; each goes before any function and before pi and e. */
export const PREFIXES: readonly string[] = ['np', 'numpy', 'math', 'Math'];

/** Names that are a constant without a prefix. */
export const CONSTANTS: ReadonlyMap<string, 'pi' | 'e'> = new Map([
  ['pi', 'pi'],
  ['π', 'pi'],
]);

/** Names that are a constant after a prefix. */
export const PREFIXED_CONSTANTS: ReadonlyMap<string, 'pi' | 'e'> = new Map([
  ['pi', 'pi'],
  ['PI', 'pi'],
  ['e', 'e'],
  ['E', 'e'],
]);

/** Infinity in bounds, with or without a prefix. */
export const INFINITIES: readonly string[] = ['inf', 'Inf', 'infinity', 'Infinity'];

/** How a name stands in a formula: as it is, or in backticks with a backtick inside doubled. */
export function printName(name: string): string {
  return isPlain(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

const isPlain = (name: string): boolean => WHOLE_NAME.test(name) && !CONSTANTS.has(name);

/** Names are compared in NFC: a column typed in decomposed Hangul is the same column. */
export const sameName = (name: string): string => name.normalize('NFC');

/** The name of one value of an indexed parameter. */
export const levelName = (parameter: string, level: string): string => `${parameter}[${level}]`;
