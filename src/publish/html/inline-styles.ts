import { type Declaration, styleText } from './style.js';
import { plainRules } from './style-sheet.js';
import type { Leaf, Tree } from './tree.js';
import { elementsOf } from './tree.js';

/**
 * What the `<style>` elements of an output say, written into the elements themselves: pandas' colours are kept, in feeds and on services that drop style
 * sheets too, and no rule can reach the page around it.
 *
 * Selectors of names, ids, classes and attributes-free descent are understood (`#T_1 tbody > td.col0`); others, `:hover` among them, are left out.
 *
 * @returns the style of an element, before its own.
 */
export function inlineStyles(tree: readonly Leaf[]): (path: readonly Tree[]) => readonly Declaration[] {
  const byKey = new Map<string, Rule[]>();
  let order = 0;
  for (const element of elementsOf(tree, 'style'))
    for (const { selectors, declarations } of plainRules(element.children.join('')))
      for (const text of declarations.length === 0 ? [] : selectors) {
        const steps = parsed(text);
        if (steps === null || order > MOST_RULES) continue;
        const key = keyOf((steps.at(-1) as Step).compound);
        const rules = byKey.get(key) ?? [];
        if (rules.length === 0) byKey.set(key, rules);
        rules.push({ steps, declarations, rank: specificity(steps) * 1e6 + order++ });
      }
  if (byKey.size === 0) return () => [];
  let left = MOST_TESTS;
  return (path) => {
    const element = path.at(-1) as Tree;
    const keys = [`#${element.attributes.get('id') ?? ''}`, ...classesOf(element).map((name) => `.${name}`), element.name, '*'];
    return keys
      .flatMap((key) => byKey.get(key) ?? [])
      .filter(({ steps }) => --left > 0 && matches(steps, path))
      .sort((a, b) => a.rank - b.rank)
      .flatMap(({ declarations }) => declarations);
  };
}

/** Its value for `style`, an element's own declarations last. */
export const withOwn = (rules: readonly Declaration[], own: readonly Declaration[]): string => styleText([...rules, ...own]);

/** A table of 100,000 coloured cells; more is no table that is read. */
const MOST_RULES = 200_000;

/** Rules times elements that are looked at: such a table takes a thousandth of it. */
const MOST_TESTS = 20_000_000;

interface Compound {
  readonly name: string | null;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
}

interface Step {
  readonly compound: Compound;
  /** How it hangs on the one before. */
  readonly child: boolean;
}

interface Rule {
  readonly steps: readonly Step[];
  readonly declarations: readonly Declaration[];
  readonly rank: number;
}

function parsed(selector: string): readonly Step[] | null {
  const steps: Step[] = [];
  let child = false;
  for (const token of selector.replace(/>/g, ' > ').trim().split(/\s+/)) {
    if (token === '>') {
      child = true;
      continue;
    }
    const found = /^([\w*-]*)((?:[#.][\p{L}\p{N}_-]+)*)$/u.exec(token);
    if (found === null || token === '' || steps.length > 8) return null;
    const parts = (found[2] as string).match(/[#.][^#.]+/g) ?? [];
    const named = (sign: string): string[] => parts.filter((part) => part.startsWith(sign)).map((part) => part.slice(1));
    const name = found[1] === '' || found[1] === '*' ? null : (found[1] as string).toLowerCase();
    steps.push({ compound: { name, ids: named('#'), classes: named('.') }, child });
    child = false;
  }
  return steps.length === 0 || child ? null : steps;
}

const keyOf = ({ ids, classes, name }: Compound): string =>
  ids[0] === undefined ? (classes[0] === undefined ? (name ?? '*') : `.${classes[0]}`) : `#${ids[0]}`;

const specificity = (steps: readonly Step[]): number =>
  steps.reduce(
    (sum, { compound }) => sum + 10_000 * compound.ids.length + 100 * compound.classes.length + (compound.name === null ? 0 : 1),
    0,
  );

const classesOf = (element: Tree): string[] => (element.attributes.get('class') ?? '').split(/\s+/).filter((name) => name !== '');

const isOf = (element: Tree, { name, ids, classes }: Compound): boolean =>
  (name === null || element.name === name) &&
  ids.every((id) => element.attributes.get('id') === id) &&
  (classes.length === 0 || classes.every((one) => classesOf(element).includes(one)));

/** From the element upwards: where each step of the selector can stand, all places at once. @param path from the outermost element to the element itself. */
function matches(steps: readonly Step[], path: readonly Tree[]): boolean {
  const last = steps.length - 1;
  if (!isOf(path.at(-1) as Tree, (steps[last] as Step).compound)) return false;
  let places = [path.length - 1];
  for (let step = last - 1; step >= 0 && places.length > 0; step--) {
    const { compound } = steps[step] as Step;
    const above = (steps[step + 1] as Step).child
      ? places.map((at) => at - 1)
      : Array.from({ length: places.at(-1) as number }, (_, at) => at);
    places = above.filter((at) => at >= 0 && isOf(path[at] as Tree, compound));
  }
  return places.length > 0;
}
