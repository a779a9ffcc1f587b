import { once } from '../base/once.js';
import { type Arranger, arranger } from './arrange.js';
import { differentiate } from './differentiate.js';
import { evaluator } from './evaluate.js';
import { type Call, type Expression, namesIn, topological } from './node.js';
import { operationNamed } from './operation-named.js';
import { simplify } from './simplify.js';

/** Whether ∂²f/∂pᵢ∂pⱼ may be other than 0 somewhere. */
export type MayBend = (i: number, j: number) => boolean;

/**
 * Which second derivatives may be other than 0. First by an abstract interpretation that is exact for what is written as sums, products,
 * quotients and choices; what it cannot exclude is differentiated.
 */
export function secondDerivatives(expression: Expression, parameters: readonly string[]): MayBend {
  const bends = bentPairs(expression, parameters);
  const size = parameters.length;
  const smooth = isSmoothIn(expression, parameters);
  const arrangeSorted = arranger(true);
  const straight = once(() => straightness(expression, parameters));
  const slopes = new Map<number, Expression>();
  const slope = (i: number): Expression => {
    const known = slopes.get(i) ?? simplify(differentiate(expression, [parameters[i] as string])[0] as Expression);
    slopes.set(i, known);
    return known;
  };
  const decided = new Map<number, boolean>();
  const decide = (i: number, j: number): boolean => {
    if (!bends.has(i * size + j)) return false;
    if (!smooth || bends.size > MOST_DIFFERENTIATED || !straight()(i, j)) return true;
    return !vanishes(differentiate(slope(i), [parameters[j] as string])[0] as Expression, arrangeSorted);
  };
  return (i, j) => {
    const [a, b] = i <= j ? [i, j] : [j, i];
    const known = decided.get(a * size + b) ?? decide(a, b);
    decided.set(a * size + b, known);
    return known;
  };
}

/** Every pair takes two derivatives: where there are more, what the rules of arithmetic cannot exclude counts as bent. */
const MOST_DIFFERENTIATED = 200;

/** Larger problems are rare, and a search could take exponential time. */
const MOST_SEARCHED = 20_000;

/**
 * A largest set of indices in which no pair bends, the earliest of equal ones; for very many parameters that interact, a maximal one.
 * @returns ascending.
 */
export function jointlyAffine(size: number, bends: MayBend): number[] {
  const candidates = Array.from({ length: size }, (_, i) => i).filter((i) => !bends(i, i));
  // What bends with nobody is in every largest set.
  const loose = candidates.filter((i) => candidates.every((j) => i === j || !bends(i, j)));
  const tied = candidates.filter((i) => !loose.includes(i));
  let best: number[] = [];
  let steps = 0;
  const search = (chosen: readonly number[], rest: readonly number[]): void => {
    if (chosen.length > best.length) best = [...chosen];
    const [first, ...others] = rest;
    if (first === undefined || chosen.length + rest.length <= best.length || steps++ > MOST_SEARCHED) return;
    search(
      [...chosen, first],
      others.filter((j) => !bends(first, j)),
    );
    search(chosen, others);
  };
  search([], tied);
  return [...loose, ...best].sort((a, b) => a - b);
}

/** Pairs i·P + j, i ≤ j, whose mixed second derivative may be other than 0, from the rules of arithmetic alone. */
function bentPairs(expression: Expression, parameters: readonly string[]): Set<number> {
  const index = new Map(parameters.map((name, i) => [name, i]));
  const size = parameters.length;
  const depends = new Map<Expression, ReadonlySet<number>>();
  const bent = new Map<Expression, ReadonlySet<number>>();
  const nobody: ReadonlySet<number> = new Set();
  const dependsOf = (node: Expression): ReadonlySet<number> => depends.get(node) ?? nobody;
  for (const node of topological([expression])) {
    const place = node.kind === 'name' ? index.get(node.name) : undefined;
    if (place !== undefined) depends.set(node, new Set([place]));
    if (node.kind !== 'call') continue;
    const below = node.args.map(dependsOf);
    const all = union(below);
    if (all.size === 0) continue;
    depends.set(node, all);
    const pairs = new Set<number>();
    for (const arg of node.args) for (const pair of bent.get(arg) ?? nobody) pairs.add(pair);
    for (const [left, right] of newlyBent(node, below, all))
      for (const i of left) for (const j of right) pairs.add(i <= j ? i * size + j : j * size + i);
    bent.set(node, pairs.size === 0 ? nobody : pairs);
  }
  return new Set(bent.get(expression));
}

