import { numbers } from '../base/elementary/numbers.js';
import { type Call, type Expression, topological } from './node.js';
import { operationNamed } from './operation-named.js';

/** Larger sets of signs that must change together are not looked for. */
const MOST_TOGETHER = 4;
/** Sets that are tried at most. */
const MOST_TRIED = 3000;

/** Of a value when the signs of some parameters change: the same, the opposite, or neither. */
type Parity = 'even' | 'odd' | 'mixed';

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
  const occurs = parameters.map((name) => order.some((node) => node.kind === 'name' && node.name === name));
  const extend = (chosen: readonly number[], from: number, length: number): void => {
    if (tried > MOST_TRIED) return;
    if (chosen.length === length) {
      tried++;
      if (covered(chosen, found)) return;
      const flipped = new Set(chosen.map((j) => parameters[j] as string));
      if (parityOf(order, flipped) === 'even') found.push([...chosen]);
      return;
    }
    for (let j = from; j < size; j++) if (occurs[j] === true) extend([...chosen, j], j + 1, length);
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

function parityOf(order: readonly Expression[], flipped: ReadonlySet<string>): Parity {
  const parity = new Map<Expression, Parity>();
  for (const node of order) {
    if (node.kind === 'name') parity.set(node, flipped.has(node.name) ? 'odd' : 'even');
    else if (node.kind !== 'call') parity.set(node, 'even');
    else
      parity.set(
        node,
        callParity(
          node,
          node.args.map((arg) => parity.get(arg) as Parity),
        ),
      );
  }
  return parity.get(order[order.length - 1] as Expression) as Parity;
}

function callParity(node: Call, args: readonly Parity[]): Parity {
  if (args.every((arg) => arg === 'even')) return 'even';
  if (args.includes('mixed')) return 'mixed';
  const [a, b] = args;
  switch (node.operation) {
    case 'add':
    case 'subtract':
      return a === b ? (a as Parity) : 'mixed';
    case 'multiply':
    case 'divide':
      return a === b ? 'even' : 'odd';
    case 'where':
      return a === 'even' && b === args[2] ? (b as Parity) : 'mixed';
    case 'power': {
      const exponent = node.args[1];
      const value = exponent?.kind === 'constant' ? exponent.value : numericExponent(exponent);
      return value !== null && Number.isInteger(value) ? (value % 2 === 0 ? 'even' : 'odd') : 'mixed';
    }
    default:
      return args.length === 1 ? unaryParity(node.operation) : 'mixed';
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
    if (SAMPLES.every((x) => value(-x) === value(x))) parity = 'even';
    else if (SAMPLES.every((x) => value(-x) === -value(x))) parity = 'odd';
    else parity = 'mixed';
    known.set(operation, parity);
  }
  return parity;
}
