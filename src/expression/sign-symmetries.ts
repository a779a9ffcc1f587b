import { numbers } from '../base/elementary/numbers.js';
import { type Call, type Expression, topological } from './node.js';
import { operationNamed } from './operation-named.js';

/** Larger sets of signs that must change together are not looked for. */
const MOST_TOGETHER = 4;
/** Sets that are tried at most. */
const MOST_TRIED = 3000;

/** Of a value when the signs of some parameters change: the same, the opposite, or neither. */
type Parity = typeof EVEN | typeof ODD | typeof MIXED;
const EVEN = 0;
const ODD = 1;
const MIXED = 2;

/**
 * Sets of parameters whose signs can change together without changing the model: a*exp(−(x − c)²/w²) → [[w]], A*sin(k*x) → [[A, k]]. Proved by carrying
 * parities through the expression; sets that are unions of smaller ones are left out.
 *
 * @returns each ascending, smaller ones first; indices into `parameters`.
 */
export function signSymmetries(expression: Expression, parameters: readonly string[]): number[][] {
  const order = topological([expression]);
  const found: number[][] = [];
  let tried = 0;
  const size = parameters.length;
  const places = parameters.map((name) => order.findIndex((node) => node.kind === 'name' && node.name === name));
  const isEven = evenness(order, places);
  const extend = (chosen: readonly number[], from: number, length: number): void => {
    if (tried > MOST_TRIED) return;
    if (chosen.length === length) {
      tried++;
      if (covered(chosen, found)) return;
      if (isEven(chosen)) found.push([...chosen]);
      return;
    }
    for (let j = from; j < size; j++) if (places[j] !== -1) extend([...chosen, j], j + 1, length);
  };
  for (let length = 1; length <= Math.min(MOST_TOGETHER, size); length++) extend([], 0, length);
  return found;
}

/** Whether smaller sets make it up. */
function covered(set: readonly number[], smaller: readonly (readonly number[])[]): boolean {
  const rest = new Set(set);
  for (const part of smaller) if (part.every((j) => rest.has(j))) for (const j of part) rest.delete(j);
  return rest.size === 0;
}

/** Whether the last node of a topological order stays the same when the parameters at some of the places change their signs. */
function evenness(order: readonly Expression[], places: readonly number[]): (chosen: readonly number[]) => boolean {
  const index = new Map(order.map((node, i) => [node, i]));
  const depends = new Uint8Array(order.length);
  for (const place of places) if (place >= 0) depends[place] = 1;
  const calls: { readonly node: Call; readonly at: number; readonly args: readonly number[] }[] = [];
  order.forEach((node, at) => {
    if (node.kind !== 'call') return;
    const args = node.args.map((arg) => index.get(arg) as number);
    if (!args.some((arg) => depends[arg] === 1)) return;
    depends[at] = 1;
    calls.push({ node, at, args });
  });
  const parity = new Uint8Array(order.length);
  return (chosen) => {
    for (const j of places) if (j >= 0) parity[j] = EVEN;
    for (const j of chosen) parity[places[j] as number] = ODD;
    for (const { node, at, args } of calls) {
      const made = callParity(node, args, parity);
      // Every node is below the last one, and nothing makes it right again.
      if (made === MIXED) return false;
      parity[at] = made;
    }
    return parity[order.length - 1] === EVEN;
  };
}

/** @param args places of the arguments. @param parity by place; none is mixed. */
function callParity(node: Call, args: readonly number[], parity: Uint8Array): Parity {
  if (args.every((arg) => parity[arg] === EVEN)) return EVEN;
  const a = parity[args[0] as number];
  const b = parity[args[1] as number];
  switch (node.operation) {
    case 'add':
    case 'subtract':
      return a === b ? (a as Parity) : MIXED;
    case 'multiply':
    case 'divide':
      return a === b ? EVEN : ODD;
    case 'where':
      return a === EVEN && b === parity[args[2] as number] ? (b as Parity) : MIXED;
    case 'power': {
      const exponent = node.args[1];
      const value = exponent?.kind === 'constant' ? exponent.value : numericExponent(exponent);
      return value !== null && Number.isInteger(value) ? (value % 2 === 0 ? EVEN : ODD) : MIXED;
    }
    default:
      return args.length === 1 ? unaryParity(node.operation) : MIXED;
  }
}

/** −2 may stand as a call. */
function numericExponent(e: Expression | undefined): number | null {
  if (e?.kind === 'call' && e.operation === 'negate' && e.args[0]?.kind === 'constant') return -e.args[0].value;
  return null;
}

const SAMPLES = [0.37, 0.61, 0.83];
const known = new Map<string, Parity>();

/** By its values at a few points: elementary functions are odd or even everywhere or nowhere. */
function unaryParity(operation: string): Parity {
  let parity = known.get(operation);
  if (parity === undefined) {
    const row = operationNamed(operation);
    const value = (x: number): number => row?.lower(numbers, x) ?? Number.NaN;
    if (SAMPLES.every((x) => value(-x) === value(x))) parity = EVEN;
    else if (SAMPLES.every((x) => value(-x) === -value(x))) parity = ODD;
    else parity = MIXED;
    known.set(operation, parity);
  }
  return parity;
}