type Together = readonly (readonly [ReadonlySet<number>, ReadonlySet<number>])[];

/** Which sets of parameters a node brings together beyond what its arguments do. */
function newlyBent(node: Call, below: readonly ReadonlySet<number>[], all: ReadonlySet<number>): Together {
  const [a, b] = below as [ReadonlySet<number>, ReadonlySet<number>];
  switch (node.operation) {
    case 'add':
    case 'subtract':
    case 'negate':
      return [];
    case 'multiply':
      return [[a, b]];
    case 'divide':
      return [
        [a, b],
        [b, b],
      ];
    case 'where':
      // A condition on columns chooses between rows; one on parameters makes a jump.
      return [[a, all]];
    default:
      return [[all, all]];
  }
}

function union(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const filled = sets.filter((set) => set.size > 0);
  if (filled.length === 1) return filled[0] as ReadonlySet<number>;
  return new Set(filled.flatMap((set) => [...set]));
}

/** No operation over the parameters has kinks, or a slope that is 0 where it is not constant (floor, a comparison). */
function isSmoothIn(expression: Expression, parameters: readonly string[]): boolean {
  const wanted = new Set(parameters);
  const depends = new Set<Expression>();
  for (const node of topological([expression])) {
    if (node.kind === 'name' && wanted.has(node.name)) depends.add(node);
    if (node.kind !== 'call') continue;
    const over = node.args.map((arg) => depends.has(arg));
    if (!over.includes(true)) continue;
    depends.add(node);
    const row = operationNamed(node.operation);
    if (row === undefined || row.kinks?.(node.args).some((edge) => simplify(edge).kind !== 'constant')) return false;
    const partials = row.derivative(node.args, node);
    if (over.some((below, k) => below && isZero(partials[k]))) return false;
  }
  return true;
}

const isZero = (e: Expression | undefined): boolean => e === undefined || (e.kind === 'constant' && e.value === 0);

function vanishes(expression: Expression, arrangeSorted: Arranger): boolean {
  const simple = simplify(expression);
  return isZero(simple) || isZero(arrangeSorted(simple));
}

const PROBES = 4;

/**
 * A numeric probe that must not refute, for parameters i and j: f at the corners of rectangles in (pᵢ, pⱼ), or at three points of a line, with wide strides.
 */
function straightness(expression: Expression, parameters: readonly string[]): MayBend {
  const names = namesIn(expression);
  const valueAt = evaluator(expression);
  const values = new Map<string, number>();
  const value = (name: string): number => values.get(name) as number;
  return (i, j) => {
    const [first, second] = [parameters[i] as string, parameters[j] as string];
    for (let probe = 0; probe < PROBES; probe++) {
      names.forEach((name, k) => {
        values.set(name, 0.25 + 2 * (((k + 1) * 0.6180339887498949 + probe * 0.7548776662466927) % 1));
      });
      const [p, q] = [values.get(first) as number, values.get(second) as number];
      const at = (si: number, sj: number): number => {
        values.set(first, p + si);
        values.set(second, (i === j ? p + si : q) + sj);
        return valueAt(value);
      };
      const corners = [at(0, 0), at(1.5, 0), at(0, 2.25), at(1.5, 2.25)] as const;
      const size = Math.max(...corners.map(Math.abs));
      // NaN and ∞ prove nothing, so they refute.
      if (!(Math.abs(corners[0] - corners[1] - corners[2] + corners[3]) <= 1e-9 * size)) return false;
    }
    return true;
  };
}
