import { type Call, type Expression, topological } from '../expression/node.js';
import type { Operation } from '../expression/operations/operation.js';
import { ATOM, PREFIX, ROWS, TIMES } from './grammar.js';
import { refuseLarge } from './print.js';
import { type Shape, shapeOf } from './shape.js';
import { SPECIAL_FUNCTIONS } from './special-functions.js';

/** A language that trees are written in by the forms that stand in the operations' rows. */
export interface Target {
  readonly form: 'latex' | 'numpy' | 'javascript';
  readonly constant: (value: number, symbol: 'pi' | 'e' | undefined) => Rendered;
  readonly name: (name: string) => string;
  readonly indexed: (name: string, by: string) => string;
  readonly bracket: (text: string) => string;
  /** Whether `a·−b` needs brackets around −b. */
  readonly bracketsSigns: boolean;
  /** Whether a number multiplies what follows it without a sign. */
  readonly joinsFactors: boolean;
}

export interface Rendered {
  readonly text: string;
  /** As in the formula language; 0 where brackets are always needed. */
  readonly strength: number;
  /** Begins with a sign. */
  readonly signed?: boolean;
  /** Digits and a point, nothing else. */
  readonly plainNumber?: boolean;
}

export const SIGN_STRENGTH = [...PREFIX.values()][0]?.operator.strength ?? ATOM;

/** Writes a tree in a target language. @throws DownhillError `expression-too-large`. */
export function render(expression: Expression, target: Target): string {
  const rendered = new Map<Expression, Rendered>();
  for (const node of topological([expression])) {
    const made = renderNode(node, target, (arg) => rendered.get(arg) as Rendered);
    refuseLarge(made.text);
    rendered.set(node, made);
  }
  return (rendered.get(expression) as Rendered).text;
}

function renderNode(node: Expression, target: Target, look: (arg: Expression) => Rendered): Rendered {
  if (node.kind === 'constant') return target.constant(node.value, node.symbol);
  if (node.kind === 'name') return { text: target.name(node.name), strength: ATOM };
  if (node.kind === 'indexed') return { text: target.indexed(node.name, node.by), strength: ATOM };
  return renderCall(node, target, node.args.map(look));
}

function renderCall(node: Call, target: Target, args: readonly Rendered[]): Rendered {
  const row = ROWS.get(node.operation);
  const write =
    (row ?? SPECIAL_FUNCTIONS.get(node.operation))?.[target.form] ?? ((...texts) => `${node.operation}(${texts.join(', ')})`);
  const shape = shapeOf(write, args.length, target.form);
  const texts = args.map((arg, i) =>
    shape.delimited[i] === true || !needsBrackets(arg, i, row, target) ? arg.text : target.bracket(arg.text),
  );
  const signed =
    row?.operator?.form === 'prefix' ||
    (row?.operator?.form === 'infix' && args[0]?.signed === true && texts[0] === args[0].text);
  const joined =
    target.joinsFactors && row?.operator?.symbol === TIMES && args[0]?.plainNumber === true && followsNumber(texts[1] ?? '');
  const text = joined ? texts.join(' ') : write(...texts);
  return { text, strength: strengthOf(row, shape, target), signed: signed && !shape.closed };
}

/** `2 x`, `2 \\sin…`; not `2 2^x` and not `2 \\frac{1}{2}`, which reads as two and a half. */
const followsNumber = (factor: string): boolean => /^\{*(?:[A-Za-z]|\\(?!frac|begin))/.test(factor);

function needsBrackets(arg: Rendered, position: number, row: Operation | undefined, target: Target): boolean {
  if (row?.operator === undefined) return arg.strength < ATOM;
  const { strength, associates, form } = row.operator;
  if (form === 'infix' && position > 0 && arg.signed === true) {
    if (target.bracketsSigns) return true;
    // 2**-x; not where the sign is only the beginning: 2**(-x*y).
    if (strength > SIGN_STRENGTH && arg.strength === SIGN_STRENGTH) return false;
  }
  if (form === 'prefix') return arg.strength < strength || (target.bracketsSigns && arg.signed === true);
  if (form === 'ternary') return arg.strength <= strength;
  const stays = associates === (position === 0 ? 'left' : 'right');
  return stays ? arg.strength < strength : arg.strength <= strength;
}

function strengthOf(row: Operation | undefined, shape: Shape, target: Target): number {
  // A fraction or a function's brackets hold together beside every operator but a power's exponent: (sin x)².
  if (shape.closed) return target.form === 'latex' ? ATOM - 1 : ATOM;
  return row?.operator?.strength ?? 0;
}
