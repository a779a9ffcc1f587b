import { displayDollars, inlineDollars } from './math-dollars.js';
import { bracketed, environment } from './math-latex.js';
import type { Stretch } from './parse-markdown.js';
import { Ranges } from './ranges.js';
import type { Structure } from './structure.js';

export interface MathStretch extends Stretch {
  /** Without delimiters, and without the `>` of quotes around it. */
  readonly tex: string;
  readonly display: boolean;
}

export interface MathOptions {
  /** `$$…$$` within a line of text: kramdown and Typora set it in the line, notebooks on a line of its own. */
  readonly doubleInline: boolean;
  /** Whether `\\(` is `\(` escaped for a Markdown reader, so that what it holds is escaped too. */
  readonly escaped: boolean;
}

/**
 * Finds the formulas of a text: `$…$` by pandoc's rule, `` $`…`$ ``, `$$…$$`, `\(…\)`, `\[…\]` (also with doubled backslashes), and bare environments.
 * Code wins over formulas. Fenced blocks of `math` are code here.
 *
 * @param closed stretches in which no delimiter counts: code, addresses, pictures, tags.
 * @returns sorted, not overlapping.
 */
export function findMath(
  text: string,
  structure: Pick<Structure, 'code' | 'leaves' | 'pieces'>,
  closed: readonly Stretch[],
  options: MathOptions,
): MathStretch[] {
  const scene: Scene = {
    text,
    options,
    following: searcher(text),
    closed: new Ranges(closed),
    code: new Ranges(structure.code),
    leaves: new Ranges(structure.leaves),
    tags: new Ranges(structure.pieces.filter(({ kind }) => kind !== 'text')),
  };
  const found: MathStretch[] = [];
  for (let at = nextDelimiter(text, 0); at !== -1; ) {
    const shut = scene.closed.at(at);
    const length = runLength(text, at);
    const dollar = text[at] === '$';
    const math =
      shut !== null
        ? null
        : dollar
          ? dollars(scene, at, length)
          : (bracketed(scene, at, length) ?? environment(scene, at, length));
    if (math !== null) found.push(math);
    // A backslash takes the character behind it along.
    const passed = at + length + (!dollar && length % 2 === 1 ? 1 : 0);
    at = nextDelimiter(text, math?.end ?? (shut === null ? passed : shut.end));
  }
  return found;
}

/** What the finders of single kinds of formulas look at. */
export interface Scene {
  readonly text: string;
  readonly options: MathOptions;
  /** Where a string stands next; asked for with growing offsets it reads the text once. */
  readonly following: (string: string, from: number) => number;
  readonly closed: Ranges<Stretch>;
  readonly code: Ranges<Stretch>;
  readonly leaves: Ranges<Structure['leaves'][number]>;
  readonly tags: Ranges<Structure['pieces'][number]>;
}

function searcher(text: string): Scene['following'] {
  const known = new Map<string, number>();
  return (string, from) => {
    const last = known.get(string);
    if (last !== undefined && (last === -1 || last >= from)) return last;
    const at = text.indexOf(string, from);
    known.set(string, at);
    return at;
  };
}

function dollars(scene: Scene, at: number, length: number): MathStretch | null {
  if (length === 1) return inlineDollars(scene, at);
  return length === 2 ? displayDollars(scene, at) : null;
}

function nextDelimiter(text: string, from: number): number {
  const dollar = text.indexOf('$', from);
  const backslash = text.indexOf('\\', from);
  return dollar === -1 || backslash === -1 ? Math.max(dollar, backslash) : Math.min(dollar, backslash);
}

/** How many times the character at an offset stands there in a row. */
export function runLength(text: string, at: number): number {
  let end = at + 1;
  while (text[end] === text[at]) end++;
  return end - at;
}
