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
  return (path) => {
    const element = path.at(-1) as Tree;
    const keys = [`#${element.attributes.get('id') ?? ''}`, ...classesOf(element).map((name) => `.${name}`), element.name, '*'];
    return keys
      .flatMap((key) => byKey.get(key) ?? [])
      .filter(({ steps }) => matches(steps, path))
      .sort((a, b) => a.rank - b.rank)
      .flatMap(({ declarations }) => declarations);
  };
}

/** Its value for `style`, an element's own declarations last. */
export const withOwn = (rules: readonly Declaration[], own: readonly Declaration[]): string => styleText([...rules, ...own]);

/** A table of 100,000 coloured cells; more is no table that is read. */
const MOST_RULES = 200_000;

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

/** From the element upwards. @param path from the outermost element to the element itself. */
function matches(steps: readonly Step[], path: readonly Tree[], step = steps.length - 1, at = path.length - 1): boolean {
  if (at < 0 || !isOf(path[at] as Tree, (steps[step] as Step).compound)) return false;
  if (step === 0) return true;
  if ((steps[step] as Step).child) return matches(steps, path, step - 1, at - 1);
  for (let above = at - 1; above >= 0; above--) if (matches(steps, path, step - 1, above)) return true;
  return false;
}
