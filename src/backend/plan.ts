import { lowered } from '../expression/lowering.js';
import { type Call, type Expression, topological } from '../expression/node.js';
import type { Operation } from '../expression/operations/operation.js';
import type { Program } from './program.js';

/** A node of a program, children before parents. */
export type PlannedNode =
  | { readonly kind: 'constant'; readonly value: number; readonly uniform: true }
  | { readonly kind: 'parameter'; readonly index: number; readonly uniform: true }
  | { readonly kind: 'column'; readonly name: string; readonly uniform: false }
  | {
      readonly kind: 'call';
      readonly lower: Operation['lower'];
      /** The name of `lower`: see {@link lowered}. */
      readonly form: string;
      /** Indices of earlier nodes. */
      readonly args: readonly number[];
      /** Depends on parameters and constants only: computed once a call, not once a row. */
      readonly uniform: boolean;
    };

export interface Plan {
  /** P. */
  readonly parameters: number;
  readonly nodes: readonly PlannedNode[];
  /** For each output its node. */
  readonly outputs: readonly number[];
}

/** By the list of outputs, which kernels of the same formula share. */
const plans = new WeakMap<Program['outputs'], { readonly names: string; readonly made: Plan }>();

/** What every backend computes for a program, and in which order; each distinct node once. Made once for the same list of outputs, which must not be changed. */
export function plan(program: Program): Plan {
  const names = [...program.parameters, '', ...program.columns].join('\0');
  const known = plans.get(program.outputs);
  if (known?.names === names) return known.made;
  const made = planned(program);
  plans.set(program.outputs, { names, made });
  return made;
}

function planned(program: Program): Plan {
  const parameters = new Map(program.parameters.map((name, index) => [name, index]));
  const columns = new Set(program.columns);
  const index = new Map<Expression, number>();
  const nodes: PlannedNode[] = [];
  const plannedNode = (node: Expression): PlannedNode => {
    if (node.kind === 'constant') return { kind: 'constant', value: node.value, uniform: true };
    if (node.kind === 'call') return plannedCall(node);
    const parameter = node.kind === 'name' ? parameters.get(node.name) : undefined;
    if (parameter !== undefined) return { kind: 'parameter', index: parameter, uniform: true };
    if (node.kind === 'name' && columns.has(node.name)) return { kind: 'column', name: node.name, uniform: false };
    throw new Error(`${node.kind} "${node.name}" is neither a parameter nor a column of the program`);
  };
  const plannedCall = (node: Call): PlannedNode => {
    const text = lowered(node);
    if (text === undefined) throw new Error(`${node.operation}(…) cannot be computed row by row`);
    const args = node.args.map((arg) => index.get(arg) as number);
    return { kind: 'call', ...text, args, uniform: args.every((arg) => nodes[arg]?.uniform === true) };
  };
  for (const node of topological(program.outputs)) {
    const made = plannedNode(node);
    index.set(node, nodes.length);
    nodes.push(made);
  }
  return { parameters: program.parameters.length, nodes, outputs: program.outputs.map((output) => index.get(output) as number) };
}
