import type { Root } from 'mdast';
import { closedStretches } from './closed-stretches.js';
import { findMath, type MathOptions, type MathStretch } from './find-math.js';
import { findPictures, type WrittenPicture } from './find-pictures.js';
import { MASK, masked } from './mask.js';
import { parseMarkdown, type Stretch } from './parse-markdown.js';
import { Ranges } from './ranges.js';
import { type Structure, structureOf } from './structure.js';

/** A text with its formulas found, and its Markdown read with each of them as one word. */
export interface Settled {
  readonly tree: Root;
  readonly structure: Structure;
  readonly math: readonly MathStretch[];
  /** Pictures that only Typora and Obsidian know. */
  readonly pictures: readonly WrittenPicture[];
  /** Stretches that stand for a text, outside of formulas. */
  readonly words: readonly Word[];
}

export interface Word extends Stretch {
  readonly text: string;
}

/** Formulas hide what looks like Markdown in them, and that may change where code is, which no formula may touch; nearly always two rounds are enough. */
const MOST_ROUNDS = 4;

/** @param words stretches that stand for a text each; in code they stand for nothing. */
export function settle(text: string, words: readonly Word[], options: MathOptions): Settled {
  const plain = words.length === 0 ? null : new Ranges(structureOf(parseMarkdown(masked(text, [])), text).code);
  const used = words.filter(({ start, end }) => plain === null || plain.within(start, end).length === 0);
  const shown = used.length === 0 ? text : masked(text, used);
  let found: Found = { math: [], pictures: [] };
  let settled = read(text, found, used);
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const next = find(shown, settled.structure, options);
    if (same(found, next)) return finished(settled, used);
    // In the end what the last rounds agree on counts.
    found = round < MOST_ROUNDS ? next : common(found, next);
    settled = read(text, found, used);
  }
  for (let clash = outsideOfCode(settled); clash !== null; clash = outsideOfCode(settled)) settled = read(text, clash, used);
  return finished(settled, used);
}

interface Found {
  readonly math: readonly MathStretch[];
  readonly pictures: readonly WrittenPicture[];
}
type Read = Omit<Settled, 'words'>;

function find(text: string, structure: Structure, options: MathOptions): Found {
  const closed = closedStretches(text, structure);
  const pictures = findPictures(text, new Ranges([...closed.markdown, ...closed.liquid]));
  return { math: findMath(text, structure, [...closed.markdown, ...closed.liquid, ...pictures], options), pictures };
}

function read(text: string, { math, pictures }: Found, words: readonly Word[]): Read {
  const tree = parseMarkdown(masked(text, new Ranges<Stretch>([...math, ...pictures, ...words]).all));
  return { tree, structure: structureOf(tree, text), math, pictures };
}

/** Formulas get the texts that stand in them, and in tables their bars back; those words are none of their own any more. */
function finished(settled: Read, words: readonly Word[]): Settled {
  const inside = new Ranges(words);
  const leaves = new Ranges(settled.structure.leaves);
  const math = settled.math.map((formula) => {
    const texts = inside.within(formula.start, formula.end).map((word) => word.text);
    const tex = texts.length === 0 ? formula.tex : formula.tex.replace(MASK, () => texts.shift() ?? '');
    return { ...formula, tex: leaves.at(formula.start)?.row === true ? tex.replaceAll('\\|', '|') : tex };
  });
  const taken = new Ranges<Stretch>([...math, ...settled.pictures]);
  return { ...settled, math, words: words.filter(({ start, end }) => taken.within(start, end).length === 0) };
}

const key = ({ start, end }: Stretch): string => `${start}-${end}`;

const same = (a: Found, b: Found): boolean =>
  [...a.math, ...a.pictures].map(key).join() === [...b.math, ...b.pictures].map(key).join();

function common(a: Found, b: Found): Found {
  const known = new Set([...b.math, ...b.pictures].map(key));
  return { math: a.math.filter((each) => known.has(key(each))), pictures: a.pictures.filter((each) => known.has(key(each))) };
}

/** What has no code in it or around it; null where that is all. */
function outsideOfCode({ structure, math, pictures }: Read): Found | null {
  const code = new Ranges(structure.code);
  const free = (each: Stretch): boolean => code.within(each.start, each.end).length === 0;
  return math.every(free) && pictures.every(free) ? null : { math: math.filter(free), pictures: pictures.filter(free) };
}
